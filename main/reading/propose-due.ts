import { setTimeout as delay } from 'node:timers/promises';
import { ArchiveError } from '../contract/errors.ts';
import { originalPath, type Archive } from '../library/index.ts';
import { categoryModel } from './learned.ts';
import { HEAD_PAGES } from './next-pages.ts';
import { turnLines } from './page-lines.ts';
import { effectiveLines, effectiveText } from './page-text.ts';
import type { PageQuality, Proposals, ProposeArgs, TextPage } from './propose/types.ts';
import * as q from './proposal-queries.ts';
import { countPages, textsOf, type TextRecord } from './queries.ts';
import { separate, separatorBefore, separatorIn } from './separate.ts';
import { sourceNames } from './source-names.ts';

export interface ProposeOptions {
  readonly signal: AbortSignal;
  /** True while something has precedence. */
  readonly isHeld?: () => boolean;
  /** Only these documents; null: all that are due. */
  readonly documents?: readonly number[] | null;
}

/** What a paper says of itself at its end: signature, date, 版记. */
const TAIL_PAGES = 2;
/** As far a stack of scans is looked through for where other papers begin, and for marks of secrecy. */
const STACK_PAGES = 200;
const HELD_MS = 200;
/** Entered together: each entry makes the screens look again. */
const AT_A_TIME = 8;
const TIMEOUT_MS = 60_000;

/** Documents proposed while pages of theirs still wait: the rest of a long one brings them in once, not with each page. */
const proposedEarly = new WeakMap<Archive, Map<number, true>>();

/**
 * Makes the proposals and notes of every inbox document anew that is due and whose first pages are
 * read; cuts documents at their separator sheets first. What a person has set stays. Scans that were
 * filed unread are only looked at for marks of secrecy. Gives how many documents were looked at.
 * @throws ArchiveError `cancelled`
 */
export async function proposeDue(archive: Archive, options: ProposeOptions): Promise<number> {
  const { signal, isHeld } = options;
  const chosen = options.documents ?? null;
  const documents = chosen === null ? null : [...chosen];
  const early = proposedEarly.get(archive) ?? new Map<number, true>();
  proposedEarly.set(archive, early);
  let count = 0;
  for (;;) {
    if (await q.isAnyNotNow(archive.db.read, HEAD_PAGES))
      await archive.derive([], (writer) => q.forgetNotNow(writer, HEAD_PAGES));
    const due = await q.dueDocuments(archive.db.read, documents, AT_A_TIME);
    if (due.length === 0) return count;
    while (isHeld?.() === true && !signal.aborted)
      await delay(HELD_MS, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) throw new ArchiveError('cancelled');
    const judged = await Promise.all(due.map((each) => judge(archive, each, early, signal)));
    await enter(archive, judged);
    for (const { cutOff, found } of judged) {
      if (found !== null) count += 1;
      // What is cut off belongs to them.
      documents?.push(...(cutOff ?? []));
    }
  }
}

interface Judged {
  readonly due: q.DueDocument;
  /** null: what was proposed before stays. */
  readonly found: Proposals | null;
  /** Documents cut off at separator sheets; then all of them are due again. */
  readonly cutOff: readonly number[] | null;
}

async function judge(
  archive: Archive,
  due: q.DueDocument,
  early: Map<number, true>,
  signal: AbortSignal,
): Promise<Judged> {
  const { documentId, place, unread } = due;
  const nothing = { due, found: null, cutOff: null };
  // The last page that is read makes it due again.
  if (place === 'trash' || place === null || (unread > 0 && early.has(documentId))) return nothing;
  const cutOff = unread === 0 && place === 'inbox' ? await separate(archive, documentId) : null;
  if (cutOff !== null) return { ...nothing, cutOff };
  if (unread > 0) early.set(documentId, true);
  else early.delete(documentId);
  return { ...nothing, found: await proposalsOf(archive, documentId, signal) };
}

/** Enters what was found; what something changed for meanwhile stays due. */
async function enter(archive: Archive, judged: readonly Judged[]): Promise<void> {
  const tables = judged.some(({ found }) => found !== null) ? ['proposal', 'document'] : [];
  await archive.derive(tables, async (writer) => {
    for (const { due, found, cutOff } of judged) {
      // A scan that was filed before it was read may be what may not be kept here.
      if (found !== null && due.place === 'filed')
        await q.replaceMarkings(writer, due.documentId, found.notes);
      else if (found !== null)
        await q.replaceProposals(writer, due.documentId, found.proposals, found.notes);
      if (cutOff === null) await q.noLongerDue(writer, due);
    }
  });
}

