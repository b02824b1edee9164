import { expect, test } from 'vitest';
import type { DocumentRow, Proposal, TextLine } from '../../main/contract/index.ts';
import { noteSource } from '../../renderer/intake/note-source.ts';
import {
  evidence,
  noteWords,
  sharedEvidence,
  sourceWords,
  unreadWords,
  type Note,
} from '../../renderer/intake/words.ts';

const line = (text: string, xUm: number, yUm: number, red = false): TextLine => ({
  text,
  confidence: 99,
  box: { xUm, yUm, widthUm: 60_000, heightUm: 6_000, angle: 0 },
  centres: [],
  vertical: false,
  red,
  paragraph: true,
});

const proposal = (more: Partial<Proposal>): Proposal => ({
  field: 'referenceNumber',
  value: '清政办〔2024〕42号',
  label: '清政办〔2024〕42号',
  confidence: 99,
  source: 'text',
  evidence: '清政办〔2024〕42号',
  page: 1,
  lines: [1],
  ...more,
});

const page = [
  line('清河镇人民政府办公室文件', 75_000, 30_000, true),
  line('清政办〔2024〕42号', 75_000, 60_000),
  line('各村（社区）：', 25_000, 100_000),
  line('2024年7月16日', 130_000, 220_000),
];

test('the evidence of a value says its page, its line and its place on the page', () => {
  expect(evidence(proposal({}), page)).toBe('第 1 页第 2 行，红头下方');
  expect(evidence(proposal({ lines: [3] }), page)).toBe('第 1 页第 4 行，落款');
  expect(evidence(proposal({ lines: [2, 3] }), [])).toBe('第 1 页第 3–4 行');
  expect(evidence(proposal({ lines: [] }), page)).toBe('第 1 页：清政办〔2024〕42号');
  expect(evidence(proposal({ source: 'learned', evidence: '环境卫生、集中整治' }), page)).toBe(
    '依据：环境卫生、集中整治',
  );
});

test('a year read from the line of the date says so instead of repeating it', () => {
  const year = proposal({ field: 'year', value: '2024', lines: [3] });
  const date = proposal({ field: 'date', lines: [3] });
  expect(sharedEvidence('year', year, (field) => (field === 'date' ? date : undefined))).toBe(
    '同日期',
  );
  expect(sharedEvidence('year', year, () => undefined)).toBeNull();
  expect(sharedEvidence('title', date, () => date)).toBeNull();
});

test('notes list pages as people write them; those shown otherwise say nothing', () => {
  const details = { pages: '1,3-5', dpi: '150' };
  expect(noteWords({ code: 'low-resolution', details })).toContain('第 1、3–5 页');
  expect(noteWords({ code: 'low-resolution', details })).toContain('150 dpi');
  expect(noteWords({ code: 'secret', details: {} })).toBeNull();
  expect(noteWords({ code: 'split-suggested', details: {} })).toBeNull();
});

const attachments = (
  seen: string,
  missing: string,
  names = '任务分解表\n回执\n联系人名单',
): Note => ({
  code: 'attachments',
  details: { names, seen, missing, evidence: '附件：', page: '2', lines: '4,5', confidence: '96' },
});

test.each([
  [attachments('1-3', ''), '附件 3 个，齐全'],
  [attachments('1', '2-3'), '正文列有附件 3 个，只见到 1 个，缺附件 2–3'],
  [attachments('', '1-3'), '正文列有附件 3 个，都没有见到'],
  [attachments('1', ''), '正文列有附件 3 个，请核对是否齐全'],
  [attachments('', '1', '回执'), '正文列有附件“回执”，没有见到'],
  [attachments('1', '', ''), '附件从第 2 页起，正文没有列出'],
])('a note says which attachments are there and which are not (%#)', (note, words) => {
  expect(noteWords(note)).toBe(words);
});

test('a paper that begins with an attachment lacks its text', () => {
  const { code, details } = attachments('1', '', '');
  expect(noteWords({ code, details: { ...details, page: '1' } })).toBe('首页是附件，没有见到正文');
});

test('copy number and mark of a copy are said in a few words', () => {
  expect(noteWords({ code: 'copy-number', details: { number: '000012' } })).toBe('份号 000012');
  expect(noteWords({ code: 'copy-mark', details: { mark: '复印件' } })).toContain('“复印件”');
});

test('a note on a line of a page shows it, with the names it lists; others show nothing', () => {
  const note = attachments('1', '2-3');
  const source = noteSource(note);
  expect(source).toMatchObject({ page: 2, lines: [4, 5], focused: true, confidence: 96 });
  expect(source?.wanting).toBe(true);
  expect(noteSource(attachments('1-3', ''))?.wanting).toBe(false);
  expect(source && sourceWords(note, source)).toBe(
    '第 2 页第 5–6 行\n任务分解表\n回执\n联系人名单',
  );
  expect(noteSource({ code: 'blurred', details: { pages: '1' } })).toBeNull();
});

test('a row tells how far it is read, its place in the queue, or that nothing is read now', () => {
  const row = (pages: number, place: number) =>
    ({ pages: 8, unread: { pages, place } }) as DocumentRow;
  expect(unreadWords(row(5, 0), true)).toBe('识读中 3 / 8 页');
  expect(unreadWords(row(8, 1), true)).toBe('排队，第 2 位');
  expect(unreadWords(row(8, 1), false)).toBe('8 页待识读');
});
