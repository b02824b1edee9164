import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { PDFDocument } from 'pdf-lib';
import sharp from 'sharp';
import { expect } from 'vitest';
import { rawSql, verifyChain } from '../../main/db/index.ts';
import { recoverIntake } from '../../main/intake/index.ts';
import {
  createArchive,
  openArchive,
  originalPath,
  type Archive,
} from '../../main/library/index.ts';
import { temporaryFolder, testWorkers } from '../support/archives.ts';

const fileCount = 200;
const duplicateCount = 10;
const program = fileURLToPath(new URL('./import-to-kill.ts', import.meta.url));

/**
 * Imports 200 files again and again, killing the program at random moments, until it has been killed
 * `kills` times. After each kill everything the next opening promises is checked; an import that
 * gets to its end must have taken in each file exactly once.
 */
export async function crashDrill(kills: number): Promise<void> {
  const folder = await temporaryFolder();
  const sources = join(folder, 'sources');
  await makeSources(sources);
  const wholeMs = await timeOfWholeImport(join(folder, 'whole'), sources);
  for (let done = 0, archive = 0; done < kills; archive += 1) {
    const at = join(folder, `archive-${archive}`);
    await newArchive(at);
    for (let ended = false; !ended;) {
      ended = await importOnce(at, sources, done < kills ? randomMoment(wholeMs) : never);
      if (!ended) done += 1;
      await expectSound(at);
    }
    await expectComplete(at);
  }
}

async function makeSources(folder: string): Promise<void> {
  const document = await PDFDocument.create();
  document.addPage([595, 842]);
  for (let n = 0; n < fileCount; n += 1) {
    const path = join(folder, `第${n % 7}组`, `${String(n).padStart(3, '0')}`);
    await mkdir(dirname(path), { recursive: true });
    const same = n < fileCount - duplicateCount ? n : 0;
    if (n % 20 === 5) {
      document.setTitle(`paper ${n}`);
      await writeFile(`${path}.pdf`, await document.save());
    } else if (n % 20 === 6) {
      const background = { r: n, g: 0, b: 0 };
      const image = sharp({ create: { width: 60, height: 80, channels: 3, background } });
      await writeFile(`${path}.png`, await image.png().toBuffer());
    } else {
      await writeFile(`${path}.txt`, `text ${same} `.repeat(2000));
    }
  }
}

async function newArchive(folder: string): Promise<void> {
  const about = { name: '演练', fonds: null, categories: ['组织领导'] };
  const archive = await createArchive(folder, about, options());
  await archive.close();
}

const pool = () => testWorkers(1);
const options = () =>
  ({ workers: pool(), user: '陈立新', language: 'zh-CN', backupAfterMs: 1e12 }) as const;

async function timeOfWholeImport(folder: string, sources: string): Promise<number> {
  await newArchive(folder);
  const started = performance.now();
  await importOnce(folder, sources, never);
  return performance.now() - started;
}

/** When to kill: so long after the program said something for the n-th time. */
interface Moment {
  readonly said: 'begins' | 'places' | 'closed';
  readonly times: number;
  readonly delayMs: number;
}

const never: Moment = { said: 'closed', times: 1, delayMs: 0 };

/** Any moment at all, or one while originals are moved and entered, which is soon over. */
function randomMoment(wholeMs: number): Moment {
  if (Math.random() < 0.5) return { said: 'begins', times: 1, delayMs: Math.random() * wholeMs };
  return { said: 'places', times: Math.ceil(Math.random() * 3), delayMs: Math.random() * 80 };
}

/** True where the import came to its end before the moment to kill. No process is left either way. */
async function importOnce(folder: string, sources: string, moment: Moment): Promise<boolean> {
  const child = spawn(process.execPath, [program, folder, sources], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const closed = new Promise((resolve) => child.once('close', resolve));
  const reached = Promise.withResolvers<void>();
  let said = '';
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
    if (said.split(moment.said).length > moment.times) reached.resolve();
  });
  const timer = new AbortController();
  const wait = reached.promise.then(() => delay(moment.delayMs, null, { signal: timer.signal }));
  await Promise.race([closed, wait.catch(() => null)]);
  timer.abort();
  child.kill('SIGKILL');
  await closed;
  expect(errors).toBe('');
  const workers = [...said.matchAll(/^worker (\d+)$/gmu)].map(([, pid]) => Number(pid));
  await expect.poll(() => workers.filter(isAlive), { timeout: 20_000 }).toEqual([]);
  return said.includes('ends');
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** What holds after every crash, once the archive has been opened again. */
async function expectSound(folder: string): Promise<void> {
  const archive = await openArchive(folder, options());
  try {
    await recoverIntake(archive);
    const { read } = archive.db;
    expect(await read.all(rawSql('PRAGMA integrity_check'))).toEqual([{ integrity_check: 'ok' }]);
    expect(await read.all(rawSql('PRAGMA foreign_key_check'))).toEqual([]);
    expect(await verifyChain(read)).toMatchObject({ ok: true });
    expect(await readdir(archive.paths.staging)).toEqual([]);
    await expectOriginals(archive);
    const orphans = await read.all(
      rawSql('SELECT id FROM original WHERE id NOT IN (SELECT original_id FROM part)'),
    );
    expect(orphans).toEqual([]);
  } finally {
    await archive.close();
  }
}

/** Every catalogued original is there and is what it was; nothing else is there. */
async function expectOriginals(archive: Archive): Promise<void> {
  const rows = await archive.db.read.all<{ sha256: string; extension: string }>(
    rawSql('SELECT sha256, extension FROM original'),
  );
  for (const { sha256, extension } of rows) {
    const bytes = await readFile(originalPath(archive, sha256, extension));
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256);
  }
  const entries = await readdir(archive.paths.originals, { recursive: true, withFileTypes: true });
  expect(entries.filter((entry) => entry.isFile())).toHaveLength(rows.length);
}

async function expectComplete(folder: string): Promise<void> {
  const archive = await openArchive(folder, options());
  try {
    const counts = await archive.db.read.get(
      rawSql(`SELECT (SELECT count(*) FROM document) AS documents,
        (SELECT count(*) FROM original) AS originals,
        (SELECT count(DISTINCT source_path) FROM part) AS paths,
        (SELECT count(*) FROM import_file WHERE outcome = 'imported') AS imported,
        (SELECT count(*) FROM import_file WHERE outcome = 'duplicate') AS duplicates,
        (SELECT group_concat(DISTINCT outcome || ' ' || coalesce(code, ''))
          FROM import_file WHERE outcome NOT IN ('imported', 'duplicate')) AS others,
        (SELECT count(*) FROM import_file) AS files,
        (SELECT count(*) FROM import WHERE state <> 'finished') AS unfinished`),
    );
    const documents = (counts as { documents: number }).documents;
    expect(counts).toEqual({
      documents,
      originals: documents,
      paths: documents,
      imported: documents,
      duplicates: fileCount - documents,
      others: null,
      files: fileCount,
      unfinished: 0,
    });
    expect(documents).toBeGreaterThanOrEqual(fileCount - duplicateCount);
  } finally {
    await archive.close();
  }
}
