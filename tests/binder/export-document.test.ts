import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PDFDocument, StandardFonts } from 'pdf-lib';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { exportDocument, writeBinder, binderDefaults } from '../../main/binder/index.ts';
import { arrange, confirm, join as joinDocuments, setFields } from '../../main/catalog/index.ts';
import type { DocumentId } from '../../main/contract/index.ts';
import { sql } from '../../main/db/index.ts';
import { importPaths } from '../../main/intake/index.ts';
import { moveToTrash } from '../../main/keeping/index.ts';
import { unattended, type Archive } from '../../main/library/index.ts';
import { encodeLines } from '../../main/reading/page-lines.ts';
import type { TextLine } from '../../main/contract/index.ts';
import { temporaryFolder, testArchive } from '../support/archives.ts';
import { addDocument, only } from '../support/documents.ts';
import { mm, openVolume, sizeOf, textsOf } from './support.ts';
import { expectInPlace, glyphsOn, line } from './text-support.ts';

async function pdf(sizes: readonly (readonly [number, number])[]): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  const font = await document.embedFont(StandardFonts.Helvetica);
  for (const [index, [width, height]] of sizes.entries()) {
    document
      .addPage([width * mm, height * mm])
      .drawText(`Page ${index + 1}`, { x: 40, y: 40, font });
  }
  return document.save();
}

const jpeg = (): Promise<Buffer> =>
  sharp({ create: { width: 583, height: 827, channels: 3, background: '#ffffff' } })
    .jpeg()
    .withMetadata({ density: 100 })
    .toBuffer();

/** Takes files in; their documents in order. */
async function take(
  archive: Archive,
  files: Readonly<Record<string, Uint8Array>>,
): Promise<DocumentId[]> {
  const folder = await temporaryFolder();
  const paths: string[] = [];
  for (const [name, bytes] of Object.entries(files)) {
    paths.push(join(folder, name));
    await writeFile(join(folder, name), bytes);
  }
  const { imported } = await importPaths(archive, paths, {}, unattended());
  return imported.map((each) => each.id as DocumentId);
}

/** What reading the pictures of a document finds: the same on every page. */
async function readPages(
  archive: Archive,
  id: DocumentId,
  lines: readonly TextLine[],
): Promise<void> {
  const kept = encodeLines(lines);
  await archive.derive(['page'], async (writer) => {
    const pages = sql`SELECT page.id FROM part JOIN page USING (original_id) WHERE document_id = ${id}`;
    await writer.run(sql`
      INSERT INTO page_reading (page_id, engine, lines, turn, skew_millidegrees, sharpness, blank,
        photo, codes, read_at)
      SELECT id, 'paddle', ${kept.lines}, 0, 0, 80, 0, 0, '[]', '2026-11-23' FROM (${pages})`);
    await writer.run(sql`
      UPDATE page SET text = ${kept.text}, text_source = 'ocr', reading = 'done'
      WHERE id IN (${pages})`);
  });
}

const words: readonly TextLine[] = [
  line('关于召开座谈会的通知', [30, 30, 90, 8]),
  line('清政办〔2024〕7号', [50, 45, 50, 5]),
];
const later = [
  { n: 2, turn: 0 },
  { n: 1, turn: 90 },
] as const;

