import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { unzipSync } from 'fflate';
import readXlsxFile from 'read-excel-file/node';
import { expect, test } from 'vitest';
import { writeChecklistSheet } from '../../main/binder/index.ts';
import { isSheetsFile } from '../../main/binder/print-sheets.ts';
import { assign, conclude, createChecklist, link } from '../../main/checklist/index.ts';
import type { ChecklistDraft, ChecklistId, SentSheet } from '../../main/contract/index.ts';
import { unattended, type Archive } from '../../main/library/index.ts';
import {
  draftItem,
  draftSlot,
  newLink,
  placesOf,
  slotOf,
  smallDraft,
} from '../checklist/support.ts';
import { temporaryFolder, testArchive } from '../support/archives.ts';
import { addDocument } from '../support/documents.ts';
import { openVolume, textsOf } from './support.ts';

async function world(draft: ChecklistDraft = smallDraft) {
  const { archive } = await testArchive();
  const { id } = await createChecklist(archive, draft);
  return { archive, id, at: await placesOf(archive.db.read, id), folder: await temporaryFolder() };
}

const write = (
  archive: Archive,
  id: ChecklistId,
  sheet: SentSheet,
  folder: string,
  together: 'folder' | 'zip' = 'folder',
) => writeChecklistSheet(archive, id, sheet, { folder, together }, unattended());

/** The rows of a workbook of one sheet, as a second reader finds them. */
async function rowsOf(file: string | Uint8Array): Promise<(string | number | null)[][]> {
  const [sheet] = await readXlsxFile(typeof file === 'string' ? file : Buffer.from(file));
  const rows = (sheet as unknown as { data: unknown[][] }).data;
  return rows.map((row) => row.map((cell) => (cell === undefined ? null : (cell as string))));
}

/** All that a PDF says, page by page, without white space. */
async function wordsOf(path: string): Promise<string[]> {
  const volume = await openVolume(path);
  const pages = [];
  for (let n = 1; n <= volume.numPages; n += 1) {
    const texts = await textsOf(volume, n);
    pages.push(
      texts
        .map(({ text }) => text)
        .join('')
        .replaceAll(/\s/gu, ''),
    );
  }
  return pages;
}

test('a department is sent what it still owes, each short slot a line with its due date', async () => {
  const { archive, id, at, folder } = await world();
  const plan = await addDocument(archive, { title: '整治方案', date: '2024-05-13', pages: ['一'] });
  await link(archive, [newLink(slotOf(at('Ⅰ-1-1)-①')), plan)]);
  const department = '综合行政执法队';
  const { name, rows } = await write(
    archive,
    id,
    { kind: 'gaps', department, format: 'xlsx' },
    folder,
  );
  expect(name).toMatch(/^缺口单 综合行政执法队 \d{4}-\d\d-\d\d\.xlsx$/u);
  const table = await rowsOf(join(folder, name));
  expect(table[1]?.[0]).toBe('镇级测评细则 2024 版');
  expect(table[2]?.[0]).toContain('缺口 3 处，共缺 5 件');
  const own = table.slice(4, 4 + rows).map((row) => row.slice(0, 7));
  expect(own).toEqual([
    [1, 'Ⅰ-1-1)-①', '环境卫生常态整治', '规范文件', 2, 1, '1 件'],
    [2, 'Ⅰ-1-1)-①', '环境卫生常态整治', '实景图片', 3, 0, '3 张'],
    [3, 'Ⅰ-2-①', '河塘沟渠治理', '规范文件', 1, 0, '1 件'],
  ]);
  expect(table[4]?.slice(7)).toEqual(['2024-01-01 至 2024-12-31', null, '2024-09-20']);
});

