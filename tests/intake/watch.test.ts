import { appendFile, mkdir, open, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { PDFDocument } from 'pdf-lib';
import sharp from 'sharp';
import { expect, onTestFinished, test } from 'vitest';
import { sql } from '../../main/db/index.ts';
import { recoverIntake, watchFolder, type FolderWatch } from '../../main/intake/index.ts';
import type { WatchedOutcome } from '../../main/intake/index.ts';
import { moveToTrash, purge } from '../../main/keeping/index.ts';
import { openArchive, type Archive } from '../../main/library/index.ts';
import { createJobList, type JobList } from '../../main/program/jobs.ts';
import { temporaryFolder, testArchive, testWorkers } from '../support/archives.ts';

const pace = { lookMs: 20, quietMs: 150, halfMs: 60_000 };
const patience = { timeout: 20_000, interval: 25 };

let pdfs = 0;
/** A PDF unlike any other. */
async function pdf(pages = 1): Promise<Buffer> {
  const document = await PDFDocument.create();
  pdfs += 1;
  document.setTitle(`第 ${pdfs} 份`);
  for (let n = 0; n < pages; n += 1) document.addPage([595, 842]);
  return Buffer.from(await document.save({ useObjectStreams: false }));
}

/** A picture unlike any of another number. */
function picture(number: number): Promise<Buffer> {
  const background = { r: (number * 37) % 256, g: number, b: 100 };
  return sharp({ create: { width: 200 + number, height: 300, channels: 3, background } })
    .jpeg()
    .toBuffer();
}

class Scanner {
  readonly archive: Archive;
  readonly folder: string;
  readonly outcomes: WatchedOutcome[] = [];
  readonly jobs: JobList = createJobList(() => undefined);
  readonly #watches: FolderWatch[] = [];
  changes = 0;

  constructor(archive: Archive, folder: string) {
    this.archive = archive;
    this.folder = folder;
    onTestFinished(() => this.end());
  }

  static async set(): Promise<Scanner> {
    const { archive } = await testArchive();
    const folder = join(await temporaryFolder(), '扫描件');
    await mkdir(folder);
    return new Scanner(archive, folder);
  }

  begin(more: Partial<typeof pace> = {}): FolderWatch {
    const { archive, folder, jobs } = this;
    const watch = watchFolder({
      archive,
      jobs,
      folder,
      pace: { ...pace, ...more },
      onChange: () => (this.changes += 1),
      onOutcomes: (outcomes) => this.outcomes.push(...outcomes),
    });
    this.#watches.push(watch);
    return watch;
  }

  async end(): Promise<void> {
    for (const watch of this.#watches) watch.stop();
    await Promise.all([this.jobs.close(), ...this.#watches.map(({ ended }) => ended)]);
  }

  path(name: string): string {
    return join(this.folder, name);
  }

  /** Names of the parts of all documents, in the order they came. */
  async names(): Promise<string[]> {
    const rows = await this.archive.db.read.all<{ name: string }>(sql`
      SELECT source_name AS name FROM part JOIN document ON document.id = document_id
      ORDER BY document.id`);
    return rows.map(({ name }) => name);
  }

  async imports(): Promise<{ title: string; state: string; files: string }[]> {
    return this.archive.db.read.all(sql`
      SELECT title, state, (SELECT group_concat(outcome, ' ') FROM
        (SELECT outcome FROM import_file WHERE import_id = import.id ORDER BY id)) AS files
      FROM import ORDER BY id`);
  }

  has(names: readonly string[]): Promise<void> {
    return expect.poll(() => this.names(), patience).toEqual(names);
  }
}

test('files that are there and files that come are taken in once, and stay as they are', async () => {
  const scanner = await Scanner.set();
  const first = await pdf();
  await writeFile(scanner.path('先.pdf'), first);
  const watch = scanner.begin();
  await scanner.has(['先.pdf']);
  // Written elsewhere and moved in whole: a scan that sees only one of them takes that one first.
  await mkdir(scanner.path('../备'));
  await writeFile(scanner.path('../备/图10.jpg'), await picture(10));
  await writeFile(scanner.path('../备/图9.jpg'), await picture(9));
  await rename(scanner.path('../备'), scanner.path('2024年'));
  await scanner.has(['先.pdf', '图9.jpg', '图10.jpg']);
  expect(watch.state()).toBe('watching');
  await expect.poll(() => watch.taken(), patience).toBe(3);
  expect(await scanner.imports()).toEqual([
    { title: '扫描仪文件夹', state: 'finished', files: 'imported imported imported' },
  ]);
  const [part] = await scanner.archive.db.read.all<{ path: string }>(
    sql`SELECT source_path AS path FROM part WHERE source_name = '图9.jpg'`,
  );
  expect(part?.path).toBe('扫描件/2024年/图9.jpg');
  expect(await readFile(scanner.path('先.pdf'))).toEqual(first);
});

test('a file is taken in when it is written, however it is written', async () => {
  const scanner = await Scanner.set();
  scanner.begin();
  const whole = await pdf(3);
  const pieces = [0, 0.2, 0.5, 0.9, 1].map((share) => Math.floor(share * whole.length));
  const piece = (n: number): Buffer => whole.subarray(pieces[n], pieces[n + 1]);
  const pauseMs = pace.quietMs * 2;

  // In pieces, with pauses longer than a finished file is quiet.
  for (let n = 0; n < 4; n += 1) {
    expect(await scanner.names()).toEqual([]);
    await appendFile(scanner.path('逐段.pdf'), piece(n));
    await delay(pauseMs);
  }
  await scanner.has(['逐段.pdf']);

  // Its whole length first, then its content.
  const filled = await pdf(2);
  const file = await open(scanner.path('预留.pdf'), 'w');
  await file.truncate(filled.length);
  await delay(pauseMs);
  await file.write(filled.subarray(0, 300), 0, 300, 0);
  await delay(pauseMs);
  expect(await scanner.names()).toEqual(['逐段.pdf']);
  await file.write(filled.subarray(300), 0, filled.length - 300, 300);
  await file.close();
  await scanner.has(['逐段.pdf', '预留.pdf']);

  // Under another name first.
  const renamed = await pdf();
  for (const name of ['~$临时.pdf', '收.pdf.part', '收.tmp', '.隐.pdf', '收.pdf.crdownload'])
    await writeFile(scanner.path(name), renamed);
  await delay(pauseMs);
  expect(await scanner.names()).toHaveLength(2);
  await rename(scanner.path('收.pdf.part'), scanner.path('收.pdf'));
  await scanner.has(['逐段.pdf', '预留.pdf', '收.pdf']);

  // In place of one that was there: a device that gives every scan the same name.
  await writeFile(scanner.path('收.pdf'), await pdf(4));
  await scanner.has(['逐段.pdf', '预留.pdf', '收.pdf', '收.pdf']);

  // A picture cut off in the middle, then whole.
  const image = await picture(50);
  await writeFile(scanner.path('半.jpg'), image.subarray(0, image.length - 40));
  await delay(pauseMs);
  expect(await scanner.names()).toHaveLength(4);
  await appendFile(scanner.path('半.jpg'), image.subarray(image.length - 40));
  await scanner.has(['逐段.pdf', '预留.pdf', '收.pdf', '收.pdf', '半.jpg']);
  expect(new Set(scanner.outcomes.map(({ outcome }) => outcome))).toEqual(new Set(['imported']));
});

test('what stays unfinished is reported once, and taken in when it is mended', async () => {
  const scanner = await Scanner.set();
  const whole = await pdf();
  await writeFile(scanner.path('断.pdf'), whole.subarray(0, 400));
  // Looks whole, is not: only reading it tells.
  await writeFile(scanner.path('假.pdf'), '%PDF-1.4\nnothing\n%%EOF\n');
  await writeFile(scanner.path('空.pdf'), '');
  scanner.begin({ halfMs: 900 });
  await expect
    .poll(scanner.imports.bind(scanner), patience)
    .toMatchObject([{ state: 'finished', files: 'refused refused' }]);
  await delay(pace.quietMs * 3);
  const refused = scanner.outcomes.filter(({ outcome }) => outcome === 'refused');
  expect(refused.map(({ code }) => code)).toEqual(['unreadable', 'unreadable']);
  expect(await scanner.imports()).toHaveLength(1);
  await writeFile(scanner.path('断.pdf'), whole);
  await scanner.has(['断.pdf']);
});

test('after a restart only what came meanwhile is taken in', async () => {
  const scanner = await Scanner.set();
  for (const name of ['1甲.pdf', '2乙.pdf']) await writeFile(scanner.path(name), await pdf());
  await writeFile(scanner.path('坏.pdf'), '%PDF-1.4\nnothing\n%%EOF\n');
  scanner.begin({ halfMs: 400 });
  await expect
    .poll(() => scanner.outcomes.filter(({ outcome }) => outcome === 'refused').length, patience)
    .toBe(1);
  await scanner.has(['1甲.pdf', '2乙.pdf']);
  await scanner.end();
  await scanner.archive.close();

  await writeFile(scanner.path('丙.pdf'), await pdf());
  await rename(scanner.path('1甲.pdf'), scanner.path('1甲.PDF'));
  const archive = await openArchive(scanner.archive.folder, {
    workers: testWorkers(),
    user: '陈立新',
    language: 'zh-CN',
  });
  onTestFinished(() => archive.close());
  const next = new Scanner(archive, scanner.folder);
  next.begin();
  await next.has(['1甲.pdf', '2乙.pdf', '丙.pdf']);
  await expect
    .poll(() => next.outcomes.map(({ path, outcome }) => [path, outcome]).toSorted(), patience)
    .toEqual([
      [next.path('1甲.PDF'), 'skipped'],
      [next.path('丙.pdf'), 'imported'],
    ]);
});

test('an import cut off in the middle goes on when the archive is opened again', async () => {
  const scanner = await Scanner.set();
  const names = Array.from({ length: 60 }, (_, n) => `扫描_${n + 1}.jpg`);
  for (const [n, name] of names.entries()) await writeFile(scanner.path(name), await picture(n));
  scanner.begin();
  await expect.poll(() => scanner.jobs.list().length, patience).toBe(1);
  await scanner.end();
  await scanner.archive.close();

  const archive = await openArchive(scanner.archive.folder, {
    workers: testWorkers(),
    user: '陈立新',
    language: 'zh-CN',
  });
  onTestFinished(() => archive.close());
  await recoverIntake(archive);
  const next = new Scanner(archive, scanner.folder);
  next.begin();
  await next.has(names);
  await expect.poll(() => next.imports(), patience).toMatchObject([{ state: 'finished' }]);
});

test('a folder that goes away is said to be missing, and is watched again when it is back', async () => {
  const scanner = await Scanner.set();
  const watch = scanner.begin();
  await writeFile(scanner.path('甲.pdf'), await pdf());
  await scanner.has(['甲.pdf']);
  const away = `${scanner.folder}-拔出`;
  await rename(scanner.folder, away);
  await expect.poll(() => watch.state(), patience).toBe('missing');
  await writeFile(join(away, '乙.pdf'), await pdf());
  await rename(away, scanner.folder);
  await expect.poll(() => watch.state(), patience).toBe('watching');
  await scanner.has(['甲.pdf', '乙.pdf']);
  expect(scanner.changes).toBeGreaterThan(2);
});

test('copies of what the archive has are passed over in silence', async () => {
  const scanner = await Scanner.set();
  const bytes = await pdf();
  await writeFile(scanner.path('甲.pdf'), bytes);
  scanner.begin();
  await scanner.has(['甲.pdf']);
  await writeFile(scanner.path('甲 - 副本.pdf'), bytes);
  await expect.poll(() => scanner.outcomes.at(-1)?.outcome, patience).toBe('skipped');
  expect(await scanner.names()).toEqual(['甲.pdf']);
});

test('what was destroyed does not come back from the folder', async () => {
  const scanner = await Scanner.set();
  const { archive } = scanner;
  await writeFile(scanner.path('密.pdf'), await pdf());
  scanner.begin();
  await scanner.has(['密.pdf']);
  await scanner.end();
  await moveToTrash(archive, { filter: { place: 'inbox' } });
  await purge(archive, { filter: { place: 'trash' } }, '不该在这台电脑上');
  expect(await scanner.names()).toEqual([]);

  const next = new Scanner(archive, scanner.folder);
  next.begin();
  await writeFile(scanner.path('另.pdf'), await pdf());
  await next.has(['另.pdf']);
  const left = await archive.db.read.all(sql`SELECT 1 FROM import_file WHERE path LIKE '%密%'`);
  expect(left).toEqual([]);
});

test('archives, other programs’ files and names on the way are left alone', async () => {
  const scanner = await Scanner.set();
  await mkdir(scanner.path('别的档案库'));
  await writeFile(join(scanner.folder, '别的档案库', 'mingce.sqlite'), '');
  await writeFile(join(scanner.folder, '别的档案库', 'x.pdf'), await pdf());
  for (const name of ['Thumbs.db', 'scan.log', 'desktop.ini', '甲.pdf.lock', '~乙.docx'])
    await writeFile(scanner.path(name), 'x');
  await writeFile(scanner.path('末.pdf'), await pdf());
  scanner.begin();
  await scanner.has(['末.pdf']);
  expect(await scanner.imports()).toMatchObject([{ files: 'imported' }]);
});
