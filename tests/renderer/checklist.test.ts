import { expect, test } from 'vitest';
import {
  itemId,
  linkId,
  slot as slotSchema,
  textLine,
  treeRow,
  type TextLine,
  type TreeRow,
} from '../../main/contract/index.ts';
import { patchOf } from '../../renderer/checklist/assignment-patch.ts';
import { meterCells, missingOf, slotInHand } from '../../renderer/checklist/item-lines.ts';
import { proofPlaceBeside, proofPlaceBy } from '../../renderer/checklist/proof-place.ts';
import {
  ancestorsOf,
  askingRows,
  itemBeside,
  linesOf,
  matching,
  placeBeside,
  placeBy,
  placeInside,
  placeOutside,
  revealed,
  shortCode,
  toggled,
  type OpenBranches,
} from '../../renderer/checklist/tree-model.ts';
import { parsePages, parseScore, wordsIn } from '../../renderer/checklist/words.ts';
import {
  overlaps,
  passageLines,
  passagePoint,
  wholeLines,
} from '../../renderer/reading/passage.ts';

const id = (n: number) => itemId.parse(n);
const link = (n: number) => ({ id: linkId.parse(n) });

/** 1 {2 {3 4} 5} 6 */
const shape: readonly (readonly [
  id: number,
  parent: number | null,
  depth: number,
  code: string,
])[] = [
  [1, null, 0, 'Ⅰ'],
  [2, 1, 1, 'Ⅰ-1'],
  [3, 2, 2, 'Ⅰ-1-①'],
  [4, 2, 2, 'Ⅰ-1-②'],
  [5, 1, 1, 'Ⅰ-2'],
  [6, null, 0, 'Ⅱ'],
];
const rows: readonly TreeRow[] = shape.map(([n, parentId, depth, code]) =>
  treeRow.parse({
    id: n,
    parentId,
    depth,
    code,
    title: `第${n}项`,
    isNegative: false,
    state: n === 2 ? 'partial' : 'empty',
    have: n === 3 ? 1 : 0,
    need: n === 2 || n === 1 ? 0 : 1,
    items: 1,
    complete: 0,
  }),
);
const all: OpenBranches = { open: null, closed: new Set() };
const ids = (branches: OpenBranches, filtered = false) =>
  linesOf(rows, branches, filtered).map(({ row }) => Number(row.id));

test('folded branches hide what is below them, and only them', () => {
  expect(ids(all)).toEqual([1, 2, 3, 4, 5, 6]);
  const folded = toggled(all, id(2), rows, false);
  expect(ids(folded)).toEqual([1, 2, 5, 6]);
  expect(ids(toggled(folded, id(2), rows, false))).toEqual([1, 2, 3, 4, 5, 6]);
  expect(ids(toggled(all, id(1), rows, true), true)).toEqual([1, 6]);
});

test('an item that comes into hand is unfolded to', () => {
  const shut: OpenBranches = { open: new Set(), closed: new Set([id(1)]) };
  expect(ancestorsOf(rows, id(4)).map(Number)).toEqual([1, 2]);
  const shown = revealed(shut, id(4), rows);
  expect(ids(shown)).toEqual([1, 2, 3, 4, 5, 6]);
  expect(ids(shown, true)).toEqual([1, 2, 3, 4, 5, 6]);
  expect(revealed(shown, id(4), rows)).toBe(shown);
});

test('a code is not said again beneath its own', () => {
  expect(linesOf(rows, all, false).map(({ code }) => code)).toEqual([
    'Ⅰ',
    'Ⅰ-1',
    '①',
    '②',
    'Ⅰ-2',
    'Ⅱ',
  ]);
  expect(shortCode('1.10', '1')).toBe('1.10');
  expect(shortCode('Ⅰ-1-', 'Ⅰ-1')).toBe('Ⅰ-1-');
});

test('the item beside is the next that fits, over branches and folds', () => {
  const short = (row: TreeRow) => row.have < row.need;
  expect(itemBeside(rows, id(3), 1, short)).toBe(4);
  expect(itemBeside(rows, id(4), -1, short)).toBeNull();
  expect(itemBeside(rows, null, -1, short)).toBe(6);
  expect(itemBeside(rows, id(6), 1, short)).toBeNull();
});

test('only items with slots of their own are stepped to', () => {
  expect(askingRows(rows).map((row) => Number(row.id))).toEqual([3, 4, 5, 6]);
});

test('places in the tree are counted among those that stay', () => {
  expect(placeBy(rows, id(3), 1)).toEqual({ parentId: 2, position: 1 });
  expect(placeBy(rows, id(3), -1)).toBeNull();
  expect(placeInside(rows, id(5))).toEqual({ parentId: 2, position: 2 });
  expect(placeInside(rows, id(2))).toBeNull();
  expect(placeOutside(rows, id(3))).toEqual({ parentId: 1, position: 1 });
  expect(placeOutside(rows, id(6))).toBeNull();
  expect(placeBeside(rows, id(3), id(4), 'after')).toEqual({ parentId: 2, position: 1 });
  expect(placeBeside(rows, id(1), id(4), 'inside')).toBeNull();
});

