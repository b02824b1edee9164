import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { setCaption } from '../../main/catalog/index.ts';
import {
  checkChecklist,
  createChecklist,
  link,
  lookAtProofs,
  type CheckQuery,
} from '../../main/checklist/index.ts';
import type { ChecklistId } from '../../main/contract/index.ts';
import { rawSql, sql } from '../../main/db/index.ts';
import { importPaths } from '../../main/intake/index.ts';
import { originalPath, unattended, type Archive } from '../../main/library/index.ts';
import { temporaryFolder, testArchive } from '../support/archives.ts';
import { photo, redHeadPapers, scanPaper } from '../support/scans/index.ts';
import { draftItem, draftSlot, newLink, placesOf, slotOf, window2024 } from './support.ts';

const all: CheckQuery = { accepted: false, order: 'checklist', offset: 0, limit: 100 };

async function scan(title: string, seal: boolean): Promise<Buffer> {
  const [page] = redHeadPapers({ title, seal, body: ['请各村（社区）按月报送进度。'] });
  if (page === undefined) throw new Error('no page');
  return (await scanPaper(page, { dpi: 150, seed: title })).jpeg;
}

interface Desk {
  readonly archive: Archive;
  readonly id: ChecklistId;
  readonly ids: readonly number[];
}

/** Scans, filed and linked to one slot for formal papers, in the order of their names. */
async function desk(files: Readonly<Record<string, Buffer>>, kind = '规范文件'): Promise<Desk> {
  const { archive } = await testArchive();
  const folder = await temporaryFolder();
  for (const [name, bytes] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), bytes);
  }
  await importPaths(archive, [folder], { confirm: true }, unattended());
  const rows = await archive.db.read.all<{ id: number }>(sql`
    SELECT document_id AS id FROM part ORDER BY source_name`);
  const ids = rows.map((row) => row.id);
  const { id } = await createChecklist(archive, {
    name: '检查',
    window: window2024,
    items: [draftItem(0, '1', '一', { slots: [draftSlot(kind)] })],
  });
  const places = await placesOf(archive.db.read, id);
  await link(
    archive,
    ids.map((document) => newLink(slotOf(places('1')), document)),
    undefined,
  );
  return { archive, id, ids };
}

const pendingOf = async ({ archive, id }: Desk): Promise<number> =>
  (await checkChecklist(archive, id, all)).pending;

const looks = ({ archive }: Desk): Promise<{ seal: string }[]> =>
  archive.db.read.all(rawSql('SELECT seal FROM page_look ORDER BY page_id'));

test('linked pages are looked at once; what was seen stands in the findings', async () => {
  const made = await desk({
    '1.jpg': await scan('关于保洁的通知', true),
    '2.jpg': await scan('关于清运的通知', false),
  });
  expect(await pendingOf(made)).toBe(2);
  expect(await lookAtProofs(made.archive, made.id, unattended())).toEqual({ pages: 2, failed: 0 });
  expect(await looks(made)).toEqual([{ seal: 'seen' }, { seal: 'none' }]);
  const { findings, pending } = await checkChecklist(made.archive, made.id, {
    ...all,
    rules: ['no-seal'],
  });
  expect(pending).toBe(0);
  expect(findings).toMatchObject([{ document: { id: made.ids[1] }, details: { reason: 'none' } }]);
  expect(await lookAtProofs(made.archive, made.id, unattended())).toEqual({ pages: 0, failed: 0 });
}, 60_000);

test('a page that cannot be drawn is told apart, and not tried again', async () => {
  const made = await desk({
    '1.jpg': await scan('关于保洁的通知', true),
    '2.jpg': await scan('关于清运的通知', true),
  });
  const [gone] = await made.archive.db.read.all<{ sha256: string; extension: string }>(sql`
    SELECT sha256, extension FROM original
    WHERE id = (SELECT original_id FROM part WHERE document_id = ${made.ids[0] ?? 0})`);
  await rm(originalPath(made.archive, gone?.sha256 ?? '', gone?.extension ?? ''));
  expect(await lookAtProofs(made.archive, made.id, unattended())).toEqual({ pages: 2, failed: 1 });
  expect(await looks(made)).toEqual([{ seal: 'unknown' }, { seal: 'seen' }]);
  expect(await pendingOf(made)).toBe(0);
}, 60_000);

