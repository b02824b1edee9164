import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import { rawSql, verifyChain } from '../../main/db/index.ts';
import { verify } from '../../main/keeping/index.ts';
import {
  createArchive,
  openArchive,
  starterCategories,
  unattended,
  type Archive,
} from '../../main/library/index.ts';
import {
  readAgain,
  readerCount,
  readingHandlers,
  separatorCode,
} from '../../main/reading/index.ts';
import { temporaryFolder, testWorkers } from '../support/archives.ts';
import { only } from '../support/documents.ts';
import { addScans } from './queue-support.ts';

const program = fileURLToPath(new URL('./read-to-kill.ts', import.meta.url));
const sheet = `CODE ${separatorCode({ year: 2024, category: null, department: null })}`;
const stacks = 8;
/** What each stack's file says, page by page; the third is turned, the fourth a separator sheet. */
const stack = (n: number): string[] => [
  `甲${n}`,
  'BLANK',
  `TURNED ${n}`,
  sheet,
  `乙${n}`,
  `丙${n}`,
];

/** Pages that the program reads at a time, however much memory is free. */
const atOnce = readerCount(availableParallelism(), Infinity);
/** So many kills must have hit one page before it may be blamed for them. */
const killsToBlame = 4;

/**
 * Reads 48 pages again and again, killing the program at random moments, until it has been killed
 * `kills` times. After each kill every page must be read or still to be read, only those that were
 * being read under suspicion, nothing entered twice, and the archive whole; a run that gets to its
 * end must have read, turned and cut everything once.
 */
export async function readingDrill(kills: number): Promise<void> {
  const folder = await temporaryFolder();
  for (let done = 0, archive = 0; done < kills; archive += 1) {
    const at = join(folder, `archive-${archive}`);
    await newArchive(at);
    const suspicion = new Suspicion();
    for (let ended = false; !ended;) {
      ended = await readOnce(at, done < kills ? randomMoment() : never);
      if (!ended) done += 1;
      await expectSound(at, suspicion);
      if (ended && suspicion.blamed > 0) ended = !(await askAgain(at));
    }
    await expectComplete(at);
  }
}

/** How many kills found each page being read, by what its archive remembers of them. */
class Suspicion {
  blamed = 0;
  #tries = new Map<number, number>();
  readonly #kills = new Map<number, number>();

  async look(archive: Archive): Promise<void> {
    const pages = await archive.db.read.all<{ id: number; tries: number; reading: string }>(
      rawSql('SELECT id, tries, reading FROM page WHERE tries > 0'),
    );
    const risen = pages.filter(({ id, tries }) => tries > (this.#tries.get(id) ?? 0));
    expect(risen.length).toBeLessThanOrEqual(atOnce);
    for (const { id } of risen) this.#kills.set(id, (this.#kills.get(id) ?? 0) + 1);
    this.#tries = new Map(pages.map(({ id, tries }) => [id, tries]));
    const blamed = pages.filter(({ reading }) => reading === 'failed');
    for (const { id } of blamed) {
      expect(this.#kills.get(id)).toBeGreaterThanOrEqual(killsToBlame);
    }
    this.blamed = blamed.length;
  }
}

/** As a person does who is told that pages could not be read. True where there are such. */
async function askAgain(folder: string): Promise<boolean> {
  const archive = await openArchive(folder, options());
  try {
    const { pages } = await readingHandlers['reading.failed']({ offset: 0, limit: 100 }, {
      archive,
    } as never);
    for (const { id, n } of pages) await readAgain(archive, only(id), [n]);
    return pages.length > 0;
  } finally {
    await archive.close();
  }
}

const options = () =>
  ({ workers: testWorkers(1), user: '陈立新', language: 'zh-CN', backupAfterMs: 1e12 }) as const;

async function newArchive(folder: string): Promise<void> {
  const about = { name: '演练', fonds: null, categories: starterCategories };
  const archive = await createArchive(folder, about, options());
  const scans = Array.from({ length: stacks }, (_, n) => ({ pages: stack(n) }));
  await addScans(archive, scans);
  await archive.close();
}

/** When to kill: so long after the program said something for the n-th time. */
interface Moment {
  readonly said: 'begins' | 'reads' | 'proposes' | 'closed';
  readonly times: number;
  readonly delayMs: number;
}

const never: Moment = { said: 'closed', times: 1, delayMs: 0 };

function randomMoment(): Moment {
  const [chance, delayMs] = [Math.random(), Math.random() * 60];
  if (chance < 0.2) return { said: 'begins', times: 1, delayMs: Math.random() * 1500 };
  if (chance < 0.8) return { said: 'reads', times: Math.ceil(Math.random() * 40), delayMs };
  return { said: 'proposes', times: Math.ceil(Math.random() * 12), delayMs };
}

/** True where the run came to its end before the moment to kill. No process is left either way. */
async function readOnce(folder: string, moment: Moment): Promise<boolean> {
  const child = spawn(process.execPath, [program, folder], { stdio: ['ignore', 'pipe', 'pipe'] });
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

const count = async (archive: Archive, query: string): Promise<number> =>
  (await archive.db.read.get<{ n: number }>(rawSql(`SELECT count(*) AS n FROM ${query}`)))?.n ?? -1;

/** What holds after every crash, once the archive has been opened again. */
async function expectSound(folder: string, suspicion: Suspicion): Promise<void> {
  const archive = await openArchive(folder, options());
  try {
    expect(await verifyChain(archive.db.read)).toMatchObject({ ok: true });
    expect(await verify(archive, unattended())).toMatchObject({ ok: true });
    await suspicion.look(archive);
    const others = await count(archive, `page WHERE reading NOT IN ('waiting', 'done')`);
    expect(others).toBe(suspicion.blamed);
    const done = await count(archive, `page WHERE reading = 'done'`);
    expect(await count(archive, 'page_reading')).toBe(done);
    // A page lies upright as soon as it is read.
    const turned = await count(archive, `page_reading WHERE turn = 180`);
    expect(await count(archive, `part WHERE rotation = 180`)).toBe(turned);
  } finally {
    await archive.close();
  }
}

async function expectComplete(folder: string): Promise<void> {
  const archive = await openArchive(folder, options());
  try {
    expect(await count(archive, `page WHERE reading = 'done' AND tries = 0`)).toBe(stacks * 6);
    expect(await count(archive, 'document')).toBe(stacks * 2);
    expect(await count(archive, `operation WHERE kind = 'separate'`)).toBe(stacks);
    expect(await count(archive, 'proposal_due')).toBe(0);
    const pages = await archive.db.read.get(
      rawSql(`SELECT sum(last_page - first_page + 1) AS pages, count(DISTINCT document_id) AS documents
        FROM part`),
    );
    expect(pages).toEqual({ pages: stacks * 5, documents: stacks * 2 });
  } finally {
    await archive.close();
  }
}
