import { expect, test } from 'vitest';
import { applySheet, fingerprintOf } from '../../main/checklist/import-apply.ts';
import { planSheet, saidBy, saysAll } from '../../main/checklist/import-diff.ts';
import { matchItems } from '../../main/checklist/import-match.ts';
import { workbookOf } from '../../main/checklist/export-sheet.ts';
import { sheetsOfWorkbook } from '../../main/checklist/sheet-xlsx.ts';
import { draftOf, storedChecklist } from '../../main/checklist/stored.ts';
import { understandSheets } from '../../main/checklist/understand-sheet.ts';
import {
  assign,
  conclude,
  createChecklist,
  link,
  type Created,
} from '../../main/checklist/index.ts';
import type { ChecklistDraft, DraftItem } from '../../main/contract/checklist.ts';
import { undo } from '../../main/keeping/index.ts';
import type { Archive } from '../../main/library/index.ts';
import { expectSound } from '../keeping/support.ts';
import { testArchive } from '../support/archives.ts';
import { addDocument } from '../support/documents.ts';
import { createRandom, type Random } from '../support/scans/random.ts';
import {
  checklistState,
  draftItem,
  draftSlot,
  newLink,
  placesOf,
  slotOf,
  smallDraft,
} from './support.ts';

/** Exported as a workbook, edited, understood again. */
async function throughExcel(
  archive: Archive,
  id: Created['id'],
  edit: (items: DraftItem[]) => DraftItem[] = (items) => items,
): Promise<ChecklistDraft> {
  const draft = draftOf(await storedChecklist(archive.db.read, id));
  const bytes = await workbookOf({ ...draft, items: edit(draft.items) });
  return understandSheets(await sheetsOfWorkbook(bytes), 'x').draft;
}

const kindsOf = async (archive: Archive, id: Created['id'], draft: ChecklistDraft) =>
  planSheet(await storedChecklist(archive.db.read, id), draft).changes.map(
    ({ kind, code, fields }) => [kind, code, ...fields.map(({ field }) => field)].join(' '),
  );

test('exported and imported unchanged, nothing changes', async () => {
  const { archive } = await testArchive();
  const { id } = await createChecklist(archive, smallDraft);
  const draft = await throughExcel(archive, id);
  expect(await kindsOf(archive, id, draft)).toEqual([]);
  const before = await checklistState(archive);
  const { operation } = await applySheet(archive, id, draft, saysAll);
  expect(operation).toBeNull();
  expect(await checklistState(archive)).toEqual(before);
});

test('edited in Excel: changes are shown, made as one operation, and links stay', async () => {
  const { archive } = await testArchive();
  const { id } = await createChecklist(archive, smallDraft);
  const places = await placesOf(archive.db.read, id);
  const document = await addDocument(archive, { title: '实施方案' });
  const standard = places('Ⅰ-1-1)-①');
  await link(archive, [
    newLink(slotOf(standard, 1), document),
    newLink(slotOf(standard, 2), document),
    newLink(slotOf(places('Ⅱ')), document),
  ]);
  await conclude(archive, standard.item, '已经完成。');
  await assign(archive, [standard.item], { progress: 'review' });
  const before = await checklistState(archive);

  const draft = await throughExcel(archive, id, (items) => {
    const of = (code: string): DraftItem => items.find((item) => item.code === code)!;
    return [
      of('Ⅰ'),
      // Comes before its sister now, with another title, one slot less and another more.
      of('Ⅰ-2'),
      of('Ⅰ-2-①'),
      of('Ⅰ-1'),
      {
        ...of('Ⅰ-1-1)-①'),
        title: '环境卫生常态化整治',
        slots: [draftSlot('规范文件', 1), draftSlot('统计表格')],
        departments: ['环卫所'],
      },
      draftItem(2, 'Ⅰ-1-1)-③', '垃圾分类', { slots: [draftSlot('实景图片', 4)] }),
      { ...of('Ⅰ-1-1)-②'), score: 300 },
    ];
  });
  expect(await kindsOf(archive, id, draft)).toEqual([
    expect.stringMatching(/^moved Ⅰ-[12]$/u),
    'changed Ⅰ-1-1)-① title departments slots',
    'added Ⅰ-1-1)-③',
    'changed Ⅰ-1-1)-② score',
    'removed Ⅱ',
  ]);
  const compared = fingerprintOf(await storedChecklist(archive.db.read, id));
  const done = await applySheet(archive, id, draft, saysAll, compared);
  expect(done).toMatchObject({ added: 1, removed: 1, changed: 2, moved: 1, linksLost: 2 });

  const now = await storedChecklist(archive.db.read, id);
  expect(draftOf(now).items).toEqual(draft.items);
  const kept = now.items.find(({ stored }) => stored.id === standard.item)?.stored;
  expect(kept?.title).toBe('环境卫生常态化整治');
  expect(kept?.slots.map(({ kind, need, links }) => [kind, need, links])).toEqual([
    ['规范文件', 1, 1],
    ['统计表格', 1, 0],
  ]);
  const row = await storedRow(archive, standard.item);
  expect(row).toEqual({ conclusion: '已经完成。', progress: 'review' });
  await expectSound(archive);

  // One operation: undone as a whole.
  await undo(archive);
  expect(await checklistState(archive)).toEqual(before);
  await expectSound(archive);
});