test('a document is exported alone: its pages at their own size and order, nothing on them, their text below', async () => {
  const { archive } = await testArchive();
  const [own, scan] = await take(archive, {
    'a.pdf': await pdf([
      [210, 297],
      [100, 150],
    ]),
    'b.jpg': await jpeg(),
  });
  if (own === undefined || scan === undefined) throw new Error('not taken in');
  await readPages(archive, scan, words);
  await joinDocuments(archive, [own, scan]);
  await arrange(archive, own, [...later, { n: 3, turn: 0 }]);
  await setFields(archive, only(own), {
    title: '座谈会/通知',
    referenceNumber: '清政办〔2024〕7号',
  });
  const done = await exportDocument(archive, own, archive.paths.exports, unattended());
  expect(done).toMatchObject({
    name: '清政办〔2024〕7号 座谈会 通知.pdf',
    pages: 3,
    placeholders: [],
  });
  const volume = await openVolume(done.path);
  const sizes = [];
  for (const page of [1, 2, 3]) sizes.push(await sizeOf(volume, page));
  expect(sizes.map(({ widthMm, heightMm }) => [Math.round(widthMm), Math.round(heightMm)])).toEqual(
    [
      [100, 150],
      [297, 210],
      [148, 210],
    ],
  );
  expect((await textsOf(volume, 1)).map(({ text }) => text)).toEqual(['Page 2']);
  expectInPlace(await glyphsOn(done.path, 3), words);
  expect(await volume.getOutline()).toBeNull();
  // A name that is taken stays; nothing else is left in the folder.
  const again = await exportDocument(archive, own, archive.paths.exports, unattended());
  expect(again.name).toBe('清政办〔2024〕7号 座谈会 通知 (2).pdf');
  expect(again.sha256).toBe(done.sha256);
  expect((await readdir(archive.paths.exports)).toSorted()).toEqual(
    [again.name, done.name].toSorted(),
  );
});

test('text corrected by hand is what the exported page says', async () => {
  const { archive } = await testArchive();
  const [id] = await take(archive, { 'a.jpg': await jpeg() });
  if (id === undefined) throw new Error('not taken in');
  await readPages(archive, id, words);
  const right = words.map((each, index) =>
    index === 0 ? { ...each, text: '关于召开恳谈会的通知' } : each,
  );
  const kept = encodeLines(right);
  await archive.operate({ kind: 'correct', zh: '改正文字', en: 'Correct text' }, (writer) =>
    writer.run(sql`
      INSERT INTO corrected_page (original_id, number, text, lines)
      SELECT original_id, 1, ${kept.text}, ${kept.lines} FROM part WHERE document_id = ${id}`),
  );
  const { path } = await exportDocument(archive, id, archive.paths.exports, unattended());
  expectInPlace(await glyphsOn(path, 1), right);
});

test('state secrets, papers in the trash and files without pages are not exported', async () => {
  const { archive, folder } = await testArchive();
  const [secret, trashed] = await take(archive, {
    'a.jpg': await jpeg(),
    'b.pdf': await pdf([[210, 297]]),
  });
  if (secret === undefined || trashed === undefined) throw new Error('not taken in');
  const without = (await addDocument(archive, { title: '视频' })) as DocumentId;
  await setFields(archive, only(secret), { secrecy: '机密' });
  await moveToTrash(archive, only(trashed));
  const out = join(folder, 'exports');
  const run = (id: DocumentId) => exportDocument(archive, id, out, unattended());
  await expect(run(secret)).rejects.toThrow('state-secret');
  await expect(run(trashed)).rejects.toThrow('no-such-document');
  await expect(run(without)).rejects.toThrow('no-such-page');
  expect(await readdir(out)).toEqual([]);
});

test('a binder carries the text of its scans, and no file of texts is left behind', async () => {
  const { archive } = await testArchive();
  const [id] = await take(archive, { 'a.jpg': await jpeg() });
  if (id === undefined) throw new Error('not taken in');
  await readPages(archive, id, words);
  await confirm(archive, only(id), { year: 2024, title: '座谈会通知' });
  const recipe = { ...(await binderDefaults(archive, { filter: {} })), date: '2024-09-11' };
  const out = await temporaryFolder();
  const report = await writeBinder(archive, recipe, out, unattended());
  expect(await readdir(out)).toHaveLength(1);
  const page = report.pages - 1;
  const said = (await glyphsOn(report.volumes[0]?.path ?? '', page)).map(
    ({ character }) => character,
  );
  expect(said.join('')).toContain('关于召开座谈会的通知清政办〔2024〕7号');
});