test('a name that begins like a formula stays text in the workbook', async () => {
  const evil = `=HYPERLINK("http://example.test";"x")`;
  const { archive, id, folder } = await world({
    ...smallDraft,
    items: [
      draftItem(0, '@SUM(1)', evil, {
        slots: [draftSlot('+1+1'), draftSlot('-2')],
        departments: ['=cmd|x'],
      }),
    ],
  });
  for (const sheet of [
    { kind: 'gaps', department: '=cmd|x', format: 'xlsx' },
    { kind: 'assignments', format: 'xlsx' },
  ] as const) {
    const { name } = await write(archive, id, sheet, folder);
    const parts = unzipSync(await readFile(join(folder, name)));
    const cells = new TextDecoder().decode(parts['xl/worksheets/sheet1.xml']);
    expect(cells).not.toContain('<f');
    const words = (await rowsOf(join(folder, name))).flat();
    for (const text of ['@SUM(1)', evil]) expect(words).toContain(text);
  }
});

test('all departments get a list each, as a folder or as a zip; what nobody leads comes last', async () => {
  const { archive, id, folder } = await world();
  const all = { kind: 'all-gaps', format: 'xlsx' } as const;
  const made = await write(archive, id, all, folder);
  expect(made).toMatchObject({ files: 3, rows: 5 });
  const files = await readdir(join(folder, made.name));
  expect(files.map((name) => name.replace(/ \d{4}.*$/u, '')).toSorted()).toEqual([
    '缺口单 文化站',
    '缺口单 没有责任部门',
    '缺口单 综合行政执法队',
  ]);
  const again = await write(archive, id, all, folder);
  expect(again.name).toBe(`${made.name} (2)`);

  const zip = await write(archive, id, all, folder, 'zip');
  const packed = unzipSync(await readFile(join(folder, zip.name)));
  expect(Object.keys(packed).toSorted()).toEqual(files.toSorted());
  for (const [name, bytes] of Object.entries(packed)) {
    expect(await rowsOf(bytes)).toEqual(await rowsOf(join(folder, made.name, name)));
  }
  expect(await readdir(archive.paths.derived).catch(() => [])).toEqual([]);
  // Nothing is left but what was asked for.
  expect((await readdir(folder)).toSorted()).toEqual([made.name, again.name, zip.name].toSorted());
});

test('where nothing is missing there is no list', async () => {
  const { archive, id, folder } = await world({
    ...smallDraft,
    items: [draftItem(0, 'Ⅰ', '只看不收', { slots: [draftSlot('说明报告', 0)] })],
  });
  for (const sheet of [
    { kind: 'gaps', department: null, format: 'pdf' },
    { kind: 'all-gaps', format: 'pdf' },
  ] as const) {
    expect(await write(archive, id, sheet, folder)).toMatchObject({ files: 0 });
  }
  expect(await readdir(folder)).toEqual([]);
});

test('the table of duties says who leads, helps, answers and by when, what was said above it included', async () => {
  const { archive, id, at, folder } = await world();
  await assign(archive, [at('Ⅰ-1-1)-②').item], { helping: ['派出所'], progress: 'collecting' });
  const xlsx = await write(archive, id, { kind: 'assignments', format: 'xlsx' }, folder);
  const table = await rowsOf(join(folder, xlsx.name));
  const own = table.slice(3, 3 + xlsx.rows);
  expect(own.map((row) => row.slice(0, 10))).toEqual([
    [
      '环境面貌',
      'Ⅰ-1-1)-①',
      '环境卫生常态整治',
      '规范文件 2 件；实景图片 3 张',
      '综合行政执法队',
      '农业农村办',
      '罗建业',
      null,
      '2024-09-20',
      '未开始',
    ],
    [
      '环境面貌',
      'Ⅰ-1-1)-②',
      '背街小巷保洁',
      '统计表格 1 件',
      '文化站',
      '派出所',
      '罗建业',
      '周文娟',
      '2024-08-01',
      '收集中',
    ],
    [
      '环境面貌',
      'Ⅰ-2-①',
      '河塘沟渠治理',
      '规范文件 1 件',
      '综合行政执法队',
      '农业农村办',
      '罗建业',
      null,
      null,
      '未开始',
    ],
    [null, 'Ⅱ', '负面清单', '说明报告 1 份', null, null, null, null, null, '未开始'],
  ]);
  const pdf = await write(archive, id, { kind: 'assignments', format: 'pdf' }, folder);
  const [page = ''] = await wordsOf(join(folder, pdf.name));
  // What is asked for takes two lines, which stand among the lines of the cells beside it.
  for (const cell of own.flatMap((row) => row.filter((_, column) => column !== 3))) {
    expect(page).toContain(String(cell ?? '').replaceAll(/\s/gu, ''));
  }
});

