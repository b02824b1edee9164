import { expect, test } from 'vitest';
import {
  checklistDraft,
  type ChecklistDraft,
  type DraftSlot,
} from '../../main/contract/checklist.ts';
import { columnRole, type ChecklistMapping } from '../../main/contract/checklist-import.ts';
import { workbookOf } from '../../main/checklist/export-sheet.ts';
import {
  cellName,
  placeOf,
  type MergedRange,
  type SheetCell,
} from '../../main/checklist/sheet-cells.ts';
import { readCode, splitCode } from '../../main/checklist/sheet-code.ts';
import { createOutline } from '../../main/checklist/sheet-outline.ts';
import { readSlots, writeSlots } from '../../main/checklist/sheet-slots.ts';
import {
  readDay,
  readDepartments,
  readScore,
  readWindow,
  writeDepartments,
} from '../../main/checklist/sheet-values.ts';
import { sheetsOfWorkbook } from '../../main/checklist/sheet-xlsx.ts';
import { understandSheets } from '../../main/checklist/understand-sheet.ts';
import { createRandom, type Random } from '../support/scans/random.ts';
import { draftItem } from './support.ts';

const pieces = [
  'Ⅱ',
  'IV',
  '①',
  '（一）',
  '第三章',
  '1',
  '12',
  '1.10',
  '-',
  '.',
  '、',
  '；',
  '\n',
  '\t',
  ' ',
  ')',
  '）',
  '「',
  '」',
  '『',
  '规范文件',
  '说明报告',
  '图片',
  '照片3张',
  '2份',
  '不超过500字',
  '（',
  '(',
  '：',
  ':',
  '各',
  '×',
  '至少',
  '三',
  '2024年',
  '6月30日',
  '至',
  '—',
  '5分',
  '是',
  '=1+1',
  '@a',
  '-2',
  '+',
  '党政办',
  '/',
  '牵头单位：',
  '_x0041_',
  '&<>"',
  '𠮷',
  'é',
  '\u200b',
];

const words = (random: Random, most = 8): string =>
  Array.from({ length: random.integer(0, most) }, () => random.pick(pieces)).join('');

/** As the core keeps text: trimmed, one line. */
const kept = (text: string): string => text.replace(/\s+/gu, ' ').trim();
const keptLines = (text: string): string => text.replace(/\t/gu, ' ').trim();

const steps = [
  'Ⅰ',
  'Ⅻ',
  'II',
  'XIV',
  '①',
  '⑳',
  '7',
  '10',
  '二',
  '十二',
  '(3)',
  '（四）',
  '5)',
  '6）',
];

test('a code made of steps is read as these steps, at any length', () => {
  const random = createRandom('codes');
  for (let round = 0; round < 2000; round += 1) {
    const parts = Array.from({ length: random.integer(1, 6) }, () => random.pick(steps));
    const text = parts.join(random.pick(['-', '.', '·', '－']));
    const code = readCode(text);
    expect(code?.segments.length, text).toBe(parts.length);
    expect(code?.segments, text).toEqual(parts.flatMap((part) => readCode(part)?.segments ?? []));
    // Standing before a title it is taken off whole.
    expect(splitCode(`${text} 组织领导`), text).toEqual({ code: text, rest: '组织领导' });
  }
});

test('an outline never goes down by more than one level', () => {
  const random = createRandom('outline');
  for (let round = 0; round < 300; round += 1) {
    const outline = createOutline();
    let last = -1;
    for (let row = 0; row < 40; row += 1) {
      const text = random.chance(0.2)
        ? words(random, 3)
        : Array.from({ length: random.integer(1, 4) }, () => random.pick(steps)).join('-');
      const { depth } = outline.place(text);
      expect(depth).toBeLessThanOrEqual(last + 1);
      last = depth;
    }
  }
});

test('whatever stands in a cell, reading it does not throw', () => {
  const random = createRandom('cells');
  for (let round = 0; round < 5000; round += 1) {
    const text = words(random, 14);
    for (const slot of [...readSlots(text, true), ...readSlots(text, false)]) {
      expect(slot.kind).toBe(slot.kind.trim());
      expect(slot.kind.length, text).toBeGreaterThan(0);
      expect(slot.need).toBeGreaterThanOrEqual(0);
    }
    readCode(text);
    const { code, rest } = splitCode(text);
    expect(text.startsWith(code) || text.trim().startsWith(code)).toBe(true);
    expect(text.trim().endsWith(rest)).toBe(true);
    for (const read of [readDay, readWindow, readScore, readDepartments]) read(text);
  }
});

const randomSlot = (random: Random): DraftSlot => ({
  kind: random.chance(0.6)
    ? random.pick(['规范文件', '说明报告', '实景图片', '统计表格', '会议纪要', '方案'])
    : kept(words(random)) || '照片',
  need: random.pick([0, 1, 1, 2, 3, 12, 9999]),
  hint: random.chance(0.5) ? '' : keptLines(words(random)),
  wordLimit: random.pick([null, null, 1, 500, 1_000_000]),
});

