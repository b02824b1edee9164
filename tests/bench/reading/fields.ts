import type { NoteCode } from '../../../main/contract/documents.ts';
import type { ProposeArgs, Proposals, TextPage } from '../../../main/reading/index.ts';
import { starterCategories } from '../../../main/library/index.ts';
import type { WorkerPool } from '../../../main/workers/index.ts';
import type { ReadDocument } from './read-corpus.ts';

export const judgedFields = [
  'referenceNumber',
  'date',
  'title',
  'issuer',
  'kind',
  'secrecy',
  'copyNumber',
  'attachments',
] as const;
export type JudgedField = (typeof judgedFields)[number];

/** A field of one document: what it is, and what was proposed. */
export interface FieldAnswer {
  readonly document: ReadDocument;
  readonly field: JudgedField;
  readonly truth: string | null;
  readonly proposed: string | null;
  readonly right: boolean;
}

/** Precision: right ones of those proposed. Recall: right ones of those the papers have. */
export interface FieldScore {
  readonly precision: number;
  readonly recall: number;
  readonly of: number;
}

export const categories = starterCategories.map((name, index) => ({ id: index + 1, name }));

export function proposeArgs(document: ReadDocument): ProposeArgs {
  const pages = document.pages.map(({ truth, reading }, index): TextPage => ({
    number: index + 1,
    widthUm: truth.widthUm,
    heightUm: truth.heightUm,
    lines: reading.lines,
    text: reading.lines.map((line) => line.text).join('\n'),
  }));
  const quality = document.pages.map(({ reading }, index) => ({
    number: index + 1,
    blank: reading.blank,
    dpi: reading.dpi,
    skewDegrees: reading.skewDegrees,
    sharpness: reading.sharpness,
    photo: reading.photo,
    turned: false,
    failed: false,
  }));
  return { name: document.name, folders: [], categories, pages, quality };
}

/** Proposes fields of every document and compares those that can be judged. */
export async function answersOf(
  documents: readonly ReadDocument[],
  pool: WorkerPool,
): Promise<readonly FieldAnswer[]> {
  const answers = await Promise.all(
    documents.map(async (document) => {
      const found = await pool.run<ProposeArgs, Proposals>(
        'reading.propose',
        proposeArgs(document),
      );
      return judgedFields.flatMap((field): FieldAnswer[] => {
        const truth = truthOf(document, field);
        if (truth === undefined) return [];
        const proposed = proposedIn(found, field);
        return [{ document, field, truth, proposed, right: agree(field, truth, proposed) }];
      });
    }),
  );
  return answers.flat();
}

/** Attachments one a line, as their note names them; null where the paper has none. */
function truthOf({ fields }: ReadDocument, field: JudgedField): string | null | undefined {
  if (field !== 'attachments') return fields[field];
  const names = fields.attachments;
  return names === undefined ? undefined : names.join('\n') || null;
}

function proposedIn({ proposals, notes }: Proposals, field: JudgedField): string | null {
  const noted = (code: NoteCode, name: string): string | null =>
    notes.find((note) => note.code === code)?.details[name] ?? null;
  if (field === 'copyNumber') return noted('copy-number', 'number');
  if (field === 'attachments') return noted('attachments', 'names');
  return proposals.find((each) => each.field === field)?.value ?? null;
}

function agree(field: JudgedField, truth: string | null, proposed: string | null): boolean {
  if (truth === null || proposed === null) return truth === proposed;
  return canonical(field, truth) === canonical(field, proposed);
}

/** Exact but for how brackets of a number are printed and how joint issuers are parted. */
function canonical(field: JudgedField, value: string): string {
  const bare = value.normalize('NFKC').replaceAll(/\s/gu, '');
  switch (field) {
    case 'referenceNumber':
      return bare
        .replaceAll(/[[(【]/gu, '〔')
        .replaceAll(/[\])】]/gu, '〕')
        .replace(/〕第?0*(?=\d)/u, '〕');
    case 'issuer':
      return bare.split(/[、;,]/u).join('、');
    case 'secrecy':
      return bare.slice(0, 2);
    case 'date':
    case 'kind':
    case 'title':
    case 'copyNumber':
    case 'attachments':
      return bare;
  }
}

export function scoreOf(answers: readonly FieldAnswer[], field: JudgedField): FieldScore {
  const judged = answers.filter((answer) => answer.field === field);
  const proposed = judged.filter((answer) => answer.proposed !== null);
  const present = judged.filter((answer) => answer.truth !== null);
  const share = (part: readonly FieldAnswer[]): number =>
    part.length === 0 ? 1 : part.filter((answer) => answer.right).length / part.length;
  return { precision: share(proposed), recall: share(present), of: present.length };
}
