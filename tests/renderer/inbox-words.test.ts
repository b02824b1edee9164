import { expect, test } from 'vitest';
import type { DocumentRow, Proposal, TextLine } from '../../main/contract/index.ts';
import { evidence, noteWords, sharedEvidence, unreadWords } from '../../renderer/intake/words.ts';

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

test('a row tells how far it is read, its place in the queue, or that nothing is read now', () => {
  const row = (pages: number, place: number) =>
    ({ pages: 8, unread: { pages, place } }) as DocumentRow;
  expect(unreadWords(row(5, 0), true)).toBe('识读中 3 / 8 页');
  expect(unreadWords(row(8, 1), true)).toBe('排队，第 2 位');
  expect(unreadWords(row(8, 1), false)).toBe('8 页待识读');
});