test('a long list is drawn on pages that all have the head, and nothing of it is lost', async () => {
  const items = Array.from({ length: 120 }, (_, n) =>
    draftItem(0, `Ⅰ-${n + 1}`, `第${n + 1}项 ${'整治'.repeat(n % 40)}`, {
      slots: [draftSlot('规范文件', 2)],
      departments: ['文化站'],
      due: '2024-09-20',
    }),
  );
  // One cell that no page can hold.
  items.push(
    draftItem(0, 'Ⅱ', '长'.repeat(1000), {
      slots: [{ ...draftSlot('说明报告'), hint: '写'.repeat(1900) }],
      departments: ['文化站'],
    }),
  );
  const { archive, id, folder } = await world({ ...smallDraft, items });
  const sheet = { kind: 'gaps', department: '文化站', format: 'pdf' } as const;
  const { name } = await write(archive, id, sheet, folder);
  const pages = await wordsOf(join(folder, name));
  expect(pages.length).toBeGreaterThan(5);
  const titled = pages.filter((page) => page.includes('要的材料'));
  expect(titled.length).toBeGreaterThanOrEqual(pages.length - 1);
  const whole = pages.join('');
  for (const item of items.slice(0, 120)) expect(whole).toContain(item.code);
  expect(whole.match(/长/gu)?.length).toBe(1000);
  expect(whole.match(/写/gu)?.length).toBe(1900);
  expect(pages.at(-1)).toContain('签收人');
  // The same data give the same bytes, but for the day.
  const again = await write(archive, id, sheet, folder);
  expect(await readFile(join(folder, again.name))).toEqual(await readFile(join(folder, name)));
});

test('a submission sheet says what is asked, what is said to it, what proves it, and who signs', async () => {
  const { archive, id, at, folder } = await world();
  const plan = await addDocument(archive, {
    title: '整治方案',
    referenceNumber: '清政发〔2024〕36号',
    date: '2024-05-13',
    pages: ['一', '二', '三'],
  });
  const old = await addDocument(archive, { title: '旧方案', date: '2023-12-12', pages: ['一'] });
  const slot = slotOf(at('Ⅰ-1-1)-①'));
  await link(archive, [
    newLink(slot, plan, { pages: [{ from: 2, to: 3 }], note: '第三条' }),
    newLink(slot, old),
  ]);
  await conclude(archive, at('Ⅰ-1-1)-①').item, '已整治 51 处，\n长效保洁。');
  const items = [at('Ⅰ-1-1)-①').item, at('Ⅱ').item];
  const { name, rows } = await write(archive, id, { kind: 'submissions', items }, folder);
  expect(rows).toBe(2);
  const [first = '', second = ''] = await wordsOf(join(folder, name));
  for (const words of [
    '材料提交表',
    'Ⅰ-1-1)-①　环境卫生常态整治',
    'Ⅰ环境面貌〉Ⅰ-1镇容镇貌',
    '制定方案，定期检查',
    '已整治51处，长效保洁。',
    '规范文件：应有2件，已有2件',
    '整治方案',
    '清政发〔2024〕36号',
    '2024-05-13',
    '第2—3页',
    '第三条',
    '全部1页',
    '早于材料时间20天',
    '实景图片：应有3张，已有0张',
    '综合行政执法队',
    '罗建业',
    '2024-09-20',
    '填报单位（盖章）',
    '年月日',
  ]) {
    expect(first).toContain(words.replaceAll(/\s/gu, ''));
  }
  expect(second).toContain('负面清单');
  expect(second).not.toContain('整治方案');
});

test('what was sent out is no volume of the exports folder', () => {
  for (const name of [
    '缺口单 文化站 2024-09-18.pdf',
    '责任分工表 2024-09-18 (2).pdf',
    '提交表 Ⅱ-1-1)-① 2024-09-18.pdf',
  ]) {
    expect(isSheetsFile(basename(name))).toBe(true);
  }
  expect(isSheetsFile('清河镇 2024 年度 提交表.pdf')).toBe(false);
});
