import type { Gap } from '../contract/checklist.ts';
import { isShort, type CoveredItem } from './coverage.ts';

export interface GapFilter {
  /** Of one lead department; null: of items that nobody leads. */
  readonly department?: string | null | undefined;
  /** Due by this day. */
  readonly dueBy?: string | undefined;
}

/** What is missing, in the checklist's order: one gap a slot that is short. */
export function gapsOf(items: readonly CoveredItem[], filter: GapFilter = {}): Gap[] {
  const { department, dueBy } = filter;
  return items.flatMap(({ row, owed, window, slots }) => {
    if (department !== undefined && owed.department !== department) return [];
    if (dueBy !== undefined && (owed.due === null || owed.due > dueBy)) return [];
    return slots.flatMap((slot, index): Gap[] =>
      isShort(slot)
        ? [
            {
              itemId: row.id,
              slotId: slot.id,
              code: row.code,
              title: row.title,
              slot: slot.kind,
              slotNumber: index + 1,
              need: slot.need,
              have: slot.have,
              outOfWindow: slot.outOfWindow,
              department: owed.department,
              person: owed.person,
              due: owed.due,
              window,
            },
          ]
        : [],
    );
  });
}

/** How many items ask for proof, and how many of them have no gap, whatever else is said of them. */
export function coverageTotals(items: readonly CoveredItem[]): {
  readonly items: number;
  readonly complete: number;
  readonly gaps: number;
} {
  const asking = items.filter(({ slots }) => slots.length > 0);
  return {
    items: asking.length,
    complete: asking.filter(({ slots }) => !slots.some(isShort)).length,
    gaps: asking.reduce((sum, { slots }) => sum + slots.filter(isShort).length, 0),
  };
}
