import {
  firmReasons,
  type CarriedLink,
  type CarryReason,
  type RefreshSlot,
} from '../contract/checklist-editions.ts';
import type { DateWindow } from '../contract/checklist.ts';
import type { ItemId, LinkId, SlotId } from '../contract/ids.ts';
import type { Reader } from '../db/index.ts';
import type { CallContext } from '../library/index.ts';
import { documentRowOf, rowsByIds } from '../search/index.ts';
import { judge } from './coverage.ts';
import type { EditionLink } from './edition-queries.ts';
import { outsideCounts } from './rule-queries.ts';
import { standsIn, type Verdict } from './standing.ts';
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

/** A link with its place in the edition and what is to be said of carrying it over. */
export interface JudgedLink {
  readonly link: EditionLink;
  readonly item: StoredItem;
  readonly slot: StoredSlot;
  /** Where it would go; null: nowhere. */
  readonly to: SlotId | null;
  readonly window: DateWindow;
  readonly reason: CarryReason;
  readonly value: string;
}

/** The same with what becomes of it. */
export interface PlannedLink extends JudgedLink {
  readonly keep: boolean;
}

/** What is to be said of the proofs of an edition, in its order. `placeOf`: null for items that nothing carries on. */
export function judgeLinks(
  links: readonly EditionLink[],
  edition: StoredChecklist,
  placeOf: (item: ItemId) => Place | null,
): JudgedLink[] {
  const bySlot = Map.groupBy(links, ({ slotId }) => slotId);
  const judged: JudgedLink[] = [];
  const known = new Map<string, Verdict>();
  for (const { stored: item } of edition.items) {
    const place = placeOf(item.id);
    for (const slot of item.slots) {
      const to = place?.slotFor(slot.id) ?? null;
      for (const link of bySlot.get(slot.id) ?? []) {
        const window = place?.window ?? { from: null, to: null };
        const verdict = to === null ? nowhere : verdictOf(link, window, known);
        judged.push({ link, item, slot, to, window, ...verdict });
      }
    }
  }
  return judged;
}

const nowhere: Verdict = { reason: 'no-slot', value: '' };

/** A document that proves many items is judged once a window. */
function verdictOf(link: EditionLink, window: DateWindow, known: Map<string, Verdict>): Verdict {
  const key = `${link.documentId} ${link.gone} ${window.from} ${window.to}`;
  const verdict = known.get(key) ?? standsIn(link, window);
  known.set(key, verdict);
  return verdict;
}

const stands: ReadonlySet<CarryReason> = new Set(['within', 'spans', 'standing']);

/** What becomes of links: what their reasons say, or what was chosen. */
export function chosenLinks(judged: readonly JudgedLink[], { keep, drop }: Choices): PlannedLink[] {
  const [kept, dropped] = [new Set(keep), new Set(drop)];
  return judged.map((each) => {
    const { id } = each.link;
    const isChosen = kept.has(id) || (stands.has(each.reason) && !dropped.has(id));
    return { ...each, keep: isChosen && !firmReasons.includes(each.reason) };
  });
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
