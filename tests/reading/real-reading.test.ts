import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { DocumentId } from '../../main/contract/index.ts';
import { rawSql } from '../../main/db/index.ts';
import { importPaths } from '../../main/intake/index.ts';
import { verify } from '../../main/keeping/index.ts';
import { unattended } from '../../main/library/index.ts';
import { readDocuments, readingHandlers } from '../../main/reading/index.ts';
import { searchDocuments } from '../../main/search/index.ts';
import { temporaryFolder, testArchive } from '../support/archives.ts';
import {
  layeredPdf,
  plainPapers,
  redHeadPapers,
  scannedPdf,
  scanPaper,
  textPdf,
} from '../support/scans/index.ts';

const options = { dpi: 150, quality: 70 };
const context = (archive: unknown) => ({ archive, address: () => '' }) as never;

test('a scan that came in is read by the real engine, proposed, found and marked on its page', async () => {
  const { archive } = await testArchive();
  const folder = join(await temporaryFolder(), '2024年');
  await mkdir(folder);
  const [head] = redHeadPapers();
  const [plain] = plainPapers('环境整治工作小结', ['本季度共清理河道三处，拆除违章搭建十二处。']);
  const scans = [await scanPaper(head!, options), await scanPaper(plain!, options)];
  await writeFile(join(folder, '扫描0001.pdf'), await scannedPdf(scans));
  await writeFile(join(folder, '说明.pdf'), await textPdf([plain!]));
  const report = await importPaths(archive, [folder], {}, unattended());
  expect(report.imported).toHaveLength(2);
  const waiting = await archive.db.read.all(
    rawSql(`SELECT part.document_id AS document, page.number FROM page
      JOIN part ON part.original_id = page.original_id WHERE reading = 'waiting'`),
  );
  expect(waiting).toEqual([
    { document: 1, number: 1 },
    { document: 1, number: 2 },
  ]);
  const read = await readDocuments(archive, null, unattended());
  expect(read).toMatchObject({ pages: 2, failed: [] });

  const found = await searchDocuments(archive, { text: '拆除违章搭建' }, undefined, 0, 10);
  expect(found.hits.map(({ row, page }) => [row.id, page]).toSorted()).toEqual([
    [1, 2],
    [2, 1],
  ]);
  for (const [id, n] of [
    [1, 2],
    [2, 1],
  ] as const) {
    const { boxes } = await readingHandlers['reading.marks'](
      { id: id as DocumentId, n, query: '拆除违章搭建' },
      context(archive),
    );
    expect(boxes.length).toBeGreaterThan(0);
    for (const { xUm, yUm, widthUm } of boxes) {
      expect(xUm).toBeGreaterThan(15_000);
      expect(xUm + widthUm).toBeLessThan(200_000);
      expect(yUm).toBeGreaterThan(20_000);
      expect(yUm).toBeLessThan(150_000);
    }
  }
  const proposed = await archive.db.read.all<{ field: string }>(
    rawSql('SELECT DISTINCT field FROM proposal WHERE document_id = 1'),
  );
  expect(proposed.map(({ field }) => field)).toEqual(
    expect.arrayContaining(['title', 'referenceNumber', 'date']),
  );
  expect(await verify(archive, unattended())).toMatchObject({ ok: true });
});

test('a layer that makes no sense is left out and the page is read; a good one under a scan is kept', async () => {
  const { archive } = await testArchive();
  const folder = await temporaryFolder();
  const [plain] = plainPapers('环境整治工作小结', ['本季度共清理河道三处。']);
  const [garbled] = plainPapers('ÎÄÃ÷´´½¨', ['¹ØÓÚ¿ªÕ¹»·¾³ÕûÖÎ¹¤×÷µÄÍ¨Öª']);
  const scan = await scanPaper(plain!, options);
  await writeFile(join(folder, '好.pdf'), await layeredPdf([plain!], [scan]));
  await writeFile(join(folder, '坏.pdf'), await layeredPdf([garbled!], [scan]));
  await importPaths(archive, [folder], {}, unattended());
  const pages = () =>
    archive.db.read.all<{ source: string; reading: string }>(
      rawSql(`SELECT page.text_source AS source, page.reading FROM part
        JOIN page ON page.original_id = part.original_id ORDER BY source_name`),
    );
  expect(await pages()).toEqual([
    { source: 'none', reading: 'waiting' },
    { source: 'layer', reading: 'none' },
  ]);
  await readDocuments(archive, null, unattended());
  expect(await pages()).toEqual([
    { source: 'ocr', reading: 'done' },
    { source: 'layer', reading: 'none' },
  ]);
});
