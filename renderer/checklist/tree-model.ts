import type { ItemId, TreeRow } from '../../main/contract/index.ts';

/**
 * Which branches are unfolded: those in `open` (null: as many as fit) while everything is shown;
 * in a filtered tree all but those in `closed`.
 */
export interface OpenBranches {
  readonly open: ReadonlySet<ItemId> | null;
  readonly closed: ReadonlySet<ItemId>;
}

/** One visible line of the tree. */
export interface TreeLine {
  readonly key: string;
  readonly row: TreeRow;
  readonly level: number;
  readonly hasChildren: boolean;
  readonly open: boolean;
  /** The code as it is written beneath its parent's. */
  readonly code: string;
}

/** A checklist of so few items is shown unfolded. */
const unfoldedUpTo = 60;

/** The lines in sight: rows come depth first, a folded branch hides what is deeper. */
export function linesOf(
  rows: readonly TreeRow[],
  branches: OpenBranches,
  filtered: boolean,
): readonly TreeLine[] {
  const lines: TreeLine[] = [];
  const codes: string[] = [];
  let hiddenBelow: number | null = null;
  rows.forEach((row, index) => {
    codes.length = row.depth;
    const parentCode = codes[row.depth - 1] ?? '';
    codes[row.depth] = row.code;
    if (hiddenBelow !== null && row.depth > hiddenBelow) return;
    const hasChildren = (rows[index + 1]?.depth ?? 0) > row.depth;
    const open = hasChildren && isOpen(row.id, branches, filtered, rows.length);
    hiddenBelow = hasChildren && !open ? row.depth : null;
    lines.push({
      key: String(row.id),
      row,
      level: row.depth,
      hasChildren,
      open,
      code: shortCode(row.code, row.depth < 2 ? '' : parentCode),
    });
  });
  return lines;
}

function isOpen(id: ItemId, branches: OpenBranches, filtered: boolean, rows: number): boolean {
  if (filtered) return !branches.closed.has(id);
  return branches.open === null ? rows <= unfoldedUpTo : branches.open.has(id);
}

/** Folds or unfolds a branch. */
export function toggled(
  branches: OpenBranches,
  id: ItemId,
  rows: readonly TreeRow[],
  filtered: boolean,
): OpenBranches {
  if (filtered) return { ...branches, closed: without(branches.closed, id) };
  return { ...branches, open: without(unfolded(branches, rows), id) };
}

/** Unfolds what an item stands in, so that it can be seen. */
export function revealed(
  branches: OpenBranches,
  id: ItemId,
  rows: readonly TreeRow[],
): OpenBranches {
  const above = ancestorsOf(rows, id);
  const open = unfolded(branches, rows);
  if (above.every((each) => open.has(each) && !branches.closed.has(each))) return branches;
  const closed = new Set(branches.closed);
  for (const each of above) closed.delete(each);
  return { open: new Set([...open, ...above]), closed };
}

const unfolded = ({ open }: OpenBranches, rows: readonly TreeRow[]): ReadonlySet<ItemId> =>
  open ?? new Set(rows.length <= unfoldedUpTo ? rows.map(({ id }) => id) : []);

/** The set with the id taken out, or put in where it was not. */
function without(ids: ReadonlySet<ItemId>, id: ItemId): ReadonlySet<ItemId> {
  const next = new Set(ids);
  if (!next.delete(id)) next.add(id);
  return next;
}

/** What an item stands in, from the project down. */
export function ancestorsOf(rows: readonly TreeRow[], id: ItemId): readonly ItemId[] {
  const found = rows.findIndex((row) => row.id === id);
  const above: ItemId[] = [];
  let depth = rows[found]?.depth ?? 0;
  for (let at = found - 1; at >= 0 && depth > 0; at -= 1) {
    const row = rows[at];
    if (!row || row.depth >= depth) continue;
    above.unshift(row.id);
    depth = row.depth;
  }
  return above;
}

/** `Ⅱ-1-1)-①` beneath `Ⅱ-1-1)` is `①`: what stands above is not said again. */
export function shortCode(code: string, parentCode: string): string {
  const prefix = `${parentCode}-`;
  return parentCode !== '' && code.startsWith(prefix) && code.length > prefix.length
    ? code.slice(prefix.length)
    : code;
}

