import { expect, test } from 'vitest';
import { setContents } from '../../main/binder/contents.ts';
import { setDivider } from '../../main/binder/divider.ts';
import type { Drawing, TextMark } from '../../main/binder/drawing.ts';
import { loadFaces } from '../../main/binder/fonts.ts';
import { drawFrontMatter, expectedFacts, setVolume } from '../../main/binder/front-matter.ts';
import { frameOf } from '../../main/binder/measures.ts';
import { sectionNumeral, yearRanges, yearsInChinese } from '../../main/binder/numerals.ts';
import type { VolumePlan } from '../../main/binder/plan.ts';
import { balance, printable, widthOf, wrap } from '../../main/binder/wrap.ts';
import { drawn, bind, inkBox, original, paper, planOf, section } from './support.ts';
import { openWithPdfjs } from '../../main/reading/pdfjs.ts';
import { temporaryFolder } from '../support/archives.ts';
import { plainPdf } from '../support/scans/index.ts';

const faces = loadFaces();
const none = () => false;
const bodyStyle = { sizePt: 11, face: 'regular' as const };

/** The front matter of a plan whose papers each take the pages the catalogue expects. */
function drawings(plan: VolumePlan) {
  const set = setVolume(plan, faces, expectedFacts(plan));
  const pages = drawFrontMatter(plan, faces, set, {
    placeholderPages: [],
    drawnPages: [],
    contentHash: '9f3c71a204bed86e',
  });
  return { set, pages };
}

const texts = (drawing: Drawing | undefined): TextMark[] =>
  (drawing ?? []).filter((mark): mark is TextMark => mark.kind === 'text');

const many = (count: number, title = '问题整改台账') =>
  Array.from({ length: count }, (_, index) => paper(`${title}（第 ${index + 1} 周）`, []));

test('lines never begin with closing or end with opening punctuation', () => {
  const text = '《关于开展“最美庭院”评选活动的通知》，（试行）。各村、社区：请认真落实；';
  for (let width = 60; width < 300; width += 7) {
    const lines = wrap(faces, text, bodyStyle, width);
    expect(lines.join('')).toBe(text);
    for (const line of lines.slice(1)) expect(line).not.toMatch(/^[，。、；：》」）”]/u);
    for (const line of lines.slice(0, -1)) expect(line).not.toMatch(/[《「（“]$/u);
  }
});

test('words and figures stay whole where they fit, and nothing is lost where they do not', () => {
  expect(wrap(faces, '会议于2024-07-16在WPS举行', bodyStyle, 60).join('|')).toContain('2024-07-16');
  const long = 'W'.repeat(80);
  const lines = wrap(faces, long, bodyStyle, 100);
  expect(lines.join('')).toBe(long);
  for (const line of lines) expect(widthOf(faces, line, bodyStyle)).toBeLessThanOrEqual(100.1);
});

test('a last line of a single character takes another along', () => {
  const lines = wrap(faces, '关于调整清河镇文明创建工作领导小组成员的通知', bodyStyle, 21 * 11);
  expect(lines.at(-1)).toBe('通知');
});

test('balanced lines are of about the same width', () => {
  const style = { sizePt: 30, face: 'bold' as const };
  const lines = balance(faces, '清河镇二〇二四年度文明村镇创建工作迎检材料汇编', style, 460, 2);
  expect(lines).toHaveLength(2);
  const [first = 0, second = 0] = lines.map((line) => widthOf(faces, line, style));
  expect(Math.abs(first - second)).toBeLessThan(61);
});

test('control and direction characters never reach the page', () => {
  expect(printable('\u202Ea\u0000b\nc\u200Bd\u2028e')).toBe('a b cd e');
});

test('years and numerals read as people write them', () => {
  expect(yearRanges([2024, 2022, 2023, 2020])).toEqual(['2020', '2022—2024']);
  expect(yearsInChinese([2022, 2023, 2024])).toBe('二〇二二至二〇二四年度');
  expect([0, 9, 10, 19, 20].map(sectionNumeral)).toEqual(['一', '十', '十一', '二十', '二十一']);
});

test('rows of the contents stay above the lower margin and none is left out', () => {
  const plan = planOf([
    section(many(60), { path: ['组织领导'] }),
    section(many(45, '一份题名很长因而要占两行甚至三行的关于环境卫生整治的通知'), {
      path: ['环境整治'],
      tab: 1,
    }),
  ]);
  const pages = setContents(plan, faces, none);
  const documents = pages.flat().filter((row) => row.kind === 'document');
  expect(documents.map((row) => row.ordinal)).toEqual(
    Array.from({ length: 105 }, (_, index) => index + 1),
  );
  const { set, pages: drawn_ } = drawings(plan);
  for (const [page, drawing] of drawn_) {
    for (const mark of texts(drawing)) {
      expect(mark.y, `page ${page}: ${mark.text}`).toBeLessThan(frameOf('recto').bottomPt + 30);
      expect(mark.text).not.toContain('…');
    }
  }
  expect(set.layout.runs.find((run) => run.kind === 'contents')?.pages).toBe(pages.length);
});