test('slots written into a cell are read back the same', () => {
  const random = createRandom('slots');
  for (let round = 0; round < 3000; round += 1) {
    const slots = Array.from({ length: random.integer(0, 4) }, () => randomSlot(random));
    expect(readSlots(writeSlots(slots), true), writeSlots(slots)).toEqual(slots);
  }
});

test('units written into a cell are read back the same', () => {
  const random = createRandom('units');
  for (let round = 0; round < 3000; round += 1) {
    const names = Array.from({ length: random.integer(0, 4) }, () => kept(words(random))).filter(
      (name) => name !== '',
    );
    const given = [...new Set(names)];
    expect(readDepartments(writeDepartments(given)), writeDepartments(given)).toEqual(given);
  }
});

function randomDraft(random: Random): ChecklistDraft {
  let depth = -1;
  const items = Array.from({ length: random.integer(1, 25) }, (_, row) => {
    depth = random.integer(0, Math.min(depth + 1, 5));
    const isOpen = random.chance(0.1);
    return draftItem(depth, kept(words(random, 3)), `${kept(words(random))}项${row}`, {
      requirement: keptLines(words(random)),
      notes: keptLines(words(random)),
      method: kept(words(random, 3)),
      score: random.pick([null, 0, 5, 250, 10_000]),
      isNegative: random.chance(0.2),
      window: isOpen
        ? { from: null, to: null }
        : random.pick([null, { from: '2024-01-01', to: null }, { from: null, to: '2024-02-29' }]),
      slots: Array.from({ length: random.integer(0, 3) }, () => randomSlot(random)),
      departments: random.chance(0.5) ? [] : ['党政办', `${kept(words(random))}科`],
      leader: random.pick([null, '丁主任', '=HYPERLINK("x")']),
      person: random.pick([null, '王、李']),
      due: random.pick([null, '2024-12-31']),
    });
  });
  return { name: '测评体系甲', window: { from: null, to: null }, items };
}

test('a checklist exported as a workbook and read again is the same checklist', async () => {
  const random = createRandom('round trip');
  for (let round = 0; round < 40; round += 1) {
    const draft = checklistDraft.parse(randomDraft(random));
    const sheets = await sheetsOfWorkbook(await workbookOf(draft));
    const { draft: again, doubtful, unplaced, mended } = understandSheets(sheets, 'x');
    expect(again).toEqual(draft);
    expect(doubtful.filter(({ reason }) => reason !== 'code-twice')).toEqual([]);
    expect([unplaced, mended]).toEqual([[], []]);
  }
});

test('any sheet under any mapping gives a checklist, each item with its cell', () => {
  const random = createRandom('sheets');
  for (let round = 0; round < 400; round += 1) {
    const [rows, columns] = [random.integer(0, 14), random.integer(1, 8)];
    const cells: SheetCell[] = [];
    for (let row = 0; row < rows; row += 1) {
      for (let column = 0; column < columns; column += 1) {
        if (random.chance(0.4)) continue;
        const kind = random.pick(['text', 'text', 'number', 'date', 'error', 'uncached'] as const);
        const text = kind === 'date' ? '2024-01-02' : kind === 'number' ? '1.1' : words(random);
        cells.push({ row, column, kind, text: kind === 'error' ? '' : text });
      }
    }
    const merges: MergedRange[] = Array.from({ length: random.integer(0, 3) }, () => {
      const [top, left] = [random.integer(0, 12), random.integer(0, 6)];
      return { top, left, bottom: top + random.integer(0, 4), right: left + random.integer(0, 3) };
    });
    const sheet = { name: '甲', hidden: false, cells, merges, hiddenRows: [], hiddenColumns: [] };
    const mapping: ChecklistMapping = {
      sheets: [
        {
          use: random.pick(['items', 'negative']),
          headerRow: random.integer(0, 3),
          headerRows: random.integer(0, 2),
          roles: Array.from({ length: columns }, () => random.pick(columnRole.options)),
          levels: random.pick(['columns', 'codes', 'depth']),
          nameIsProject: random.chance(0.3),
        },
      ],
      corrections: random.chance(0.3) ? [{ sheet: 0, cell: 'B2', text: words(random) }] : [],
      leftOut: random.chance(0.3) ? [{ sheet: 0, row: 2 }] : [],
    };
    for (const given of [undefined, mapping]) {
      const { draft, places } = understandSheets([sheet], '甲', given);
      expect(() => checklistDraft.parse({ ...draft, name: '甲' })).not.toThrow();
      expect(places).toHaveLength(draft.items.length);
      for (const { cell } of places) expect(placeOf(cell)).not.toBeNull();
      let last = -1;
      for (const { depth } of draft.items) {
        expect(depth).toBeLessThanOrEqual(last + 1);
        last = depth;
      }
    }
  }
});

test('cells have the names that Excel gives them', () => {
  expect([cellName(0, 0), cellName(8, 25), cellName(9, 26), cellName(0, 701)]).toEqual([
    'A1',
    'Z9',
    'AA10',
    'ZZ1',
  ]);
  for (let column = 0; column < 800; column += 7) {
    expect(placeOf(cellName(3, column))).toEqual({ row: 3, column });
  }
});
