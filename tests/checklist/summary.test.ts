import { join } from 'node:path';
import { readdir, readFile } from 'node:fs/promises';
import { unzipSync } from 'fflate';
import mammoth from 'mammoth';
import { expect, test } from 'vitest';
import { writeYearSummary } from '../../main/binder/index.ts';
import {
  countBlanks,
  createChecklist,
  draftSummary,
  link,
  statementsOf,
  type Statement,
  type Summary,
} from '../../main/checklist/index.ts';
import {
  summarySections,
  type ChecklistId,
  type SummaryRequest,
} from '../../main/contract/index.ts';
import { sql } from '../../main/db/index.ts';
import { unattended, type Archive } from '../../main/library/index.ts';
import { temporaryFolder, testArchive } from '../support/archives.ts';
import { addDocument, addDocuments, categoryNamed } from '../support/documents.ts';
import { newLink, placesOf, slotOf, smallDraft } from './support.ts';

const requestOf = (more: Partial<SummaryRequest> = {}): SummaryRequest => ({
  year: 2024,
  checklist: null,
  language: 'zh-CN',
  sections: [...summarySections],
  ...more,
});

const draft = (archive: Archive, more: Partial<SummaryRequest> = {}): Promise<Summary> =>
  draftSummary(
    archive.db.read,
    requestOf(more),
    { archive: '清河镇台账', drafted: '2025-01-06' },
    unattended(),
  );

const wordsOf = ({ pieces }: Statement): string =>
  pieces.map((piece) => (piece.kind === 'blank' ? `[${piece.hint}]` : piece.text)).join('');

const sectionOf = (summary: Summary, id: string): string[] => {
  const section = summary.sections.find((each) => each.id === id);
  const parts = section?.parts.flatMap(({ statements }) => statements) ?? [];
  return [...(section?.statements ?? []), ...parts].map(wordsOf);
};

/** The paragraphs of a Word file, as a second reader finds them. */
async function paragraphsOf(path: string): Promise<string[]> {
  const { value } = await mammoth.extractRawText({ path });
  return value.split('\n\n').filter((line) => line.trim() !== '');
}

/** A year of a campaign, with what must not be told beside it. */
async function campaign() {
  const { archive } = await testArchive();
  const category = async (name: string) => ({ categoryId: await categoryNamed(archive, name) });
  const year = 2024;
  const [leading, work, training, problems, honours] = [
    await category('组织领导'),
    await category('环境整治'),
    await category('学习培训'),
    await category('问题整改'),
    await category('荣誉表彰'),
  ];
  await addDocuments(archive, [
    {
      ...leading,
      year,
      title: '关于成立清河镇文明创建工作领导小组的通知',
      referenceNumber: '清政发〔2024〕3号',
      issuer: '清河镇人民政府',
      date: '2024-01-15',
      pages: ['每季度召开会议不少于2次'],
    },
    {
      ...work,
      year,
      title: '夏季环境卫生集中整治行动方案',
      date: '2024-06-03',
      pages: ['计划清运垃圾900吨。'],
    },
    {
      ...work,
      year,
      title: '夏季环境卫生集中整治行动总结',
      date: '2024-08-30',
      pages: ['第一页没有数字', '共出动志愿者326人次，清运垃圾48.5吨；\n发放宣传资料3,000余份。'],
    },
    { ...work, year, title: '北街二巷整治后照片', kind: '照片', date: '2024-06-26' },
    {
      ...training,
      year,
      title: '《文明创建实务》培训签到表',
      pages: ['应到32人 实到30人'],
    },
    {
      ...problems,
      year,
      title: '问题整改情况的通报',
      referenceNumber: '清创组〔2024〕7号',
      issuer: '清河镇文明创建工作领导小组',
      date: '2025-01-02',
      pages: ['本次检查共发现问题六十三处，已办结五十一处。'],
    },
    { ...honours, year: 2023, title: '去年获评文明单位的决定', date: '2023-12-01' },
    { ...honours, year, title: '收件箱里的表彰决定', state: 'inbox' },
  ]);
  const secret = await addDocument(archive, {
    ...work,
    year,
    title: '涉密方案',
    date: '2024-02-02',
  });
  const thrown = await addDocument(archive, { ...work, year, title: '扔掉的方案' });
  await archive.operate({ kind: 'set', zh: '改', en: 'Change' }, async (writer) => {
    await writer.run(sql`UPDATE document SET secrecy = '秘密★1年' WHERE id = ${secret}`);
    await writer.run(
      sql`UPDATE document SET trashed_at = '2024-12-01T00:00:00Z' WHERE id = ${thrown}`,
    );
    await writer.run(sql`UPDATE document SET archival_code = 'Q012-WS·2024-Y-0001' WHERE id = 1`);
  });
  return archive;
}

