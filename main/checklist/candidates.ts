import type { Candidate } from '../contract/checklist-candidates.ts';
import type { ItemId, SlotId } from '../contract/ids.ts';
import { ArchiveError } from '../contract/errors.ts';
import type { Reader } from '../db/index.ts';
import type { Archive, CallContext } from '../library/index.ts';
import { documentRowOf, listHits, parseQuery, rowsByIds } from '../search/index.ts';
import { documentsRelated, documentsSharing } from './candidate-pool.ts';
import * as q from './candidate-queries.ts';
import { judgeCandidate, spoken, type Judged, type Wanted } from './candidate-rank.ts';
import type { ItemTexts } from './candidate-words.ts';
import { itemById } from './items.ts';
import { itemInPlace } from './proofs.ts';
import { slotById } from './slots.ts';

/** Documents that prove an item, now and before, to which others are compared; hits of a search that are judged. */
const most = { here: 40, earlier: 100, found: 200 } as const;

/**
 * Documents that may prove a slot, the likeliest first, with reasons and doubts. Nothing is linked by
 * it. `text`: only what a search finds. How much is asked of the index, and judged, is bounded
 * (candidate-pool.ts): the work does not grow with the archive.
 * @throws ArchiveError `no-such-slot`
 */
export async function candidatesFor(
  archive: Archive,
  id: SlotId,
  text: string | undefined,
  { offset, limit }: { readonly offset: number; readonly limit: number },
  address: CallContext['address'],
): Promise<{ total: number; candidates: Candidate[] }> {
  const judged = await judgedFor(archive, id, text?.trim() ?? '');
  const shown = judged.slice(offset, offset + limit);
  const rows = await rowsByIds(
    archive.db.read,
    shown.map(({ facts }) => facts.id),
  );
  const byId = new Map(rows.map((row) => [row.id, row]));
  const candidates = shown.flatMap(({ facts, reasons, doubts }) => {
    const row = byId.get(facts.id);
    if (row === undefined) return [];
    const document = documentRowOf(row, (path) => address('thumb', path));
    return [{ document, reasons: [...reasons], doubts: [...doubts] }];
  });
  return { total: judged.length, candidates };
}

async function judgedFor(archive: Archive, id: SlotId, text: string): Promise<Judged[]> {
  const reader = archive.db.read;
  const slot = await slotById(reader, id);
  const [record, chain] = await Promise.all([
    itemById(reader, slot.item_id),
    itemInPlace(reader, slot.item_id),
  ]);
  const place = chain.at(-1);
  if (place === undefined) throw new ArchiveError('no-such-slot', { id });
  const { window } = place;
  const texts: ItemTexts = {
    title: record.title,
    hint: slot.hint,
    requirement: record.requirement,
    above: chain
      .slice(0, -1)
      .toReversed()
      .map(({ row }) => row.title),
  };
  const [sharing, here, earlier] = await Promise.all([
    documentsSharing(reader, texts, window),
    q.documentsProving(reader, record.id, most.here),
    earlierProofs(reader, record.id),
  ]);
  const { pairs, words, enough, held } = sharing;
  const wanted: Wanted = {
    kind: slot.kind,
    window,
    pairs,
    words,
    enough,
    here: here.map(spoken),
    earlier: earlier.map(spoken),
  };
  const ids =
    text === ''
      ? [
          ...new Set([
            ...sharing.ids,
            ...(await documentsRelated(reader, [...here, ...earlier], window)),
          ]),
        ]
      : await documentsFound(archive, text);
  const [facts, others] = await Promise.all([
    q.candidateFacts(reader, ids, id),
    q.placesElsewhere(reader, ids, record.checklist_id),
  ]);
  const elsewhere = new Map(others.map((other) => [other.documentId, other]));
  return facts
    .map((each) => judgeCandidate(wanted, each, held.get(each.id) ?? [], elsewhere.get(each.id)))
    .filter(({ isAbout, score }) => text !== '' || (isAbout && score > 0))
    .toSorted((a, b) => b.score - a.score || newestFirst(a, b));
}

const newestFirst = ({ facts: a }: Judged, { facts: b }: Judged): number => {
  const [one, other] = [a.date ?? '', b.date ?? ''];
  return one === other ? b.id - a.id : one < other ? 1 : -1;
};

async function earlierProofs(reader: Reader, item: ItemId): Promise<q.EarlierProof[]> {
  const items = await q.earlierItems(reader, item);
  return items.length === 0 ? [] : q.proofsOfItems(reader, items, most.earlier);
}

async function documentsFound(archive: Archive, text: string): Promise<number[]> {
  const found = await listHits(archive, { text }, parseQuery(text), undefined, 0, most.found);
  return found.rows.map(({ id }) => id);
}