async function storedRow(archive: Archive, item: number) {
  const state = await checklistState(archive);
  const find = (table: string, key: string) =>
    (state[table] as Record<string, unknown>[]).find((row) => row[key] === item);
  return {
    conclusion: find('checklist_item', 'id')?.['conclusion'],
    progress: find('assignment', 'item_id')?.['progress'],
  };
}

test('a checklist that changed since it was compared is left as it is', async () => {
  const { archive } = await testArchive();
  const { id } = await createChecklist(archive, smallDraft);
  const compared = fingerprintOf(await storedChecklist(archive.db.read, id));
  const places = await placesOf(archive.db.read, id);
  await assign(archive, [places('Ⅱ').item], { department: '派出所' });
  const draft = { ...smallDraft, items: smallDraft.items.slice(0, 2) };
  await expect(applySheet(archive, id, draft, saysAll, compared)).rejects.toMatchObject({
    code: 'no-such-sheet',
  });
  expect((await storedChecklist(archive.db.read, id)).items).toHaveLength(smallDraft.items.length);
});

test('columns that a sheet does not have change nothing', async () => {
  const { archive } = await testArchive();
  const { id } = await createChecklist(archive, smallDraft);
  const before = await storedChecklist(archive.db.read, id);
  const cells = [
    ['层级', '编号', '测评内容', '分值'],
    ...smallDraft.items.map(({ depth, code, title, score, isNegative }) => [
      String(depth + 1),
      code,
      isNegative ? title : title,
      score === null ? '' : String(score / 100),
    ]),
  ].flatMap((row, at) =>
    row.map((value, column) => ({ row: at, column, kind: 'text' as const, text: value })),
  );
  const sheet = {
    name: 'x',
    hidden: false,
    cells: cells.filter(({ text }) => text !== ''),
    merges: [],
    hiddenRows: [],
    hiddenColumns: [],
  };
  const { draft, mapping } = understandSheets([sheet], 'x');
  expect(planSheet(before, draft, saidBy(mapping)).changes).toEqual([]);
  expect(planSheet(before, draft, saysAll).changes.length).toBeGreaterThan(0);
});

test('an item is known by its code and text, then by either where that is enough', () => {
  const item = (depth: number, code: string, title: string) => ({ depth, code, title });
  const before = [
    item(0, 'Ⅰ', '组织领导'),
    item(1, '1', '方案'),
    item(1, '2', '会议'),
    item(0, 'Ⅱ', '环境整治'),
    item(1, '1', '方案'),
    item(1, '2', '街道保洁'),
  ];
  expect(matchItems(before, before)).toEqual([0, 1, 2, 3, 4, 5]);
  const after = [
    item(0, 'Ⅱ', '环境整治'),
    item(1, '2', '街道和市场保洁'),
    item(1, '9', '方案'),
    item(0, 'Ⅰ', '组织领导'),
    item(1, '3', '会议'),
    item(1, '1', '方案'),
    item(1, '4', '经费'),
  ];
  expect(matchItems(before, after)).toEqual([3, 5, 4, 0, 2, 1, -1]);
});

function shuffled(random: Random, items: readonly DraftItem[]): DraftItem[] {
  const out: DraftItem[] = [];
  for (const item of items) {
    if (random.chance(0.15)) continue;
    const deepest = (out.at(-1)?.depth ?? -1) + 1;
    const depth = random.chance(0.2) ? random.integer(0, deepest) : Math.min(item.depth, deepest);
    const title = random.chance(0.2) ? `${item.title}改` : item.title;
    const slots = random.chance(0.3) ? [...item.slots].reverse() : item.slots;
    const changed = { ...item, depth, title, slots };
    if (random.chance(0.2)) out.splice(random.integer(0, out.length), 0, { ...changed, depth: 0 });
    else out.push(changed);
    if (random.chance(0.15))
      out.push(draftItem(0, `新${out.length}`, '新增', { slots: [draftSlot('照片')] }));
  }
  let last = -1;
  return out.map((item) => {
    last = Math.min(item.depth, last + 1);
    return { ...item, depth: last };
  });
}

test('whatever is done to a sheet, the checklist becomes what it says, and undo brings all back', async () => {
  const { archive } = await testArchive();
  const random = createRandom('round trips');
  const { id } = await createChecklist(archive, smallDraft);
  for (let round = 0; round < 12; round += 1) {
    const before = await checklistState(archive);
    const stored = draftOf(await storedChecklist(archive.db.read, id));
    const items = shuffled(random, [
      ...stored.items,
      ...(stored.items.length < 6 ? smallDraft.items : []),
    ]);
    const { operation } = await applySheet(archive, id, { ...stored, items }, saysAll);
    const after = await storedChecklist(archive.db.read, id);
    expect(draftOf(after).items).toEqual(items);
    expect(planSheet(after, { ...stored, items }).changes).toEqual([]);
    if (operation !== null && round % 3 === 0) {
      await undo(archive);
      expect(await checklistState(archive)).toEqual(before);
    }
  }
  await expectSound(archive);
});
