import type { ChangeResult } from '../contract/documents.ts';
import { ArchiveError } from '../contract/errors.ts';
import type { DocumentId, OperationId } from '../contract/ids.ts';
import type { Reader, Writer } from '../db/index.ts';
import type { Archive, OperationWords } from '../library/index.ts';
import {
  pageParts,
  partsOf,
  passOnJoin,
  passOnMove,
  passOnSplit,
  storeParts,
  type Part,
  type Rotation,
  type StoredPart,
} from '../reading/index.ts';
import { documentRecord } from './queries.ts';
import * as q from './page-queries.ts';
import { isStopped, forgetSecrecy, passSecretNote } from './secrecy-queries.ts';

/*
 * Pages of documents are facts of the catalogue: rows of `part` over originals that never change.
 * What is checked is checked inside the transaction, where nobody else can change the parts.
 */

interface Shown {
  readonly id: DocumentId;
  readonly state: string;
  readonly parts: readonly StoredPart[];
}

/** @throws ArchiveError `no-such-document` also where it is in the trash: its pages rest */
async function shown(reader: Reader, id: DocumentId): Promise<Shown> {
  const record = await documentRecord(reader, id);
  if (record === undefined || record.trashed_at !== null) {
    throw new ArchiveError('no-such-document', { id });
  }
  return { id, state: record.state, parts: await partsOf(reader, id) };
}

/** A page's words in English: `1 page`, `3 pages`. */
const pagesInEnglish = (count: number): string => `${count} page${count === 1 ? '' : 's'}`;

async function changeOne(
  archive: Archive,
  words: OperationWords,
  work: (writer: Writer) => Promise<void>,
): Promise<ChangeResult> {
  const { operation } = await archive.operate(words, work);
  return { changed: operation === null ? 0 : 1, operation };
}

/**
 * Cuts a document inside an operation that is running: before each page of `before`, without the
 * pages of `drop`. What comes first stays this document, with its title and number; the rest are new
 * documents in the inbox, to be described, whatever the first is: nothing is filed that nobody has
 * looked at. They get what was set for all of it: year, category, department, tags.
 * @throws ArchiveError `no-such-document`, `no-such-page`, `no-page-left`
 */
export async function splitWithin(
  writer: Writer,
  id: DocumentId,
  before: readonly number[],
  drop: readonly number[] = [],
): Promise<DocumentId[]> {
  const { parts } = await shown(writer, id);
  const [first, ...rest] = pageParts.split(parts, before, drop);
  if (first === undefined) throw new ArchiveError('no-page-left', { id });
  await storeParts(writer, id, parts, first);
  if (rest.length === 0) return [id];
  const added = await q.insertCutOff(writer, id, rest.length);
  for (const [index, piece] of rest.entries()) {
    const to = added[index];
    if (to !== undefined) await storeParts(writer, to, [], piece);
  }
  await passOnSplit(writer, id, added);
  return [id, ...added];
}

/** `splitWithin` as an operation of its own. */
export async function split(
  archive: Archive,
  id: DocumentId,
  before: readonly number[],
  drop: readonly number[] = [],
): Promise<{ documents: DocumentId[]; operation: OperationId }> {
  const { parts } = await shown(archive.db.read, id);
  const count = pageParts.split(parts, before, drop).length;
  const { result, operation } = await archive.operate(
    {
      kind: 'split',
      zh: `拆分文件：1 件分成 ${count} 件`,
      en: `Split a document into ${count}`,
    },
    (writer) => splitWithin(writer, id, before, drop),
  );
  // Cut before its first page only, and nothing dropped: there is nothing to do and nothing was done.
  if (operation === null) throw new ArchiveError('invalid-value', { field: 'before', value: '1' });
  return { documents: result, operation };
}

/**
 * Makes documents one, in the order given. The first stays, filled where it is open; the others go,
 * whole in the history, and undoing brings them back.
 * @throws ArchiveError `invalid-value` (one named twice), `no-such-document`, `state-secret` (a paper
 *   that may not be filed would come into one that is)
 */
export async function join(archive: Archive, ids: readonly DocumentId[]): Promise<ChangeResult> {
  const count = ids.length;
  const [first, ...others] = ids;
  if (first === undefined || others.length === 0 || new Set(ids).size < count) {
    throw new ArchiveError('invalid-value', { field: 'ids', value: ids.join(' ') });
  }
  const { operation } = await archive.operate(
    { kind: 'join', zh: `合并 ${count} 件为 1 件`, en: `Join ${count} documents into one` },
    async (writer) => {
      const into = await shown(writer, first);
      const parts: Part[] = [...into.parts];
      for (const other of others) {
        const from = await shown(writer, other);
        parts.push(...from.parts);
        await passSecrecy(writer, from, into);
        await passOnJoin(writer, from, first);
        await q.fillFrom(writer, first, other);
      }
      await storeParts(writer, first, into.parts, pageParts.normalise(parts));
    },
  );
  return { changed: count, operation };
}

