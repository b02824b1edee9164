import { createHash } from 'node:crypto';
import { chmod, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../support/archives.ts';
import { plainPdf, redHeadScan } from '../support/scans/index.ts';
import {
  bind,
  drawn,
  inkBox,
  openVolume,
  original,
  paper,
  planOf,
  section,
  textsOf,
} from './support.ts';

const volumesIn = async (folder: string) =>
  (await readdir(folder)).filter((name) => name !== 'originals').sort();

async function somePlan(folder: string) {
  const part = await original(folder, 'a.pdf', plainPdf([{ text: 'A' }, { text: 'B' }]), {
    pages: 2,
  });
  const scan = await original(folder, 'b.pdf', await redHeadScan({ dpi: 72 }), { pages: 2 });
  return planOf([section([paper('通知', [part]), paper('扫描', [scan])])]);
}

test('the same plan gives the same bytes, wherever the originals lie', async () => {
  const [one, two] = [await temporaryFolder(), await temporaryFolder()];
  const plan = await somePlan(one);
  const elsewhere = await somePlan(two);
  const moved = {
    ...plan,
    sections: plan.sections.map((each, index) => ({
      ...each,
      documents: each.documents.map((document, at) => ({
        ...document,
        parts: elsewhere.sections[index]?.documents[at]?.parts ?? [],
      })),
    })),
  };
  const first = await readFile((await bind(plan, one)).path);
  const second = await readFile((await bind(moved, two)).path);
  expect(first.equals(second)).toBe(true);
});

test('the report tells size and hash of the finished file', async () => {
  const folder = await temporaryFolder();
  const report = await bind(await somePlan(folder), folder);
  const bytes = await readFile(report.path);
  expect(report.bytes).toBe(bytes.length);
  expect(report.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
});

test('a name that is taken is left alone', async () => {
  const folder = await temporaryFolder();
  const plan = await somePlan(folder);
  await writeFile(join(folder, '迎检册.pdf'), 'an earlier export');
  expect((await bind(plan, folder)).path).toBe(join(folder, '迎检册 (2).pdf'));
  expect((await bind(plan, folder)).path).toBe(join(folder, '迎检册 (3).pdf'));
  expect(await readFile(join(folder, '迎检册.pdf'), 'utf8')).toBe('an earlier export');
});

test('cancelled at any page, an export leaves nothing', async () => {
  for (const stopAt of [0, 1, 2, 3]) {
    const folder = await temporaryFolder();
    const plan = await somePlan(folder);
    const controller = new AbortController();
    const binding = bind(plan, folder, controller.signal, (value) => {
      if ((value as { done: number }).done >= stopAt) controller.abort();
    });
    await expect(binding).rejects.toThrow();
    expect(await volumesIn(folder)).toEqual([]);
  }
});

test('what a crashed export left is removed by the next one, what another still writes is not', async () => {
  const folder = await temporaryFolder();
  const plan = await somePlan(folder);
  const dead = '.mingce-999999999-0123456789ab.part';
  const alive = `.mingce-${process.ppid}-0123456789ab.part`;
  await writeFile(join(folder, dead), 'half');
  await writeFile(join(folder, alive), 'half');
  await bind(plan, folder);
  expect(await volumesIn(folder)).toEqual([alive, '迎检册.pdf']);
});

test('a target that is not there is named and nothing is left', async () => {
  const folder = await temporaryFolder();
  const plan = await somePlan(folder);
  await expect(bind(plan, join(folder, '没有这个文件夹'))).rejects.toMatchObject({
    code: 'target-not-writable',
  });
});

test.skipIf(process.getuid?.() === 0)('a folder that may not be written to is named', async () => {
  const folder = await temporaryFolder();
  const plan = await somePlan(folder);
  const closed = await temporaryFolder();
  await chmod(closed, 0o500);
  await expect(bind(plan, closed)).rejects.toMatchObject({ code: 'target-not-writable' });
});

const hostile = [
  ')> Tj ET endstream endobj',
  '<script>alert(1)</script>&amp;',
  '\u202E反转的标题\u202C\u0000\u0007\n第二行\r\n第三行',
  "=cmd|'/C calc'!A0",
  '../../../../etc/passwd',
  '😀🎉 表情 👨‍👩‍👧',
  '𠮷野家㐂の古字𪚥',
  'e\u0301'.repeat(60),
  '长'.repeat(500),
  'W'.repeat(500),
  '（'.repeat(120) + '）'.repeat(120),
  '   ',
  '',
];

test('hostile titles are printed, boxed or shortened to nothing, and harm nothing', async () => {
  const folder = await temporaryFolder();
  const part = await original(folder, 'a.pdf', plainPdf([{ text: 'A' }]));
  const papers = hostile.map((title) =>
    paper(title, [part], { referenceNumber: title.slice(0, 100), issuer: title.slice(0, 200) }),
  );
  const plan = planOf(
    [section(papers, { path: [hostile[0] ?? '', hostile[5] ?? ''] })],
    {},
    {
      title: '文明创建😀\u0000材料）（',
      unit: '清河镇\u202E政府',
      compiler: '<b>陈立新</b>',
    },
  );
  const report = await bind(plan, folder);
  const volume = await openVolume(report.path);
  expect(volume.numPages).toBe(report.pages);
  const contents = [];
  for (let page = 2; page <= 8; page += 1) {
    contents.push(...(await textsOf(volume, page)).map((item) => item.text));
  }
  const said = contents.join('').replaceAll(' ', '');
  expect(said).toContain(')>TjETendstreamendobj');
  expect(said).toContain('<script>alert(1)</script>&amp;');
  expect(said).toContain('反转的标题第二行第三行');
  expect(said).not.toContain('…');
  expect([...said].filter((character) => character === '长').length).toBeGreaterThanOrEqual(1000);
  expect([...said].filter((character) => character === 'W').length).toBeGreaterThanOrEqual(1000);
  const emoji = report.unprintable.find((each) => each.id === papers[5]?.id);
  expect(emoji?.characters).toContain('😀');
  expect(report.unprintable[0]).toMatchObject({ id: null });
});

test('nothing runs over the edge of the printed area, however long the names', async () => {
  const folder = await temporaryFolder();
  const part = await original(folder, 'a.pdf', plainPdf([{ text: 'A' }]));
  const papers = hostile.map((title) => paper(title, [part], { issuer: title.slice(0, 200) }));
  const report = await bind(
    planOf(
      [section(papers, { path: ['很长的分类名称'.repeat(14)] })],
      {},
      {
        title: '一个六十字的标题'.repeat(7),
        unit: '清河镇人民政府办公室'.repeat(6),
        subtitle: '二〇二四年度'.repeat(9),
        compiler: '清河镇文明办公室'.repeat(7),
      },
    ),
    folder,
  );
  for (const page of [1, 2, 3, 4, report.pages]) {
    const box = inkBox(await drawn(report.path, page, 500));
    expect(box?.left, `page ${page}`).toBeGreaterThan(16 / 210);
    expect(box?.bottom).toBeLessThan(1 - 18 / 297);
  }
});