/** null where its worker failed over it: what was proposed before stays. */
async function proposalsOf(
  archive: Archive,
  documentId: number,
  signal: AbortSignal,
): Promise<Proposals | null> {
  const args = await proposeArgs(archive, documentId);
  if (args === null) return null;
  try {
    return await archive.workers.run<ProposeArgs, Proposals>('reading.propose', args, {
      priority: 'background',
      timeoutMs: TIMEOUT_MS,
      signal,
    });
  } catch (error) {
    if (error instanceof ArchiveError && error.code === 'cancelled') throw error;
    console.error(error);
    return null;
  }
}

async function proposeArgs(archive: Archive, documentId: number): Promise<ProposeArgs | null> {
  const { read } = archive.db;
  const origin = await q.originOf(read, documentId);
  if (origin === undefined) return null;
  const [categories, pageCount, quality] = await Promise.all([
    q.categoriesWithParents(read),
    countPages(read, documentId),
    q.qualityOf(read, documentId),
  ]);
  return {
    ...sourceNames(origin.sourcePath, origin.source, origin.folder),
    categories,
    separator: await separatorBefore(archive, origin, categories),
    pages: await textPages(archive, documentId, pageCount),
    pageCount,
    quality: quality.map(qualityOf),
    model: categoryModel(archive),
    photo: photoOf(archive, origin),
  };
}

const photoTypes: ReadonlySet<string> = new Set(['jpeg', 'tiff', 'png', 'webp']);

function photoOf(archive: Archive, origin: q.Origin): { path: string } | null {
  const { sha256, extension, type, parts, originalPages } = origin;
  if (parts !== 1 || originalPages !== 1 || !photoTypes.has(type)) return null;
  return { path: originalPath(archive, sha256, extension) };
}

/**
 * The first pages and the last, with text and boxes as the document shows them; of those between what
 * was read from scans: a file with its own text was made as one paper.
 */
async function textPages(
  archive: Archive,
  documentId: number,
  pageCount: number,
): Promise<TextPage[]> {
  const { read } = archive.db;
  const tail = Math.max(HEAD_PAGES + 1, pageCount - TAIL_PAGES + 1);
  const between = Math.min(tail - HEAD_PAGES - 1, STACK_PAGES - HEAD_PAGES);
  const [first, inner, last] = await Promise.all([
    textsOf(read, documentId, 1, HEAD_PAGES),
    textsOf(read, documentId, HEAD_PAGES + 1, between),
    textsOf(read, documentId, tail, TAIL_PAGES),
  ]);
  const numbered = (pages: readonly TextRecord[], from: number) =>
    pages.map((page, index) => ({ page, number: from + index }));
  const pages = [
    ...numbered(first, 1),
    ...numbered(inner, HEAD_PAGES + 1).filter(({ page }) => page.lines !== null),
    ...numbered(last, tail),
  ];
  const made: TextPage[] = [];
  for (const { page, number } of pages) {
    if (effectiveText(page) !== '') made.push(await textPage(archive, page, number));
  }
  return made;
}

async function textPage(archive: Archive, page: TextRecord, number: number): Promise<TextPage> {
  const found = await effectiveLines(archive, page, 'background');
  const lines = found === null ? null : turnLines(found, page, page.partRotation);
  const isSideways = page.partRotation === 90 || page.partRotation === 270;
  return {
    number,
    widthUm: isSideways ? page.heightUm : page.widthUm,
    heightUm: isSideways ? page.widthUm : page.heightUm,
    lines,
    text: lines === null ? effectiveText(page) : lines.map(({ text }) => text).join('\n'),
  };
}

function qualityOf(record: q.QualityRecord): PageQuality {
  return {
    number: record.n,
    blank: record.blank === 1,
    dpi: record.dpi,
    skewDegrees: record.skewMillidegrees / 1000,
    sharpness: record.sharpness,
    photo: record.photo === 1,
    turned: record.turned === 1,
    failed: record.failed === 1,
    separator: separatorIn(record.codes) !== null,
  };
}