test('a year is told by section: what was issued, done, trained and put right, with its dates and figures', async () => {
  const archive = await campaign();
  const summary = await draft(archive);
  expect(summary.title).toBe('清河镇2024年度文明创建工作总结');
  expect(summary.opening.map(wordsOf)).toEqual([
    '2024年，[总体要求、主要做法和成效]。',
    '全年归档文件6件，涉及4个分类，其中照片1件。有发文字号的文件2件：通报1件、通知1件。',
  ]);
  expect(sectionOf(summary, 'deployment')[1]).toBe(
    '1月15日，清河镇人民政府制发《关于成立清河镇文明创建工作领导小组的通知》（清政发〔2024〕3号）。',
  );
  expect(sectionOf(summary, 'activities')).toEqual([
    '6月3日，制定《夏季环境卫生集中整治行动方案》；8月30日，形成《夏季环境卫生集中整治行动总结》。' +
      '材料载明：“共出动志愿者326人次”（第2页）、“清运垃圾48.5吨”（第2页）、“发放宣传资料3,000余份”（第2页）。',
    '留存照片：《北街二巷整治后照片》（6月26日）。',
    '[这项工作的做法、次数、参加人数和成效]。',
  ]);
  expect(sectionOf(summary, 'training')).toEqual([
    '全年归档学习培训方面的文件1件。',
    '[日期]，形成《〈文明创建实务〉培训签到表》。材料载明：“应到32人 实到30人”（第1页）。',
    '全年举办培训[次数]期，参加[人次]人次。',
  ]);
  expect(sectionOf(summary, 'problems')[1]).toBe(
    '2025年1月2日，清河镇文明创建工作领导小组制发《问题整改情况的通报》（清创组〔2024〕7号）。' +
      '材料载明：“本次检查共发现问题六十三处”（第1页）、“已办结五十一处”（第1页）。',
  );
});

test('what waits, lies in the trash, is secret or of another year is not told; an empty section says so and leaves a blank', async () => {
  const archive = await campaign();
  const summary = await draft(archive);
  const all = JSON.stringify(summary);
  for (const title of ['收件箱里的', '扔掉的', '涉密', '去年获评'])
    expect(all).not.toContain(title);
  expect(summary.notes.at(-1)).toBe('有 1 件标有密级的文件没有引用。');
  expect(sectionOf(summary, 'honours')).toEqual([
    '档案中本年度没有这方面的文件。',
    '全年获得[荣誉名称、授予单位和日期]。',
  ]);
});

test('a year without a document is a draft of blanks', async () => {
  const { archive } = await testArchive();
  const folder = await temporaryFolder();
  const summary = await draft(archive);
  expect(summary.sources).toEqual([]);
  expect(summary.sections.map(({ id }) => id)).toEqual(summarySections);
  for (const statement of statementsOf(summary)) {
    const isBlank = statement.pieces.some(({ kind }) => kind === 'blank');
    expect(isBlank || statement.isCounted).toBe(true);
  }
  const written = await writeYearSummary(archive, requestOf(), folder, unattended());
  expect(written).toMatchObject({ sources: 0, blanks: countBlanks(summary) });
  const words = (await paragraphsOf(join(folder, written.name))).join('\n');
  expect(words).toContain('____（补填：荣誉名称、授予单位和日期）');
  expect(words).not.toContain('来源文件\n');
});