test('a heading keeps its first row, and says where it goes on', () => {
  for (let count = 20; count < 30; count += 1) {
    const pages = setContents(
      planOf([section(many(count)), section(many(3), { path: ['环境整治'], tab: 1 })]),
      faces,
      none,
    );
    for (const rows of pages) {
      expect(rows.at(-1)?.kind).toBe('document');
      expect(rows[0]?.kind).toBe('heading');
    }
  }
  const [, second] = setContents(planOf([section(many(60))]), faces, none);
  expect(second?.[0]).toMatchObject({ kind: 'heading', continued: true });
});

test('heads of the contents are repeated on every page', () => {
  const { set, pages } = drawings(planOf([section(many(80))]));
  const contents = set.layout.runs.find((run) => run.kind === 'contents');
  for (let page = 2; page < 2 + (contents?.pages ?? 0); page += 1) {
    const words = texts(pages.get(page)).map((mark) => mark.text);
    for (const head of ['件号', '文号', '题名', '日期', '页次']) expect(words).toContain(head);
  }
});

test('a divider lists every paper of its category, over several pages where it must', () => {
  const one = section(many(70));
  expect(setDivider(one, faces, none).pages.length).toBeGreaterThan(2);
  const { set, pages } = drawings(planOf([one]));
  const run = set.layout.runs.find((each) => each.kind === 'divider');
  const words = Array.from({ length: run?.pages ?? 0 }, (_, index) =>
    texts(pages.get((run?.page ?? 0) + index)).map((mark) => mark.text),
  ).flat();
  for (let index = 1; index <= 70; index += 1) {
    expect(words).toContain(`问题整改台账（第 ${index} 周）`);
  }
});

test('the printed area is mirrored: 25 mm inside, 17 mm outside', () => {
  const mmOf = (points: number) => (points * 25.4) / 72;
  const [right, left] = [frameOf('recto'), frameOf('verso')];
  expect([mmOf(right.leftPt), 210 - mmOf(right.rightPt)]).toEqual([
    expect.closeTo(25, 5),
    expect.closeTo(17, 5),
  ]);
  expect([mmOf(left.leftPt), 210 - mmOf(left.rightPt)]).toEqual([
    expect.closeTo(17, 5),
    expect.closeTo(25, 5),
  ]);
});

test.each([
  ['迎检册', 45],
  ['文明创建迎检材料', 45],
  ['2024年文明创建工作总结材料', 30],
  ['清河镇二〇二四年度文明村镇创建工作迎检材料汇编', 30],
  ['题'.repeat(60), 18],
])('the cover title %s keeps between unit and year', (title, atLeastPt) => {
  const { pages } = drawings(planOf([section(many(1))], {}, { title }));
  const marks = texts(pages.get(1));
  const lines = marks.filter((mark) => mark.face === 'bold' && mark.color === '#1A1A1A');
  const unit = marks.find((mark) => mark.text === '清河镇人民政府');
  const year = marks.find((mark) => mark.text === '二〇二四年度');
  expect(lines.map((mark) => mark.text).join('')).toBe(title);
  for (const line of lines) {
    expect(line.sizePt).toBeGreaterThanOrEqual(atLeastPt);
    expect(line.y - line.sizePt * 0.88).toBeGreaterThan((unit?.y ?? 0) + 4);
    expect(line.y + line.sizePt * 0.12).toBeLessThan((year?.y ?? 0) - 22 * 0.85);
  }
});

test('Chinese of cover and contents is there in the pixels of two renderers', async () => {
  const folder = await temporaryFolder();
  const part = await original(folder, 'a.pdf', plainPdf([{ text: 'A' }]));
  const report = await bind(planOf([section([paper('关于成立领导小组的通知', [part])])]), folder);
  const title = { left: 0.19, top: 0.26, right: 0.86, bottom: 0.33 };
  const row = { left: 0.31, top: 0.23, right: 0.6, bottom: 0.25 };
  const other = await openWithPdfjs(report.path);
  try {
    const pixels = async (page: number, share: typeof title) => {
      const byPdfium = inkBox(await drawn(report.path, page, 800), share);
      const byPdfjs = inkBox(await other.drawPage(page, 800, 1131), share);
      return [byPdfium?.pixels ?? 0, byPdfjs?.pixels ?? 0] as const;
    };
    for (const found of await pixels(1, title)) expect(found).toBeGreaterThan(5000);
    for (const found of await pixels(2, row)) expect(found).toBeGreaterThan(400);
  } finally {
    await other.close();
  }
});

test('the tag of a placeholder has room of its own after a title of any length', () => {
  for (let length = 1; length < 60; length += 1) {
    const plan = planOf([section([paper('题'.repeat(length), [])])]);
    const { pages } = drawings(plan);
    for (const page of [2, 3]) {
      const boxes = (pages.get(page) ?? []).filter((mark) => mark.kind === 'box' && mark.dash);
      expect(boxes).toHaveLength(1);
      const [tag] = boxes;
      if (tag?.kind !== 'box') continue;
      const beside = texts(pages.get(page)).filter(
        (mark) => Math.abs(mark.y - (tag.y + 11)) < 6 && mark.text !== '占位',
      );
      for (const mark of beside) {
        const end = mark.x + widthOf(faces, mark.text, mark);
        expect(end <= tag.x || mark.x >= tag.x + tag.widthPt).toBe(true);
      }
    }
  }
});