/** Code and title as they stand in a line. */
export const nameOf = (code: string, title: string): string =>
  code === '' ? title : `${code} ${title}`;

/** The item that asks for proof after or before one; null at the end. */
export function itemBeside(
  rows: readonly TreeRow[],
  id: ItemId | null,
  step: 1 | -1,
  fits: (row: TreeRow) => boolean,
): ItemId | null {
  const from = rows.findIndex((row) => row.id === id);
  const start = from < 0 && step < 0 ? rows.length : from;
  for (let at = start + step; at >= 0 && at < rows.length; at += step) {
    const row = rows[at];
    if (row && fits(row)) return row.id;
  }
  return null;
}

/** Items that ask for proof themselves; a branch that only holds such items does not. */
export const askingRows = (rows: readonly TreeRow[]): readonly TreeRow[] =>
  rows.filter(({ need, items, depth }, index) => {
    const isLeaf = (rows[index + 1]?.depth ?? 0) <= depth;
    return need > 0 || (isLeaf && items > 0);
  });

export const isShortRow = (row: TreeRow): boolean => row.have < row.need;

/** A place for items: beneath a parent (null: a project), `position` among those that stay. */
export interface ItemPlace {
  readonly parentId: ItemId | null;
  readonly position: number;
}

const siblingsOf = (rows: readonly TreeRow[], parentId: ItemId | null): readonly TreeRow[] =>
  rows.filter((row) => row.parentId === parentId);

/** One place up or down among its siblings; null at the end. */
export function placeBy(rows: readonly TreeRow[], id: ItemId, step: 1 | -1): ItemPlace | null {
  const row = rows.find((each) => each.id === id);
  if (!row) return null;
  const siblings = siblingsOf(rows, row.parentId);
  const to = siblings.indexOf(row) + step;
  return to < 0 || to >= siblings.length ? null : { parentId: row.parentId, position: to };
}

/** One level deeper: the last child of the sibling above; null without one. */
export function placeInside(rows: readonly TreeRow[], id: ItemId): ItemPlace | null {
  const row = rows.find((each) => each.id === id);
  if (!row) return null;
  const siblings = siblingsOf(rows, row.parentId);
  const above = siblings[siblings.indexOf(row) - 1];
  return above ? { parentId: above.id, position: siblingsOf(rows, above.id).length } : null;
}

/** One level up: behind its parent; null for a project. */
export function placeOutside(rows: readonly TreeRow[], id: ItemId): ItemPlace | null {
  const row = rows.find((each) => each.id === id);
  const parent = row && rows.find((each) => each.id === row.parentId);
  if (!parent) return null;
  return {
    parentId: parent.parentId,
    position: siblingsOf(rows, parent.parentId).indexOf(parent) + 1,
  };
}

/** Before, behind or inside another item; null where it would stand in itself. */
export function placeBeside(
  rows: readonly TreeRow[],
  id: ItemId,
  target: ItemId,
  where: 'before' | 'after' | 'inside',
): ItemPlace | null {
  const other = rows.find((each) => each.id === target);
  if (!other || target === id || ancestorsOf(rows, target).includes(id)) return null;
  const parentId = where === 'inside' ? other.id : other.parentId;
  const siblings = siblingsOf(rows, parentId).filter((row) => row.id !== id);
  if (where === 'inside') return { parentId, position: siblings.length };
  return { parentId, position: siblings.indexOf(other) + (where === 'after' ? 1 : 0) };
}

/** Items whose code and title hold every piece of what is typed. */
export function matching(rows: readonly TreeRow[], typed: string): readonly TreeRow[] {
  const folded = (text: string): string => text.normalize('NFKC').toLowerCase();
  const pieces = folded(typed)
    .split(/\s+/u)
    .filter((piece) => piece !== '');
  if (pieces.length === 0) return rows;
  return rows.filter((row) => {
    const name = folded(nameOf(row.code, row.title));
    return pieces.every((piece) => name.includes(piece));
  });
}
