import { expect, test } from 'vitest';
import { plainPdf } from '../support/scans/index.ts';
import { temporaryFolder } from '../support/archives.ts';
import { objectsOf } from './objects.ts';
import { bind, mm, openVolume, original, paper, planOf, section, textsOf } from './support.ts';

/** Two years, three categories (one nested), five papers of one to three pages. */
async function smallVolume(options: Parameters<typeof planOf>[1] = {}) {
  const folder = await temporaryFolder();
  const pdf = (name: string, pages: number) =>
    original(
      folder,
      `${name}.pdf`,
      plainPdf(Array.from({ length: pages }, (_, index) => ({ text: `${name}${index + 1}` }))),
      { pages },
    );
  const plan = planOf(
    [
      section(
        [
          paper('关于成立领导小组的通知', [await pdf('A', 3)], {
            referenceNumber: '清政发〔2023〕2号',
            date: '2023-02-01',
          }),
          paper('实施方案', [await pdf('B', 1)]),
        ],
        { year: 2023 },
      ),
      section([paper('门前三包责任书', [await pdf('C', 2)])], {
        categoryId: 2,
        path: ['环境整治', '镇容镇貌'],
        tab: 1,
      }),
      section([paper('一份登记表', [await pdf('D', 1)])], {
        year: null,
        categoryId: null,
        path: [],
        tab: 2,
      }),
    ],
    options,
  );
  const report = await bind(plan, folder);
  return { report, volume: await openVolume(report.path) };
}

interface OutlineNode {
  readonly title: string;
  readonly dest: string | readonly unknown[] | null;
  readonly items: readonly OutlineNode[];
}

test('a volume holds cover, contents, dividers and papers in order, dividers on the right', async () => {
  const { volume, report } = await smallVolume();
  const said = [];
  for (let page = 1; page <= volume.numPages; page += 1) {
    said.push((await textsOf(volume, page)).map(({ text }) => text.replaceAll(' ', '')).join(' '));
  }
  expect(said).toEqual([
    expect.stringMatching(/^清河镇人民政府 文明创建迎检材料 二〇二三?/),
    expect.stringContaining('共4件·15页'),
    expect.stringMatching(/2023年度〉一、组织领导.*2023·组织领导/),
    expect.stringContaining('A1'),
    expect.stringContaining('A2'),
    expect.stringContaining('A3'),
    expect.stringContaining('B1'),
    '',
    expect.stringMatching(/2024年度〉二、环境整治〉镇容镇貌.*2024·镇容镇貌/),
    expect.stringContaining('C1'),
    expect.stringContaining('C2'),
    '',
    expect.stringMatching(/年度未定〉三、未分类/),
    expect.stringContaining('D1'),
    expect.stringContaining('册内文件情况说明'),
  ]);
  expect(report).toMatchObject({ pages: 15, documents: 4, placeholders: [], rasterised: [] });
});

test('printed on one side, no page is left blank', async () => {
  const { volume } = await smallVolume({ duplex: false });
  expect(volume.numPages).toBe(13);
});

test('bookmarks nest by year, category and paper, and lead where they say', async () => {
  const { volume } = await smallVolume();
  const page = async (node: OutlineNode) => {
    const target = node.dest as readonly [{ num: number; gen: number }];
    return (await volume.getPageIndex(target[0])) + 1;
  };
  const told = async (nodes: readonly OutlineNode[]): Promise<unknown[]> =>
    Promise.all(
      nodes.map(async (node) =>
        node.items.length > 0
          ? [node.title, await page(node), await told(node.items)]
          : [node.title, await page(node)],
      ),
    );
  const outline = (await volume.getOutline()) as unknown as readonly OutlineNode[];
  expect(await told(outline)).toEqual([
    ['封面', 1],
    ['目录', 2],
    [
      '2023 年度',
      3,
      [
        [
          '组织领导',
          3,
          [
            ['关于成立领导小组的通知', 4],
            ['实施方案', 7],
          ],
        ],
      ],
    ],
    ['2024 年度', 9, [['环境整治', 9, [['镇容镇貌', 9, [['门前三包责任书', 10]]]]]]],
    ['年度未定', 13, [['未分类', 13, [['一份登记表', 14]]]]],
    ['备考表', 15],
  ]);
});

