import { cleanText } from '../catalog/index.ts';
import type { NewLink, PageRange } from '../contract/checklist.ts';
import type { ChangeResult } from '../contract/documents.ts';
import { ArchiveError } from '../contract/errors.ts';
import type { DocumentId, LinkId, SlotId } from '../contract/ids.ts';
import type { Reader, Writer } from '../db/index.ts';
import type { Archive } from '../library/index.ts';
import { partsOf, type StoredPart } from '../reading/index.ts';
import { placed } from './items.ts';
import * as q from './link-queries.ts';
import { runsOf, type PageRun } from './page-runs.ts';
import { renumber } from './queries.ts';
import { slotById } from './slots.ts';
import { nameOf, several } from './words.ts';

/** Where links go, in words: the item's name where it is one item. */
async function placeOf(reader: Reader, slots: readonly SlotId[]): Promise<string> {
  const places = await q.slotPlaces(reader, [...new Set(slots)]);
  const [first] = places;
  if (first === undefined) throw new ArchiveError('no-such-slot', { id: slots[0] ?? 0 });
  const items = new Set(places.map((place) => place.itemId));
  return items.size === 1 ? `“${nameOf(first)}”` : several(items.size, 'item');
}

const zhPlace = (place: string): string =>
  place.startsWith('“') ? place : `${Number.parseInt(place, 10)} 项`;

/** What makes two links of a slot the same: the document, and which pages of it. */
export const sameness = (documentId: DocumentId, runs: readonly PageRun[] | null): string =>
  JSON.stringify([
    documentId,
    runs?.map(({ originalId, firstPage, lastPage }) => [originalId, firstPage, lastPage]) ?? null,
  ]);

/**
 * Links documents to slots, in the order given, before the proof at `position` of each slot, else at
 * its end. What a slot has already, as a whole or by the same pages, it does not get twice.
 * @throws ArchiveError `no-such-slot`; `no-such-document`, also where it is in the trash; `no-such-page`
 */
export async function link(
  archive: Archive,
  wanted: readonly NewLink[],
  position?: number,
): Promise<ChangeResult & { links: LinkId[] }> {
  const place = await placeOf(
    archive.db.read,
    wanted.map(({ slot }) => slot),
  );
  const documents = new Set(wanted.map(({ document }) => document)).size;
  const { result, operation } = await archive.operate(
    {
      kind: 'link',
      zh: `把 ${documents} 件设为${zhPlace(place)}的佐证`,
      en: `Link ${several(documents, 'document')} to ${place}`,
    },
    (writer) => linkWithin(writer, wanted, position),
  );
  return { changed: result.length, operation, links: result };
}

/** `link` inside an operation that is running; the ids of the links made. */
export async function linkWithin(
  writer: Writer,
  wanted: readonly NewLink[],
  position?: number,
): Promise<LinkId[]> {
  await assertDocuments(
    writer,
    wanted.map(({ document }) => document),
  );
  const parts = partsCache(writer);
  const made: LinkId[] = [];
  for (const [slot, given] of Map.groupBy(wanted, (each) => each.slot)) {
    await slotById(writer, slot);
    const there = await q.linksOfSlots(writer, [slot]);
    const taken = await samenessOf(writer, there);
    const rows: q.NewLinkRow[] = [];
    for (const { document, pages, note, amount } of given) {
      const runs = pages === null ? null : runsOf(await parts(document), pages);
      const key = sameness(document, runs);
      if (taken.has(key)) continue;
      taken.add(key);
      rows.push({
        slotId: slot,
        documentId: document,
        position: (there.at(-1)?.position ?? -1) + 1 + rows.length,
        whole: runs === null,
        note: note === null ? null : cleanText(note, true),
        amount,
        runs: runs ?? [],
      });
    }
    const ids = await q.insertLinks(writer, rows);
    if (position !== undefined) {
      const before = there.map(({ id }) => id);
      await renumber(writer, 'link', placed(before, ids, position));
    }
    made.push(...ids);
  }
  return made;
}

async function assertDocuments(reader: Reader, ids: readonly DocumentId[]): Promise<void> {
  const live = await q.liveDocuments(reader, [...new Set(ids)]);
  const missing = ids.find((id) => !live.has(id));
  if (missing !== undefined) throw new ArchiveError('no-such-document', { id: missing });
}

/** The parts of documents, each read once. */
function partsCache(reader: Reader): (id: DocumentId) => Promise<readonly StoredPart[]> {
  const known = new Map<DocumentId, Promise<readonly StoredPart[]>>();
  return (id) => {
    const found = known.get(id) ?? partsOf(reader, id);
    known.set(id, found);
    return found;
  };
}

export async function samenessOf(
  reader: Reader,
  links: readonly q.LinkRecord[],
): Promise<Set<string>> {
  const inPart = links.filter(({ whole }) => whole === 0).map(({ id }) => id);
  const runs = Map.groupBy(await q.runsOfLinks(reader, inPart), ({ linkId }) => linkId);
  return new Set(
    links.map(({ id, documentId, whole }) =>
      sameness(documentId, whole === 1 ? null : (runs.get(id) ?? [])),
    ),
  );
}

