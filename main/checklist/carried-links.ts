import {
  firmReasons,
  type CarriedLink,
  type CarryReason,
  type RefreshSlot,
} from '../contract/checklist-editions.ts';
import type { DateWindow } from '../contract/checklist.ts';
import type { ChecklistId, ItemId, LinkId, SlotId } from '../contract/ids.ts';
import type { Reader } from '../db/index.ts';
import type { CallContext } from '../library/index.ts';
import { documentRowOf, rowsByIds } from '../search/index.ts';
import { judge } from './coverage.ts';
import { linksOfEdition, type EditionLink } from './edition-queries.ts';
import { outsideCounts } from './rule-queries.ts';
import { standsIn } from './standing.ts';
import type { StoredItem, StoredSlot } from './stored-queries.ts';
import type { StoredChecklist } from './stored.ts';

/** Where what proves an item may go. */
export interface Place {
  /** The window that holds for the item's successor. */
  readonly window: DateWindow;
  /** The slot that carries this one on; null: none does. Of a checklist still to be made, the slot itself. */
  readonly slotFor: (slot: SlotId) => SlotId | null;
}

export interface Choices {
  readonly keep: readonly LinkId[];
  readonly drop: readonly LinkId[];
}

/** A link with its place in the edition and what becomes of it. */
export interface PlannedLink {
  readonly link: EditionLink;
  readonly item: StoredItem;
  readonly slot: StoredSlot;
  /** Where it would go; null: nowhere. */
  readonly to: SlotId | null;
  readonly window: DateWindow;
  readonly reason: CarryReason;
  readonly value: string;
  readonly keep: boolean;
}

const stands = (reason: CarryReason): boolean =>
  reason === 'within' || reason === 'spans' || reason === 'standing';

/** What becomes of the proofs of an edition, in its order. `placeOf`: null for items that nothing carries on. */
export async function planLinks(
  reader: Reader,
  id: ChecklistId,
  edition: StoredChecklist,
  placeOf: (item: ItemId) => Place | null,
  { keep, drop }: Choices,
): Promise<PlannedLink[]> {
  const bySlot = Map.groupBy(await linksOfEdition(reader, id), ({ slotId }) => slotId);
  const [kept, dropped] = [new Set(keep), new Set(drop)];
  const planned: PlannedLink[] = [];
  for (const { stored: item } of edition.items) {
    const place = placeOf(item.id);
    for (const slot of item.slots) {
      const to = place?.slotFor(slot.id) ?? null;
      for (const link of bySlot.get(slot.id) ?? []) {
        const window = place?.window ?? { from: null, to: null };
        const { reason, value } =
          to === null ? ({ reason: 'no-slot', value: '' } as const) : standsIn(link, window);
        const isChosen = kept.has(link.id) || (stands(reason) && !dropped.has(link.id));
        const isKept = isChosen && !firmReasons.includes(reason);
        planned.push({ link, item, slot, to, window, reason, value, keep: isKept });
      }
    }
  }
  return planned;
}

/** Planned links as screens show them, with their documents. */
export async function shownLinks(
  reader: Reader,
  planned: readonly PlannedLink[],
  address: CallContext['address'],
): Promise<CarriedLink[]> {
  const ids = [...new Set(planned.map(({ link }) => link.documentId))];
  const rows = new Map((await rowsByIds(reader, ids)).map((row) => [row.id, row]));
  return planned.flatMap(({ link, item, slot, reason, value, keep }) => {
    const row = rows.get(link.documentId);
    if (row === undefined) return [];
    return {
      id: link.id,
      itemId: item.id,
      code: item.code,
      title: item.title,
      slotId: slot.id,
      slot: slot.kind,
      document: documentRowOf(row, (path) => address('thumb', path)),
      reason,
      value,
      keep,
    };
  });
}

const mostExamples = 3;

/** Slots that what is carried over does not fill, in the edition's order. */
export async function slotsToRefresh(
  reader: Reader,
  edition: StoredChecklist,
  planned: readonly PlannedLink[],
): Promise<RefreshSlot[]> {
  const rules = { outsideCounts: await outsideCounts(reader) };
  const bySlot = Map.groupBy(planned, ({ slot }) => slot.id);
  return edition.items.flatMap(({ stored: item }) =>
    item.slots.flatMap((slot): RefreshSlot[] => {
      const links = bySlot.get(slot.id) ?? [];
      const kept = links
        .filter(({ keep, link, window }) => keep && judge(link, window, rules).counts)
        .reduce((sum, { link }) => sum + link.amount, 0);
      if (kept >= slot.need) return [];
      const left = links.filter(({ keep }) => !keep);
      return [
        {
          itemId: item.id,
          slotId: slot.id,
          code: item.code,
          title: item.title,
          slot: slot.kind,
          need: slot.need,
          kept,
          left: left.length,
          examples: left.slice(0, mostExamples).map(({ link }) => link.title),
        },
      ];
    }),
  );
}