test('items are found by pieces of code and title, whatever their width', () => {
  expect(matching(rows, '① 第3').map((row) => Number(row.id))).toEqual([3]);
  expect(matching(rows, '第６').map((row) => Number(row.id))).toEqual([6]);
  expect(matching(rows, ' ')).toBe(rows);
});

test('proofs move among the others of their slot', () => {
  const proofs = [link(1), link(2), link(3)];
  expect(proofPlaceBy(proofs, link(2).id, -1)).toBe(0);
  expect(proofPlaceBy(proofs, link(3).id, 1)).toBeNull();
  expect(proofPlaceBeside(proofs, link(1).id, link(3).id, 'before')).toBe(1);
  expect(proofPlaceBeside(proofs, link(1).id, link(3).id, 'after')).toBe(2);
  expect(proofPlaceBeside(proofs, null, link(1).id, 'after')).toBe(1);
  expect(proofPlaceBeside(proofs, link(2).id, link(2).id, 'after')).toBe(1);
});

test('a meter shows what counts, what does not, and what is missing, never more than asked for', () => {
  expect(meterCells({ have: 3, need: 5, links: 4 })).toEqual({ full: 3, hatched: 1, empty: 1 });
  expect(meterCells({ have: 7, need: 4, links: 9 })).toEqual({ full: 4, hatched: 0, empty: 0 });
  expect(meterCells({ have: 0, need: 0, links: 0 })).toEqual({ full: 0, hatched: 0, empty: 0 });
  expect(missingOf({ have: 7, need: 4 })).toBe(0);
});

test('the slot worked on is the one in hand, else the first that is short', () => {
  const slot = (n: number, have: number) =>
    slotSchema.parse({
      id: n,
      kind: '规范文件',
      need: 1,
      hint: '',
      wordLimit: null,
      have,
      outOfWindow: 0,
      links: have,
      proofs: [],
    });
  const slots = [slot(1, 1), slot(2, 0), slot(3, 0)];
  expect(slotInHand(slots, null)?.id).toBe(2);
  expect(slotInHand(slots, slots[2]?.id ?? null)?.id).toBe(3);
  expect(slotInHand([slot(1, 1)], null)?.id).toBe(1);
  expect(slotInHand([], null)).toBeNull();
});

test('pages, points and people are read as they are typed', () => {
  expect(parsePages('第2-3页、５')).toEqual([
    { from: 2, to: 3 },
    { from: 5, to: 5 },
  ]);
  expect(parsePages('')).toBeNull();
  expect(parsePages('3-2')).toBeUndefined();
  expect(parsePages('几页')).toBeUndefined();
  expect(parseScore('2.5 分')).toBe(250);
  expect(parseScore('２')).toBe(200);
  expect(parseScore('')).toBeNull();
  expect(parseScore('两分')).toBeUndefined();
  expect(patchOf('helping', '农业农村办、文化站; ')).toEqual({ helping: ['农业农村办', '文化站'] });
  expect(patchOf('due', '2024年9月20日')).toEqual({ due: '2024-09-20' });
  expect(patchOf('due', '下周')).toBeNull();
  expect(patchOf('person', '')).toEqual({ person: null });
  expect(wordsIn('一 二\n𠮷')).toBe(3);
});

const line = (text: string, yUm: number): TextLine =>
  textLine.parse({
    text,
    confidence: 100,
    box: { xUm: 10_000, yUm, widthUm: text.length * 5000, heightUm: 5000, angle: 0 },
    centres: [],
    vertical: false,
    red: false,
    paragraph: false,
  });
const page = [line('一二三四', 10_000), line('五六七八', 20_000), line('九十', 30_000)];

test('a passage begins and ends between characters, and is the same whichever way it is drawn', () => {
  const from = passagePoint(page, { xUm: 20_100, yUm: 12_000 });
  const to = passagePoint(page, { xUm: 14_900, yUm: 33_000 });
  expect([from, to]).toEqual([
    { line: 0, at: 2 },
    { line: 2, at: 1 },
  ]);
  if (!from || !to) throw new Error('no place');
  const marked = passageLines(page, { from, to });
  expect(marked.map(({ xUm, widthUm }) => [xUm, widthUm])).toEqual([
    [20_000, 10_000],
    [10_000, 20_000],
    [10_000, 5000],
  ]);
  expect(passageLines(page, { from: to, to: from })).toEqual(marked);
  expect(passageLines(page, { from, to: from })).toEqual([]);
});

test('beside a line that line is meant, and whole lines are chosen up and down', () => {
  expect(passagePoint(page, { xUm: 90_000, yUm: 21_000 })).toEqual({ line: 1, at: 4 });
  expect(passagePoint([], { xUm: 0, yUm: 0 })).toBeNull();
  const up = wholeLines(page, 1, 0);
  const down = wholeLines(page, 0, 1);
  expect(up && passageLines(page, up)).toHaveLength(2);
  expect(up && passageLines(page, up)).toEqual(down && passageLines(page, down));
  expect(wholeLines(page, 0, 9)).toBeNull();
});

test('a mark is met on its own line only', () => {
  const [first, second] = page;
  if (!first || !second) throw new Error('no lines');
  expect(overlaps(first.box, { ...first.box, xUm: 25_000 })).toBe(true);
  expect(overlaps(first.box, second.box)).toBe(false);
  expect(overlaps(first.box, { ...first.box, xUm: 90_000 })).toBe(false);
});
