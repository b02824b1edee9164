import type { BinderByChecklist } from '../contract/binder.ts';
import type { PageRange } from '../contract/checklist.ts';
import {
  itemsToBind,
  type ItemToBind,
  type MarkToBind,
  type SlotToBind,
} from '../checklist/index.ts';
import type { Reader } from '../db/index.ts';
import type {
  PlannedDocument,
  PlannedItem,
  PlannedPart,
  PlannedProof,
  PlannedSection,
} from './plan.ts';

type ProofToBind = SlotToBind['proofs'][number];

/** A document of the catalogue, whole. */
export type WholeDocument = Omit<PlannedDocument, 'pagesInWords' | 'refused'>;

/**
 * A section an item that has slots, in the checklist's order: what is asked for, what proves it, what
 * is missing. What is not among `documents` (not confirmed, not selected) is not bound.
 * @throws ArchiveError `no-such-checklist`
 */
export async function sectionsByItem(
  reader: Reader,
  { id, items: only, repeated, marks }: BinderByChecklist,
  documents: ReadonlyMap<number, WholeDocument>,
): Promise<PlannedSection[]> {
  const items = await itemsToBind(reader, id, only);
  const projects = [...new Set(items.map(projectOf))];
  const places = new Map<string, PlannedProof>();
  const everyMark = new Map<number, MarkToBind[]>();
  for (const { documentId, marks: own } of items.flatMap(({ slots }) =>
    slots.flatMap(({ proofs }) => proofs),
  )) {
    everyMark.set(documentId, [...(everyMark.get(documentId) ?? []), ...own]);
  }
  // What is bound once shows all that is marked on it.
  const marksOf = ({ documentId, marks: own }: ProofToBind): readonly MarkToBind[] => {
    if (!marks) return [];
    return repeated === 'refer' ? (everyMark.get(documentId) ?? []) : own;
  };
  return items.map((item, section) => {
    const own: PlannedDocument[] = [];
    const place = (plain: WholeDocument, proof: ProofToBind): PlannedProof => {
      const { pages } = proof;
      const whole = withMarks(plain, marksOf(proof));
      // Bound whole it shows these pages too.
      const known = places.get(String(whole.id)) ?? places.get(keyOf(whole, pages));
      if (known !== undefined && repeated === 'refer') return { ...known, isHere: false };
      const made = { section, document: own.length, isHere: true };
      own.push(pages === null ? whole : pagesOf(whole, pages));
      places.set(keyOf(whole, pages), made);
      return made;
    };
    const slots = item.slots.map(({ proofs, ...slot }) => ({
      ...slot,
      proofs: proofs.flatMap((proof) => {
        const whole = documents.get(proof.documentId);
        return whole === undefined ? [] : [place(whole, proof)];
      }),
    }));
    return {
      year: null,
      categoryId: null,
      path: [...item.path, item].map(({ code, title }) => `${code} ${title}`.trim()),
      tab: projects.indexOf(projectOf(item)),
      documents: own,
      item: { ...wordsOf(item), slots },
    };
  });
}

const keyOf = ({ id }: WholeDocument, pages: readonly PageRange[] | null): string =>
  pages === null ? String(id) : `${id} ${JSON.stringify(pages)}`;

/** The project by its place above the item: titles need not be unique, codes need not be there. */
const projectOf = ({ path, id }: ItemToBind): string => {
  const [project] = path;
  return project === undefined ? String(id) : `${project.code} ${project.title}`;
};

function wordsOf(item: ItemToBind): Omit<PlannedItem, 'slots'> {
  const { code, title, requirement, method, score, conclusion } = item;
  return {
    project: (item.path[0] ?? item).code,
    code,
    title,
    requirement,
    method,
    score: score === null ? '' : `${score / 100} 分`,
    department: item.department ?? '',
    helping: item.helping.join('、'),
    leader: item.leader ?? '',
    person: item.person ?? '',
    due: item.due ?? '',
    conclusion,
  };
}

/** A document whose parts know what is marked on their pages. */
function withMarks(whole: WholeDocument, marks: readonly MarkToBind[]): WholeDocument {
  if (marks.length === 0) return whole;
  let before = 0;
  const parts = whole.parts.map((part): PlannedPart => {
    const from = before + 1;
    before += part.pages;
    const own = marks
      .filter(({ n }) => n >= from && n <= before)
      .map(({ n, ...mark }) => ({ ...mark, page: n - from + (part.firstPage ?? 1) }));
    return own.length === 0 ? part : { ...part, marks: own };
  });
  return { ...whole, parts };
}

/** Some pages of a document: the parts they stand on, cut to them. */
function pagesOf(whole: WholeDocument, pages: readonly PageRange[]): PlannedDocument {
  const parts: PlannedPart[] = [];
  let before = 0;
  for (const part of whole.parts) {
    for (const { from, to } of pages) {
      const first = Math.max(from, before + 1);
      const last = Math.min(to, before + part.pages);
      if (first > last) continue;
      const offset = (part.firstPage ?? 1) - before - 1;
      parts.push({
        ...part,
        firstPage: first + offset,
        lastPage: last + offset,
        pages: last - first + 1,
        oversizePages: Math.min(part.oversizePages, last - first + 1),
      });
    }
    before += part.pages;
  }
  const runs = pages.map(({ from, to }) => (from === to ? `${from}` : `${from}—${to}`));
  return { ...whole, parts, pagesInWords: `第 ${runs.join('、')} 页` };
}