test('a second reader finds each source among the archive’s codes and each figure in its source', async () => {
  const archive = await campaign();
  const folder = await temporaryFolder();
  const { name, sources, blanks } = await writeYearSummary(
    archive,
    requestOf(),
    folder,
    unattended(),
  );
  expect(name).toMatch(/^清河镇2024年度文明创建工作总结 \d{4}-\d\d-\d\d\.docx$/u);
  const documents = await archive.db.read.all<{ code: string; words: string }>(sql`
    SELECT coalesce(archival_code, reference_number, '第 ' || document.id || ' 号文件') AS code,
      concat_ws(' ', title, reference_number, issuer, date, (
        SELECT group_concat(page.text, ' ') FROM part JOIN page ON page.original_id = part.original_id
        WHERE part.document_id = document.id)) AS words
    FROM document WHERE state = 'filed' AND year = 2024 AND trashed_at IS NULL`);
  const byCode = new Map(documents.map(({ code, words }) => [code, words]));
  const paragraphs = await paragraphsOf(join(folder, name));
  const told = paragraphs.filter((line) => line.includes('〔来源：'));
  expect(told).toHaveLength(5);
  const seen = new Set<string>();
  for (const line of told) {
    const [, text = '', note = ''] = /^(.*)〔来源：(.*)〕$/u.exec(line) ?? [];
    const codes = note.split('、');
    for (const code of codes) expect(byCode.has(code), code).toBe(true);
    codes.forEach((code) => seen.add(code));
    const source = codes.map((code) => byCode.get(code)).join(' ');
    const figures = text.replaceAll(/（第\d+页）/gu, '').match(/\d[\d.,]*/gu) ?? [];
    for (const figure of figures) expect(source).toMatch(new RegExp(`0?${figure}`, 'u'));
  }
  expect(seen).toContain('Q012-WS·2024-Y-0001');
  expect(seen.size).toBe(sources);
  // The list at the end has them all, and every blank can be found.
  const tail = paragraphs.slice(paragraphs.indexOf('附：来源文件'));
  for (const code of seen) expect(tail).toContain(code);
  const body = paragraphs.slice(2, paragraphs.indexOf('附：来源文件')).join('');
  expect(body.match(/____（补填：/gu)).toHaveLength(blanks);
});

test('titles that would be markup, formulas or run backwards come out as plain, short text', async () => {
  const { archive } = await testArchive();
  const folder = await temporaryFolder();
  const long = '长'.repeat(5000);
  const hostile = [
    '</w:t></w:r></w:p><w:p><w:r><w:t>注入&amp;<![CDATA[',
    '=HYPERLINK("http://example.test";"x")',
    '正文\u0000\u0001\u001b\u202e倒写\u2066\u200f\ufeff\ud800完',
    '{INCLUDETEXT "C:\\\\x"} {title}{count}',
    long,
  ];
  for (const title of hostile)
    await addDocument(archive, { year: 2024, title, date: '2024-05-01' });
  const { name } = await writeYearSummary(archive, requestOf(), folder, unattended());
  const words = (await paragraphsOf(join(folder, name))).join('\n');
  for (const title of hostile.slice(0, 2)) expect(words).toContain(title);
  expect(words).toContain('《正文倒写\ufffd完》');
  expect(words).toContain('{title}{count}');
  expect(words).toContain(`${'长'.repeat(160)}…》`);
  expect(words).not.toContain('长'.repeat(161));
  const parts = unzipSync(await readFile(join(folder, name)));
  const xml = new TextDecoder('utf-8', { fatal: true }).decode(parts['word/document.xml']);
  expect(xml).not.toMatch(/[\p{Cf}]|(?![\n\t])\p{Cc}/u);
  expect(xml).not.toMatch(/w:instrText|w:hyperlink/u);
});

test('a figure is quoted as it was corrected, with the page its document has it on', async () => {
  const { archive } = await testArchive();
  const pages = ['封面', '共出动志愿者1Z6人次', '发放资料30份', '发放资料999份'];
  const id = await addDocument(archive, { year: 2024, title: '清洁家园活动总结', pages });
  await archive.operate({ kind: 'set', zh: '改', en: 'Change' }, async (writer) => {
    // The document begins on its original's second page and ends on the third.
    await writer.run(sql`UPDATE part SET first_page = 2, last_page = 3 WHERE document_id = ${id}`);
    await writer.run(sql`
      INSERT INTO corrected_page (original_id, number, text, lines)
      SELECT original_id, 2, '共出动志愿者126人次', '[]' FROM part WHERE document_id = ${id}`);
  });
  const told = sectionOf(await draft(archive), 'activities')[0];
  expect(told).toBe(
    '[日期]，形成《清洁家园活动总结》。材料载明：“共出动志愿者126人次”（第1页）、“发放资料30份”（第2页）。',
  );
});