test('cancelled, it keeps what it has seen and goes on from there', async () => {
  const made = await desk({
    '1.jpg': await scan('关于保洁的通知', true),
    '2.jpg': await scan('关于清运的通知', true),
    '3.jpg': await scan('关于评比的通知', false),
  });
  const abort = new AbortController();
  const control = {
    ...unattended(abort.signal),
    report: ({ done }: { readonly done?: number | undefined }) => {
      if ((done ?? 0) >= 1) abort.abort();
    },
  };
  await expect(lookAtProofs(made.archive, made.id, control)).rejects.toBeDefined();
  expect((await looks(made)).length).toBe(1);
  expect(await pendingOf(made)).toBe(2);
  await lookAtProofs(made.archive, made.id, unattended());
  expect(await looks(made)).toEqual([{ seal: 'seen' }, { seal: 'seen' }, { seal: 'none' }]);
}, 60_000);

test('text that changes is looked at again, pictures are not', async () => {
  const made = await desk({ '1.jpg': await scan('关于保洁的通知', false) }, '实景图片');
  await lookAtProofs(made.archive, made.id, unattended());
  await made.archive.derive(['page'], (writer) =>
    writer.run(sql`UPDATE page SET text = '改过的文字', reading = 'done'`),
  );
  expect(await pendingOf(made)).toBe(1);
  await lookAtProofs(made.archive, made.id, unattended());
  const letters = await made.archive.db.read.all(rawSql('SELECT letters FROM page_sketch'));
  expect(letters).toEqual([{ letters: 5 }]);
  // What people write does not make machines look anew.
  await setCaption(made.archive, made.ids[0] as never, { place: '北街' });
  expect(await pendingOf(made)).toBe(0);
}, 60_000);

test('one photo saved twice is found by what it shows', async () => {
  const shot = await photo('laneAfter', { widthPx: 900, heightPx: 600, seed: 3 });
  const smaller = await sharp(shot).resize(600).jpeg({ quality: 50 }).toBuffer();
  const made = await desk(
    {
      '1.jpg': shot,
      '2.jpg': smaller,
      '3.jpg': await photo('meeting', { seed: 4 }),
      '4.jpg': await photo('river', { seed: 5 }),
    },
    '实景图片',
  );
  await lookAtProofs(made.archive, made.id, unattended());
  const { findings } = await checkChecklist(made.archive, made.id, {
    ...all,
    rules: ['duplicate'],
  });
  expect(findings).toMatchObject([
    { document: { id: made.ids[1] }, details: { by: 'picture', other: made.ids[0] } },
  ]);
}, 60_000);

test('a printed page read from a coarse scan is named, a photo is not', async () => {
  const made = await desk({
    '1.jpg': await scan('关于保洁的通知', true),
    '2.jpg': await scan('关于清运的通知', true),
    '3.jpg': await scan('关于评比的通知', true),
  });
  await made.archive.derive(['page'], (writer) =>
    writer.run(sql`
      INSERT INTO page_reading (page_id, engine, lines, turn, skew_millidegrees, dpi, sharpness,
        blank, photo, codes, read_at)
      SELECT page.id, 'x', '[]', 0, 0, CASE part.document_id WHEN ${made.ids[2] ?? 0} THEN 199
        ELSE 150 END, 90, 0, part.document_id = ${made.ids[1] ?? 0}, '[]', '2024-01-01'
      FROM part JOIN page ON page.original_id = part.original_id`),
  );
  await lookAtProofs(made.archive, made.id, unattended());
  const { findings } = await checkChecklist(made.archive, made.id, {
    ...all,
    rules: ['low-resolution'],
  });
  expect(findings).toMatchObject([
    { document: { id: made.ids[0] }, details: { pages: '1', dpi: 150 } },
  ]);
}, 60_000);
