import { createHash } from 'node:crypto';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDFDocument, StandardFonts } from 'pdf-lib';
import { beforeAll, expect, test } from 'vitest';
import { here, json } from './support.ts';

let home: string;
let archive: string;

async function pdf(text: string): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  const font = await document.embedFont(StandardFonts.Helvetica);
  document.addPage([595, 842]).drawText(text, { x: 50, y: 700, font });
  return document.save();
}

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'mingce-cli-'));
  archive = join(home, '清河镇台账');
  await here('new', archive);
  for (const name of ['通知', '总结']) {
    await writeFile(join(home, `${name}.pdf`), await pdf(name === '通知' ? 'Notice' : 'Summary'));
    await here('import', archive, join(home, `${name}.pdf`), '--no-read');
  }
  return () => rm(home, { recursive: true, force: true });
});

test('export writes one document alone, named by number and title or as told', async () => {
  await here('set', archive, '1', 'title=关于开会的通知', 'referenceNumber=清政办〔2024〕7号');
  const folder = join(home, '导出');
  const { status, value, err } = await json<{
    path: string;
    pages: number;
    bytes: number;
    sha256: string;
  }>('export', archive, '1', '--out', folder);
  expect({ status, err }).toEqual({ status: 0, err: '' });
  expect(value).toMatchObject({
    path: join(folder, '清政办〔2024〕7号 关于开会的通知.pdf'),
    pages: 1,
    placeholders: [],
  });
  const bytes = await readFile(value.path);
  expect(bytes.length).toBe(value.bytes);
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(value.sha256);

  const named = join(home, '一份.pdf');
  expect(await here('export', archive, '2', '--out', named)).toMatchObject({
    status: 0,
    value: { path: named },
  });
  expect(await here('export', archive, '1', '--out', folder)).toMatchObject({ status: 0 });
  expect(await readdir(folder)).toHaveLength(2);
});

test('what cannot be exported, or is asked for wrongly, is said', async () => {
  const out = join(home, '没有.pdf');
  expect(await here('export', archive, '1')).toMatchObject({ status: 2 });
  expect(await here('export', archive, 'x', '--out', out)).toMatchObject({ status: 2 });
  expect(await here('export', archive, '9', '--out', out)).toMatchObject({
    status: 1,
    value: { error: { code: 'no-such-document' } },
  });
  await here('set', archive, '2', 'secrecy=机密');
  expect(await here('export', archive, '2', '--out', out)).toMatchObject({
    status: 1,
    value: { error: { code: 'state-secret' } },
  });
});

test('papers marked as state secrets are named when others are filed', async () => {
  expect(await here('set', archive, '1-2', 'confirm=true')).toMatchObject({
    status: 1,
    value: { changed: 1, failed: [{ id: 2, code: 'state-secret' }] },
  });
  expect(await here('set', archive, '2', 'confirm=true')).toMatchObject({
    status: 1,
    value: { error: { code: 'state-secret' } },
  });
  expect(await here('set', archive, '2', 'confirm=true', 'secrecy=公开')).toMatchObject({
    status: 0,
    value: { changed: 1 },
  });
});
