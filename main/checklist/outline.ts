import type { DateWindow, Progress } from '../contract/checklist.ts';
import type { ItemId } from '../contract/ids.ts';

/** Who owes an item, as far as it was said of the item itself. */
export interface Owed {
  readonly department: string | null;
  readonly leader: string | null;
  readonly person: string | null;
  readonly due: string | null;
}

/** An item as the tree is made of. */
export interface ItemRow extends Owed {
  readonly id: ItemId;
  readonly parentId: ItemId | null;
  readonly position: number;
  readonly code: string;
  readonly title: string;
  readonly isNegative: boolean;
  /** Its own window; null: what is above it says. */
  readonly window: DateWindow | null;
  readonly progress: Progress;
}

/** An item in its place, with what holds there. */
export interface OutlineItem<Row extends ItemRow = ItemRow> {
  readonly row: Row;
  /** 0: a project. */
  readonly depth: number;
  /** Index of its parent among the outline's items; -1: none. */
  readonly parent: number;
  /** Index of the first item that is no longer in its branch. */
  readonly end: number;
  readonly window: DateWindow;
  readonly owed: Owed;
}

/**
 * The items of a checklist depth first, siblings by position. Where an item does not say which window
 * holds, who leads, who answers for it, who does it or by when, what is above it says so. Items whose
 * parent is not among them are projects.
 */
export function outlineOf<Row extends ItemRow>(
  rows: readonly Row[],
  window: DateWindow,
): OutlineItem<Row>[] {
  const ids = new Set(rows.map(({ id }) => id));
  const children = Map.groupBy(
    rows.toSorted((a, b) => a.position - b.position || a.id - b.id),
    ({ parentId }) => (parentId !== null && ids.has(parentId) ? parentId : null),
  );
  const out: (OutlineItem<Row> & { end: number })[] = [];
  // By hand, not by recursion: how deep a sheet goes is not ours to say.
  const open: { readonly at: number; readonly rest: Iterator<Row> }[] = [
    { at: -1, rest: (children.get(null) ?? []).values() },
  ];
  for (let level = open.at(-1); level !== undefined; level = open.at(-1)) {
    const next = level.rest.next();
    if (next.done === true) {
      const ended = out[level.at];
      if (ended !== undefined) ended.end = out.length;
      open.pop();
      continue;
    }
    const row = next.value;
    const above = out[level.at];
    out.push({
      row,
      depth: open.length - 1,
      parent: level.at,
      end: out.length + 1,
      window: row.window ?? above?.window ?? window,
      owed: owedBelow(row, above?.owed),
    });
    open.push({ at: out.length - 1, rest: (children.get(row.id) ?? []).values() });
  }
  return out;
}

/** What was said of an item, filled from what holds above it. */
export function owedBelow(own: Owed, above: Owed | undefined): Owed {
  return {
    department: own.department ?? above?.department ?? null,
    leader: own.leader ?? above?.leader ?? null,
    person: own.person ?? above?.person ?? null,
    due: own.due ?? above?.due ?? null,
  };
}
