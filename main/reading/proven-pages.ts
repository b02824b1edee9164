import type { Writer } from '../db/index.ts';
import { partsOf } from './part-queries.ts';
import type { Part } from './parts.ts';
import * as q from './proven-queries.ts';

/*
 * What documents prove follows their pages (checklist). A link to pages, and a marked passage, stay
 * with the pages of their originals: they go to whatever document shows these now. A link to a whole
 * document means the document, whatever its pages are: it stays with it; with a document that
 * becomes several it is given to all of them, with one that becomes pages of another it becomes a link to
 * these pages. Called inside the operation that moves the pages, when the parts are as they will be.
 */

type Run = q.Run;

/** Pages of `run` that one of the parts shows, and the rest. */
function divided(
  run: Run,
  parts: readonly Part[],
): { readonly shown: Run[]; readonly rest: Run[] } {
  const { originalId, firstPage, lastPage } = run;
  const own = parts.filter((part) => part.originalId === originalId);
  if (firstPage === null || lastPage === null) {
    return own.length > 0 ? { shown: [run], rest: [] } : { shown: [], rest: [run] };
  }
  const shown: Run[] = [];
  let rest: Run[] = [run];
  for (const part of own) {
    if (part.firstPage === null || part.lastPage === null) continue;
    const next: Run[] = [];
    for (const piece of rest) {
      const [from, to] = [piece.firstPage ?? 1, piece.lastPage ?? 0];
      const [first, last] = [Math.max(from, part.firstPage), Math.min(to, part.lastPage)];
      if (first > last) next.push(piece);
      else {
        shown.push({ originalId, firstPage: first, lastPage: last });
        if (from < first) next.push({ originalId, firstPage: from, lastPage: first - 1 });
        if (last < to) next.push({ originalId, firstPage: last + 1, lastPage: to });
      }
    }
    rest = next;
  }
  return { shown: inOrder(shown), rest: inOrder(rest) };
}

/** Runs by page, those that go on in one another joined. */
function inOrder(runs: readonly Run[]): Run[] {
  const out: Run[] = [];
  for (const next of runs.toSorted((a, b) => (a.firstPage ?? 0) - (b.firstPage ?? 0))) {
    const last = out.at(-1);
    if (last?.lastPage !== null && last?.lastPage === (next.firstPage ?? 0) - 1) {
      out.splice(-1, 1, { ...last, lastPage: next.lastPage });
    } else out.push(next);
  }
  return out;
}

const countPages = (runs: readonly Run[]): number =>
  runs.reduce((sum, { firstPage, lastPage }) => sum + (lastPage ?? 0) - (firstPage ?? 1) + 1, 0);

interface Holder {
  readonly id: number;
  readonly parts: readonly Part[];
}

/** What of the runs each document shows, the first of them first asked; `rest` is shown by none. */
function dealt(runs: readonly Run[], holders: readonly Holder[]) {
  let rest = [...runs];
  const shares = holders.map(({ id, parts }) => {
    const pieces = rest.map((run) => divided(run, parts));
    rest = pieces.flatMap((piece) => piece.rest);
    return { id, runs: pieces.flatMap((piece) => piece.shown) };
  });
  return { shares: shares.filter((share) => share.runs.length > 0), rest };
}

/** Links to pages of these documents, and marks on them, go to whichever of them shows the pages. */
async function followPages(writer: Writer, documents: readonly number[]): Promise<void> {
  const links = await q.linksOf(writer, documents);
  if (links.length === 0) return;
  const holders: Holder[] = [];
  for (const id of documents) holders.push({ id, parts: await partsOf(writer, id) });
  const ids = links.map(({ id }) => id);
  const runs = Map.groupBy(await q.runsOf(writer, ids), ({ linkId }) => linkId);
  for (const link of links) {
    if (link.whole === 0) await followRuns(writer, link, runs.get(link.id) ?? [], holders);
  }
  await followMarks(writer, documents, holders);
}

/** The link's own document first: what it still shows stays with it. */
const ownFirst = (link: q.LinkRow, holders: readonly Holder[]): Holder[] =>
  holders.toSorted((a, b) => Number(b.id === link.documentId) - Number(a.id === link.documentId));