test('the file is laid out as an official paper, and names what stands in for faces that are missing', async () => {
  const { archive } = await testArchive();
  const folder = await temporaryFolder();
  await addDocument(archive, { year: 2024, title: '清洁家园活动总结', date: '2024-05-01' });
  const { name } = await writeYearSummary(archive, requestOf(), folder, unattended());
  const parts = unzipSync(await readFile(join(folder, name)));
  const text = (part: string): string => new TextDecoder().decode(parts[part]);
  const document = text('word/document.xml');
  expect(document).toContain('w:w="11906" w:h="16838"');
  // Margins of 37, 26, 35 and 28 mm, lines of 28 points.
  expect(document).toMatch(/w:pgMar w:top="2097" w:right="1474" w:bottom="1984" w:left="1587"/u);
  expect(document).toContain('w:line="560" w:lineRule="exact"');
  expect(document).toContain('<w:highlight w:val="yellow"/>');
  expect(text('word/styles.xml')).toContain('w:eastAsia="仿宋_GB2312"');
  expect(text('word/fontTable.xml')).toMatch(
    /<w:fonts [^>]*[^/]>.*<w:font w:name="仿宋_GB2312"><w:altName w:val="仿宋"\/>.*<\/w:fonts>$/su,
  );
  expect(text('word/settings.xml')).toContain('w:evenAndOddHeaders');
  for (const footer of ['word/footer1.xml', 'word/footer2.xml']) {
    expect(text(footer)).toMatch(/— <.*PAGE.*> —/su);
  }
});

test('two documents of one number are told apart by their place in the archive', async () => {
  const { archive } = await testArchive();
  const same = { year: 2024, referenceNumber: '清政发〔2024〕9号' };
  const [one, other] = await addDocuments(archive, [
    { ...same, title: '关于甲事的通知' },
    { ...same, title: '关于甲事的通知（复印）' },
  ]);
  const { sources } = await draft(archive);
  expect(sources.map(({ code }) => code).toSorted()).toEqual([
    `清政发〔2024〕9号（第 ${one} 号文件）`,
    `清政发〔2024〕9号（第 ${other} 号文件）`,
  ]);
});

test('the checklist tells what is proven by project, and what it lacks is a shortcoming', async () => {
  const archive = await campaign();
  const { id } = await createChecklist(archive, smallDraft);
  const at = await placesOf(archive.db.read, id);
  await link(archive, [newLink(slotOf(at('Ⅰ-1-1)-②')), 2)]);
  const summary = await draft(archive, { checklist: id });
  expect(sectionOf(summary, 'coverage').slice(0, 2)).toEqual([
    '“镇级测评细则 2024 版”有4项要求提供材料，其中已齐1项、空缺3项。',
    '按项目看，“环境面貌”3项，已齐1项；“负面清单”1项，已齐0项。',
  ]);
  expect(sectionOf(summary, 'outlook')[0]).toBe(
    '“镇级测评细则 2024 版”的材料尚有4处缺口，主要是：' +
      '“Ⅰ-1-1)-① 环境卫生常态整治”缺规范文件2件、实景图片3张（综合行政执法队）；' +
      '“Ⅰ-2-① 河塘沟渠治理”缺规范文件1件（综合行政执法队）；“Ⅱ 负面清单”缺说明报告1份。',
  );
  await expect(draft(archive, { checklist: 999 as ChecklistId })).rejects.toMatchObject({
    code: 'no-such-checklist',
  });
});

test('only the sections that are asked for are drafted; in English what documents say stays Chinese', async () => {
  const archive = await campaign();
  const summary = await draft(archive, { sections: ['problems'], language: 'en' });
  expect(summary.sections.map(({ heading }) => heading)).toEqual(['Problems put right']);
  expect(sectionOf(summary, 'problems')[1]).toBe(
    '2 January 2025: “问题整改情况的通报” (清创组〔2024〕7号) issued by 清河镇文明创建工作领导小组.' +
      ' The papers say: “本次检查共发现问题六十三处” (page 1), “已办结五十一处” (page 1).',
  );
  expect(summary.sources.map(({ code }) => code)).toEqual(['清创组〔2024〕7号']);
});

test('a draft that is called off leaves nothing behind; one whose name is taken stands beside it', async () => {
  const archive = await campaign();
  const folder = await temporaryFolder();
  const stopped = unattended(AbortSignal.abort());
  await expect(writeYearSummary(archive, requestOf(), folder, stopped)).rejects.toMatchObject({
    code: 'cancelled',
  });
  expect(await readdir(folder)).toEqual([]);
  const one = await writeYearSummary(archive, requestOf(), folder, unattended());
  const other = await writeYearSummary(archive, requestOf(), folder, unattended());
  expect(other.name).toBe(one.name.replace('.docx', ' (2).docx'));
});