/** Where pages of a stopped document go, the stop goes. @throws ArchiveError `state-secret` */
async function passSecrecy(writer: Writer, from: Shown, into: Shown): Promise<void> {
  if (!(await isStopped(writer, from.id))) return;
  if (into.state === 'filed') throw new ArchiveError('state-secret', { id: from.id, count: 1 });
  await forgetSecrecy(writer, into.id, from.id);
  await passSecretNote(writer, from.id, into.id);
}

/**
 * The document's pages anew: in the order given, each with the turn the document then gives it;
 * those left out are dropped.
 * @throws ArchiveError `no-such-document`, `no-such-page`, `no-page-left`, `invalid-value` (a page
 *   named twice)
 */
export async function arrange(
  archive: Archive,
  id: DocumentId,
  pages: readonly { readonly n: number; readonly turn: Rotation }[],
): Promise<ChangeResult> {
  const { parts } = await shown(archive.db.read, id);
  return changeOne(archive, arrangeWords(parts, pages), async (writer) => {
    const now = await shown(writer, id);
    const after = pageParts.arrange(now.parts, pages);
    if (after.length === 0) throw new ArchiveError('no-page-left', { id });
    await storeParts(writer, id, now.parts, after);
  });
}

/** What an arrangement does, in words: turned, dropped, put in another order. */
function arrangeWords(
  parts: readonly Part[],
  pages: readonly { readonly n: number; readonly turn: Rotation }[],
): OperationWords {
  const leaves = pageParts.expand(parts).filter((leaf) => leaf.n !== null);
  const dropped = Math.max(0, leaves.length - pages.length);
  const turned = pages.filter(({ n, turn }) => leaves[n - 1]?.rotation !== turn).length;
  const isReordered = pages.some(({ n }, index) => index > 0 && n < (pages[index - 1]?.n ?? 0));
  const zh: string[] = [];
  const en: string[] = [];
  if (turned > 0) {
    zh.push(`旋转 ${turned} 页`);
    en.push(`turn ${pagesInEnglish(turned)}`);
  }
  if (dropped > 0) {
    zh.push(`去掉 ${dropped} 页`);
    en.push(`drop ${pagesInEnglish(dropped)}`);
  }
  if (isReordered) {
    zh.push('调整页序');
    en.push('put pages in another order');
  }
  const english = en.join(', ') || 'arrange pages';
  return {
    kind: 'arrange',
    zh: zh.join('、') || '整理页面',
    en: `${english.charAt(0).toUpperCase()}${english.slice(1)}`,
  };
}

/**
 * Moves pages, in their order, before page `at` of another document (its page count + 1: at the
 * end), or of the same one. A document that nothing is left of goes to the trash.
 * @throws ArchiveError `no-such-document`, `no-such-page`, `state-secret` (a paper that may not be
 *   filed would come into one that is)
 */
export function movePages(
  archive: Archive,
  id: DocumentId,
  pages: readonly number[],
  to: DocumentId,
  at: number,
): Promise<ChangeResult> {
  const count = new Set(pages).size;
  const words = {
    kind: 'move-pages',
    zh: id === to ? `移动 ${count} 页` : `移动 ${count} 页到另一件`,
    en: `Move ${pagesInEnglish(count)}${id === to ? '' : ' to another document'}`,
  };
  return id === to
    ? changeOne(archive, words, (writer) => moveWithin(writer, id, pages, at))
    : moveBetween(archive, words, id, pages, to, at);
}

async function moveBetween(
  archive: Archive,
  words: OperationWords,
  id: DocumentId,
  pages: readonly number[],
  to: DocumentId,
  at: number,
): Promise<ChangeResult> {
  const { operation } = await archive.operate(words, async (writer) => {
    const from = await shown(writer, id);
    const into = await shown(writer, to);
    const moved = pageParts.movePages(from.parts, pages, into.parts, at);
    await passSecrecy(writer, from, into);
    await storeParts(writer, id, from.parts, moved.from);
    await storeParts(writer, to, into.parts, moved.to);
    if (moved.from.length > 0) return passOnMove(writer, id, to);
    await passOnJoin(writer, from, to);
    await q.trashDocument(writer, id, new Date().toISOString());
  });
  return { changed: 2, operation };
}

async function moveWithin(
  writer: Writer,
  id: DocumentId,
  pages: readonly number[],
  at: number,
): Promise<void> {
  const { parts } = await shown(writer, id);
  const moving = new Set(pages);
  const count = pageParts.countPages(parts);
  for (const page of [...moving, at > count ? at - 1 : at]) {
    if (page < 1 || page > count) throw new ArchiveError('no-such-page', { page, pages: count });
  }
  const leaves = pageParts.expand(parts).filter((leaf) => leaf.n !== null);
  const placed = (leaf: (typeof leaves)[number]) => ({ n: leaf.n ?? 0, turn: leaf.rotation });
  const rest = leaves.filter((leaf) => !moving.has(leaf.n ?? 0));
  const behind = rest.findIndex((leaf) => (leaf.n ?? 0) >= at);
  const index = behind < 0 ? rest.length : behind;
  const order = [
    ...rest.slice(0, index),
    ...leaves.filter((leaf) => moving.has(leaf.n ?? 0)),
    ...rest.slice(index),
  ];
  await storeParts(writer, id, parts, pageParts.arrange(parts, order.map(placed)));
}
