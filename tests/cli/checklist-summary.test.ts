import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mammoth from 'mammoth';
import { beforeAll, expect, test } from 'vitest';
import { createChecklist } from '../../main/checklist/index.ts';
import { createArchive, starterCategories } from '../../main/library/index.ts';
import { createWorkerPool, launchNode } from '../../main/workers/index.ts';
import { smallDraft } from '../checklist/support.ts';
import { addDocument } from '../support/documents.ts';
import { here } from './support.ts';

let home: string;
let archive: string;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'mingce-summary-'));
  archive = join(home, '清河镇台账');
  const workers = createWorkerPool(launchNode, { size: 1 });
  const open = await createArchive(
    archive,
    { name: '清河镇台账', fonds: 'Q012', categories: starterCategories },
    { workers, user: '陈立新', language: 'zh-CN' },
  );
  await addDocument(open, {
    title: '关于开展巡查的通知',
    year: 2024,
    date: '2024-03-01',
    referenceNumber: '清政发〔2024〕4号',
  });
  await createChecklist(open, smallDraft);
  await open.close();
  await workers.close();
  return () => rm(home, { recursive: true, force: true });
});

test('the summary of a year is written where it is asked for, with the edition of that year', async () => {
  const path = join(home, '总结.docx');
  const words = ['checklist', 'summary', archive, '--year', '2024', '--out', path] as const;
  const { status, value } = await here<{ path: string; sources: number; blanks: number }>(...words);
  expect({ status, ...value }).toMatchObject({ status: 0, path, sources: 1 });
  const { value: text } = await mammoth.extractRawText({ path });
  expect(text).toContain('〔来源：清政发〔2024〕4号〕');
  expect(text).toContain('“镇级测评细则 2024 版”有4项要求提供材料');
  // What is there is not written over.
  const again = await here<{ path: string }>(...words, '--section', 'honours', '--language', 'en');
  expect(again.value.path).toBe(join(home, '总结 (2).docx'));
  const { value: english } = await mammoth.extractRawText({ path: again.value.path });
  expect(english).toContain('Honours');
  expect(english).not.toContain('清政发');
});

test.each([
  ['no year', ['--out', 'x.docx']],
  ['nowhere to write to', ['--year', '2024']],
  ['a file that is no Word document', ['--year', '2024', '--out', 'x.pdf']],
  ['a section that there is not', ['--year', '2024', '--out', 'x.docx', '--section', '别的']],
  ['a language that there is not', ['--year', '2024', '--out', 'x.docx', '--language', 'fr']],
  ['no such checklist', ['--year', '2024', '--out', 'x.docx', '--checklist', '没有这一版']],
])('%s: the command line is wrong', async (_, words) => {
  expect(await here('checklist', 'summary', archive, ...words)).toMatchObject({ status: 2 });
});
