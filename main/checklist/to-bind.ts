import type { MarkLine, PageRange } from '../contract/checklist.ts';
import type { ChecklistId, DocumentId, ItemId } from '../contract/ids.ts';
import type { Reader } from '../db/index.ts';
import { checklistById, coveredItems } from './checklists.ts';
import { judge } from './coverage.ts';
import { marksOfLinks, runsOfLinks } from './link-queries.ts';
import { shownMark, shownWidth } from './marks.ts';
import { partsOfAll } from './page-queries.ts';
import { rangesShown } from './page-runs.ts';
import { proofsOfSlots, type ProofRecord } from './proof-queries.ts';
import { outsideCounts } from './rule-queries.ts';
import { unitOf } from './sheet-words.ts';
import { conclusionsOf, storedItems } from './stored-queries.ts';

/** A confirmed document, or pages of it, that an item's slot shows. */
export interface ProofToBind {
  readonly documentId: DocumentId;
  /** By their numbers in the document; null: all of it. */
  readonly pages: readonly PageRange[] | null;
  /** Lines that are marked as proof. */
  readonly marks: readonly MarkToBind[];
}

/** Marked lines of a page, where the document shows them. */
export interface MarkToBind {
  /** The page's number in the document. */
  readonly n: number;
  /** The page's width as shown: what the lines are measured against. */
  readonly pageWidthUm: number;
  readonly lines: readonly MarkLine[];
}

export interface SlotToBind {
  readonly kind: string;
  readonly hint: string;
  /** 件, 份 or 张. */
  readonly unit: string;
  readonly need: number;
  /** What counts. */
  readonly have: number;
  readonly proofs: readonly ProofToBind[];
}

/** An item that asks for proof, as a volume shows it. */
export interface ItemToBind {
  readonly id: ItemId;
  /** From the project down, without the item itself. */
  readonly path: readonly { readonly code: string; readonly title: string }[];
  readonly code: string;
  readonly title: string;
  readonly requirement: string;
  readonly method: string;
  /** In hundredths. */
  readonly score: number | null;
  readonly department: string | null;
  readonly helping: readonly string[];
  readonly leader: string | null;
  readonly person: string | null;
  readonly due: string | null;
  readonly conclusion: string;
  readonly slots: readonly SlotToBind[];
}

/**
 * The items of a checklist that have slots, in its order, with what proves them. Proofs that wait in
 * the inbox, lie in the trash or have lost their pages are left out, as they do not count. `only`:
 * these items and what is below them; null: all.
 * @throws ArchiveError `no-such-checklist`
 */
export async function itemsToBind(
  reader: Reader,
  id: ChecklistId,
  only: readonly ItemId[] | null,
): Promise<ItemToBind[]> {
  await checklistById(reader, id);
  const [covered, stored, conclusions] = await Promise.all([
    coveredItems(reader, id),
    storedItems(reader, id),
    conclusionsOf(reader, id),
  ]);
  const fields = new Map(stored.map((item) => [item.id, item]));
  const wanted = only === null ? null : new Set(only);
  const slots = covered.flatMap((item) => item.slots.map((slot) => slot.id));
  const proofs = Map.groupBy(await liveProofs(reader, slots), ({ slotId }) => slotId);
  const found: ItemToBind[] = [];
  for (const item of covered) {
    const own = fields.get(item.row.id);
    const above = [];
    for (let at = item.parent; at >= 0; at = covered[at]?.parent ?? -1) {
      const one = covered[at];
      if (one !== undefined) above.unshift(one.row);
    }
    const isWanted =
      wanted === null || [item.row, ...above].some(({ id: each }) => wanted.has(each));
    if (own === undefined || !isWanted || item.slots.length === 0) continue;
    // Who helps is said where it is said who leads.
    const leading = [own, ...above.toReversed().map((row) => fields.get(row.id))].find(
      (each) => each !== undefined && each.departments.length > 0,
    );
    const [, ...helping] = leading?.departments ?? [];
    found.push({
      id: own.id,
      path: above.map(({ code, title }) => ({ code, title })),
      code: own.code,
      title: own.title,
      requirement: own.requirement,
      method: own.method,
      score: own.score,
      ...item.owed,
      helping,
      conclusion: conclusions.get(own.id) ?? '',
      slots: item.slots.map((slot, index) => ({
        kind: slot.kind,
        hint: own.slots[index]?.hint ?? '',
        unit: unitOf(slot.kind),
        need: slot.need,
        have: slot.have,
        proofs: (proofs.get(slot.id) ?? []).map(({ slotId: _slot, ...proof }) => proof),
      })),
    });
  }
  return found;
}

async function liveProofs(reader: Reader, slots: readonly ProofRecord['slotId'][]) {
  const rules = { outsideCounts: await outsideCounts(reader) };
  const live = (await proofsOfSlots(reader, slots)).filter(({ place, gone }) => {
    const { flags } = judge({ place, gone, date: null }, { from: null, to: null }, rules);
    return flags.length === 0;
  });
  const links = live.map(({ id }) => id);
  const [runs, marks] = await Promise.all([
    runsOfLinks(reader, links),
    marksOfLinks(reader, links),
  ]);
  const touched = new Set([...runs, ...marks].map(({ linkId }) => linkId));
  const documents = live.filter(({ id }) => touched.has(id)).map(({ documentId }) => documentId);
  const parts = await partsOfAll(reader, [...new Set(documents)]);
  const runsOf = Map.groupBy(runs, ({ linkId }) => linkId);
  const marksOf = Map.groupBy(marks, ({ linkId }) => linkId);
  return live.map(({ id, slotId, documentId, whole }) => {
    const shown = parts.get(documentId) ?? [];
    return {
      slotId,
      documentId,
      pages: whole ? null : rangesShown(shown, runsOf.get(id) ?? []),
      marks: (marksOf.get(id) ?? []).flatMap((record): MarkToBind[] => {
        const { n, lines } = shownMark(record, shown);
        const pageWidthUm = shownWidth(record, shown);
        return n === null || pageWidthUm === null ? [] : [{ n, pageWidthUm, lines }];
      }),
    };
  });
}
