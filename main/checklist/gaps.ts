import type { DateWindow, Gap } from '../contract/checklist.ts';
import type { ChecklistId } from '../contract/ids.ts';
import type { Reader } from '../db/index.ts';
import { checklistById, coveredItems } from './checklists.ts';
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

export interface CoverageReport {
  readonly window: DateWindow;
  /** Items with slots. */
  readonly items: number;
  /** Those of them without a gap. */
  readonly complete: number;
  readonly gaps: Gap[];
}

/** What a checklist has and lacks. @throws ArchiveError `no-such-checklist` */
export async function coverageOfChecklist(
  reader: Reader,
  id: ChecklistId,
): Promise<CoverageReport> {
  const { window_from: from, window_to: to } = await checklistById(reader, id);
  const covered = await coveredItems(reader, id);
  const { items, complete } = coverageTotals(covered);
  return { window: { from, to }, items, complete, gaps: gapsOf(covered) };
}