async function followRuns(
  writer: Writer,
  link: q.LinkRow,
  all: readonly q.ProvenRow[],
  holders: readonly Holder[],
): Promise<void> {
  const runs = all.map(({ originalId, firstPage, lastPage }) => ({
    originalId,
    firstPage,
    lastPage,
  }));
  const { shares, rest } = dealt(runs, ownFirst(link, holders));
  const [first, ...others] = shares;
  if (first === undefined || (first.id === link.documentId && others.length === 0)) return;
  // One a page, such as photos: each share is as many as its pages.
  const isByPage = link.amount > 1 && link.amount === countPages(runs);
  for (const share of others.toReversed()) {
    const amount = isByPage ? countPages(share.runs) : 1;
    const added = await q.insertLinkLike(writer, link.id, {
      documentId: share.id,
      whole: false,
      amount,
    });
    await q.setRuns(writer, added, share.runs);
  }
  if (first.id !== link.documentId) await q.setLinkDocument(writer, link.id, first.id);
  if (others.length > 0) {
    await q.setRuns(writer, link.id, [...first.runs, ...rest]);
    if (isByPage) await q.setLinkAmount(writer, link.id, countPages([...first.runs, ...rest]));
  }
}

async function followMarks(
  writer: Writer,
  documents: readonly number[],
  holders: readonly Holder[],
): Promise<void> {
  const links = await q.linksOf(writer, documents);
  const byId = new Map(links.map((link) => [link.id, link]));
  for (const mark of await q.marksOf(writer, [...byId.keys()])) {
    const link = byId.get(mark.linkId);
    if (link === undefined) continue;
    const { originalId, firstPage, lastPage } = mark;
    const page = { originalId, firstPage, lastPage };
    const [share] = dealt([page], ownFirst(link, holders)).shares;
    if (share === undefined || share.id === link.documentId) continue;
    const known = (await q.linksOf(writer, [share.id])).find(
      (other) => other.slotId === link.slotId,
    );
    const to =
      known?.id ??
      (await q.insertLinkLike(writer, link.id, { documentId: share.id, whole: false, amount: 1 }));
    // The passage was pointed at: its page proves, too, where it is now.
    if (known === undefined) await q.setRuns(writer, to, [page]);
    await q.setMarkLink(writer, [mark.id], to);
  }
}

/** A document has become several: `added` are the new ones. */
export async function passOnSplit(
  writer: Writer,
  id: number,
  added: readonly number[],
): Promise<void> {
  const links = (await q.linksOf(writer, [id])).filter(({ whole }) => whole === 1);
  const pages = new Map<number, number>();
  for (const each of links.length === 0 ? [] : [id, ...added]) {
    pages.set(each, countPages(await partsOf(writer, each)));
  }
  const total = [...pages.values()].reduce((sum, count) => sum + count, 0);
  for (const link of links) {
    const isByPage = link.amount > 1 && link.amount === total;
    const amountOf = (piece: number): number => (isByPage ? Math.max(1, pages.get(piece) ?? 1) : 1);
    for (const documentId of added.toReversed()) {
      const amount = amountOf(documentId);
      await q.insertLinkLike(writer, link.id, { documentId, whole: true, amount });
    }
    if (isByPage) await q.setLinkAmount(writer, link.id, amountOf(id));
  }
  await followPages(writer, [id, ...added]);
}

/** All pages of a document, as they were in `parts`, are pages of another now. */
export async function passOnJoin(
  writer: Writer,
  from: { readonly id: number; readonly parts: readonly Part[] },
  into: number,
): Promise<void> {
  const own = from.parts.map(({ originalId, firstPage, lastPage }) => ({
    originalId,
    firstPage,
    lastPage,
  }));
  for (const link of await q.linksOf(writer, [from.id])) {
    await q.setLinkDocument(writer, link.id, into);
    if (link.whole === 1) await q.setRuns(writer, link.id, own);
  }
}

/** Some pages of a document are pages of another now. */
export const passOnMove = (writer: Writer, from: number, into: number): Promise<void> =>
  followPages(writer, [from, into]);