test('every row of the contents and of a divider is a link to its paper', async () => {
  const { volume } = await smallVolume();
  const targets = async (page: number) => {
    const annotations = (await (await volume.getPage(page)).getAnnotations()) as {
      subtype: string;
      dest: readonly [{ num: number; gen: number }];
      rect: readonly number[];
    }[];
    expect(annotations.every((annotation) => annotation.subtype === 'Link')).toBe(true);
    return Promise.all(
      annotations.map(async (each) => (await volume.getPageIndex(each.dest[0])) + 1),
    );
  };
  expect(await targets(2)).toEqual([3, 4, 7, 9, 10, 13, 14]);
  expect(await targets(3)).toEqual([4, 7]);
  expect(await targets(9)).toEqual([10]);
});

test('page numbers run through in the upper outer corner of every page but cover and blanks', async () => {
  const { volume } = await smallVolume();
  for (let page = 2; page <= volume.numPages; page += 1) {
    const texts = await textsOf(volume, page);
    if (texts.length === 0) continue;
    const number = texts.find((item) => item.text === String(page) && item.y > 780);
    expect(number, `page ${page}`).toBeDefined();
    expect(number?.sizePt).toBeCloseTo(10.5, 1);
    if (page % 2 === 1) {
      const right = (number?.x ?? 0) + (number?.widthPt ?? 0);
      expect(Math.abs(right - 193 * mm)).toBeLessThan(1);
    } else expect(Math.abs((number?.x ?? 0) - 17 * mm)).toBeLessThan(1);
  }
  expect((await textsOf(volume, 1)).some((item) => item.text === '1')).toBe(false);
  expect(await volume.getPageLabels()).toEqual(
    Array.from({ length: volume.numPages }, (_, index) => String(index + 1)),
  );
});

test('printed on one side, all numbers stand on the right', async () => {
  const { volume } = await smallVolume({ duplex: false });
  for (const page of [2, 3, 4, 5]) {
    const number = (await textsOf(volume, page)).find(
      (item) => item.text === String(page) && item.y > 780,
    );
    expect(Math.abs((number?.x ?? 0) + (number?.widthPt ?? 0) - 193 * mm)).toBeLessThan(1);
  }
});

test('what is switched off is not there', async () => {
  const { volume, report } = await smallVolume({
    cover: false,
    contents: false,
    dividers: false,
    remarks: false,
    pageNumbers: false,
  });
  expect(volume.numPages).toBe(7);
  expect((await textsOf(volume, 1)).map((item) => item.text)).toEqual(['A1']);
  expect(report.expected.links).toBe(0);
});

test('every Chinese font of the volume is embedded', async () => {
  const { report } = await smallVolume();
  const objects = await objectsOf(report.path);
  const descriptors = objects.filter(({ text }) => text.includes('/Type /FontDescriptor'));
  expect(descriptors).toHaveLength(2);
  for (const { text } of descriptors) {
    expect(text).toMatch(/\/FontName \/[A-Z]{6}\+NotoSerifSC-(Regular|Bold)/);
    expect(text).toMatch(/\/FontFile2 \d+ 0 R/);
  }
});

test('the volume names itself and the program, never a user or a time', async () => {
  const { volume } = await smallVolume();
  const { info } = (await volume.getMetadata()) as { info: Record<string, unknown> };
  expect(info['Title']).toBe('清河镇人民政府 文明创建迎检材料 二〇二四年度');
  expect(info['Producer']).toBe('明册 Mingce');
  expect(info['CreationDate']).toBe('D:20240911120000Z');
  expect(info['Author']).toBeUndefined();
  expect(info['Creator']).toBeUndefined();
});

test('a part is bound with just its pages, turned as the user turned it', async () => {
  const folder = await temporaryFolder();
  const bytes = plainPdf([1, 2, 3, 4].map((n) => ({ text: `P${n}`, widthMm: 210 })));
  const part = await original(folder, 'p.pdf', bytes, {
    firstPage: 2,
    lastPage: 3,
    pages: 2,
    rotation: 90,
  });
  const report = await bind(planOf([section([paper('两页', [part])])], { cover: false }), folder);
  const volume = await openVolume(report.path);
  const pages = [];
  for (let page = 1; page <= volume.numPages; page += 1) {
    const found = (await textsOf(volume, page)).find((item) => item.text.startsWith('P'));
    if (found) pages.push([found.text, found.angle]);
  }
  expect(pages).toEqual([
    ['P2', -90],
    ['P3', -90],
  ]);
});
