import type { DateWindow, Proof, ProofPlace } from '../contract/checklist.ts';
import type { DocumentId, SlotId } from '../contract/ids.ts';
import { ArchiveError } from '../contract/errors.ts';
import type { Reader } from '../db/index.ts';
import type { CallContext } from '../library/index.ts';
import { partsOf } from '../reading/index.ts';
import { documentRowOf, rowsByIds } from '../search/index.ts';
import { checklistById } from './checklists.ts';
import { itemsAbove } from './coverage-queries.ts';
import { judge, type CountingRules } from './coverage.ts';
import { itemById } from './items.ts';
import { marksOfLinks, runsOfLinks } from './link-queries.ts';
import { shownMark } from './marks.ts';
import { outlineOf, type OutlineItem } from './outline.ts';
import { partsOfAll } from './page-queries.ts';
import { rangesShown } from './page-runs.ts';
import * as q from './proof-queries.ts';
import { outsideCounts } from './rule-queries.ts';
import { slotById } from './slots.ts';

const dayMs = 24 * 3_600_000;
const days = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / dayMs);

/** How many days a date lies outside a window; null where it does not. */
export function daysOutside(date: string | null, { from, to }: DateWindow): number | null {
  if (date === null) return null;
  if (from !== null && date < from) return days(date, from);
  return to !== null && date > to ? days(to, date) : null;
}

/** Links as screens show them: with their documents, pages and marks, and what is to be said of them. */
export async function proofsFrom(
  reader: Reader,
  records: readonly q.ProofRecord[],
  window: DateWindow,
  rules: CountingRules,
  address: CallContext['address'],
): Promise<Proof[]> {
  const documents = [...new Set(records.map(({ documentId }) => documentId))];
  const links = records.map(({ id }) => id);
  const [rows, allRuns, allMarks, parts] = await Promise.all([
    rowsByIds(reader, documents),
    runsOfLinks(reader, links),
    marksOfLinks(reader, links),
    partsOfAll(reader, documents),
  ]);
  const byId = new Map(rows.map((row) => [row.id, row]));
  const runs = Map.groupBy(allRuns, ({ linkId }) => linkId);
  const marks = Map.groupBy(allMarks, ({ linkId }) => linkId);
  return records.flatMap((record) => {
    const row = byId.get(record.documentId);
    if (row === undefined) return [];
    const shown = parts.get(record.documentId) ?? [];
    return {
      id: record.id,
      slotId: record.slotId,
      document: documentRowOf(row, (path) => address('thumb', path)),
      pages: record.whole ? null : rangesShown(shown, runs.get(record.id) ?? []),
      note: record.note,
      amount: record.amount,
      marks: (marks.get(record.id) ?? []).map((mark) => shownMark(mark, shown)),
      ...judge(record, window, rules),
      daysOutside: daysOutside(record.date, window),
    };
  });
}

/** An item with those above it, the project first. @throws ArchiveError `no-such-item` */
export async function itemInPlace(
  reader: Reader,
  id: q.PlaceRecord['itemId'],
): Promise<OutlineItem[]> {
  const record = await itemById(reader, id);
  const { window_from: from, window_to: to } = await checklistById(reader, record.checklist_id);
  return outlineOf(await itemsAbove(reader, id), { from, to });
}

/** Proofs of a slot from one place on. @throws ArchiveError `no-such-slot` */
export async function proofsInSlot(
  reader: Reader,
  id: SlotId,
  offset: number,
  limit: number,
  address: CallContext['address'],
): Promise<{ total: number; proofs: Proof[] }> {
  const { item_id } = await slotById(reader, id);
  const item = (await itemInPlace(reader, item_id)).at(-1);
  if (item === undefined) throw new ArchiveError('no-such-slot', { id });
  const [total, records, counts] = await Promise.all([
    q.countProofs(reader, id),
    q.proofsOfSlot(reader, id, offset, limit),
    outsideCounts(reader),
  ]);
  const rules = { outsideCounts: counts };
  return { total, proofs: await proofsFrom(reader, records, item.window, rules, address) };
}

/** Where a document proves something, the newest checklist first. */
export async function placesOfDocument(
  reader: Reader,
  document: DocumentId,
  offset: number,
  limit: number,
): Promise<{ total: number; places: ProofPlace[] }> {
  const [total, records, parts] = await Promise.all([
    q.countPlaces(reader, document),
    q.placesOf(reader, document, offset, limit),
    partsOf(reader, document),
  ]);
  const inPart = records.filter(({ whole }) => whole === 0).map(({ linkId }) => linkId);
  const runs = Map.groupBy(await runsOfLinks(reader, inPart), ({ linkId }) => linkId);
  return {
    total,
    places: records.map(({ whole, ...place }) => ({
      ...place,
      pages: whole === 1 ? null : rangesShown(parts, runs.get(place.linkId) ?? []),
    })),
  };
}