/** All of these links, in the order given, each once. @throws ArchiveError `no-such-link` */
async function linksById(reader: Reader, ids: readonly LinkId[]): Promise<q.LinkRecord[]> {
  const found = new Map((await q.linksByIds(reader, ids)).map((record) => [record.id, record]));
  return [...new Set(ids)].map((id) => {
    const record = found.get(id);
    if (record === undefined) throw new ArchiveError('no-such-link', { id });
    return record;
  });
}

const slotsOf = (links: readonly q.LinkRecord[]): SlotId[] => links.map(({ slotId }) => slotId);

/** Takes links away with their marks. @throws ArchiveError `no-such-link` */
export async function unlink(archive: Archive, ids: readonly LinkId[]): Promise<ChangeResult> {
  const before = await linksById(archive.db.read, ids);
  const place = await placeOf(archive.db.read, slotsOf(before));
  const { result, operation } = await archive.operate(
    {
      kind: 'unlink',
      zh: `取消${zhPlace(place)}的佐证 ${before.length} 条`,
      en: `Unlink ${several(before.length, 'proof')} of ${place}`,
    },
    async (writer) => {
      const going = await linksById(writer, ids);
      await q.deleteLinks(
        writer,
        going.map(({ id }) => id),
      );
      return going.length;
    },
  );
  return { changed: result, operation };
}

/**
 * Puts links, in the order given, before the proof at `position` of a slot, their own or another,
 * else at its end. A link to what that slot has already goes away.
 * @throws ArchiveError `no-such-link`, `no-such-slot`
 */
export async function moveLinks(
  archive: Archive,
  ids: readonly LinkId[],
  slot: SlotId,
  position?: number,
): Promise<ChangeResult> {
  const before = await linksById(archive.db.read, ids);
  const isWithin = before.every(({ slotId }) => slotId === slot);
  const place = await placeOf(archive.db.read, [slot]);
  const { result, operation } = await archive.operate(
    {
      kind: 'link-move',
      zh: isWithin ? `调整${place}佐证的次序` : `把 ${before.length} 条佐证移到${place}`,
      en: isWithin
        ? `Put proofs of ${place} in another order`
        : `Move ${several(before.length, 'proof')} to ${place}`,
    },
    async (writer) => {
      await slotById(writer, slot);
      const moving = await linksById(writer, ids);
      const there = await q.linksOfSlots(writer, [slot]);
      const staying = there.filter(({ id }) => !moving.some((each) => each.id === id));
      const doubles = await doublesIn(writer, moving, await samenessOf(writer, staying));
      await q.deleteLinks(writer, doubles);
      const kept = moving.map(({ id }) => id).filter((id) => !doubles.includes(id));
      await q.setLinkSlot(writer, kept, slot);
      const rest = staying.map(({ id }) => id);
      await renumber(writer, 'link', placed(rest, kept, position));
      return moving.length;
    },
  );
  return { changed: operation === null ? 0 : result, operation };
}

/** Those of the links that are the same as one of `taken`, or as one before them. */
async function doublesIn(
  reader: Reader,
  links: readonly q.LinkRecord[],
  taken: Set<string>,
): Promise<LinkId[]> {
  const doubles: LinkId[] = [];
  for (const record of links) {
    const [key = ''] = await samenessOf(reader, [record]);
    if (taken.has(key)) doubles.push(record.id);
    taken.add(key);
  }
  return doubles;
}

export interface LinkPatch {
  readonly pages?: readonly PageRange[] | null | undefined;
  readonly note?: string | null | undefined;
  readonly amount?: number | undefined;
}

/**
 * @throws ArchiveError `no-such-link`, `no-such-page`; `already-linked` where the slot has the document
 *   so already
 */
export async function changeLink(
  archive: Archive,
  id: LinkId,
  { pages, note, amount }: LinkPatch,
): Promise<ChangeResult> {
  const place = await placeOf(archive.db.read, slotsOf(await linksById(archive.db.read, [id])));
  const { operation } = await archive.operate(
    { kind: 'link-change', zh: `修改${place}的一条佐证`, en: `Change a proof of ${place}` },
    async (writer) => {
      const [record] = await linksById(writer, [id]);
      if (record !== undefined && pages !== undefined) await setPages(writer, record, pages);
      await q.setLink(writer, id, [
        ...(note === undefined
          ? []
          : ([['note', note === null ? null : cleanText(note, true)]] as const)),
        ...(amount === undefined ? [] : ([['amount', amount]] as const)),
      ]);
    },
  );
  return { changed: operation === null ? 0 : 1, operation };
}

async function setPages(
  writer: Writer,
  { id, slotId, documentId }: q.LinkRecord,
  pages: readonly PageRange[] | null,
): Promise<void> {
  const runs = pages === null ? null : runsOf(await partsOf(writer, documentId), pages);
  const all = await q.linksBetween(writer, slotId, [documentId]);
  const key = sameness(documentId, runs);
  const own = await samenessOf(
    writer,
    all.filter((other) => other.id === id),
  );
  if (own.has(key)) return;
  const others = await samenessOf(
    writer,
    all.filter((other) => other.id !== id),
  );
  if (others.has(key)) throw new ArchiveError('already-linked', { id });
  await q.setRuns(writer, id, runs);
}
