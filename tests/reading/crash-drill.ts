import { spawn } from 'node:child_process';
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
import { separatorCode } from '../../main/reading/index.ts';
import { temporaryFolder, testWorkers } from '../support/archives.ts';
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

/**
 * Reads 48 pages again and again, killing the program at random moments, until it has been killed
 * `kills` times. After each kill every page must be read or still to be read, nothing entered twice,
 * and the archive whole; a run that gets to its end must have read, turned and cut everything once.
 */
export async function readingDrill(kills: number): Promise<void> {
  const folder = await temporaryFolder();
  for (let done = 0, archive = 0; done < kills; archive += 1) {
    const at = join(folder, `archive-${archive}`);
    await newArchive(at);
    for (let ended = false; !ended;) {
      ended = await readOnce(at, done < kills ? randomMoment() : never);
      if (!ended) done += 1;
      await expectSound(at);
    }
    await expectComplete(at);
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
async function expectSound(folder: string): Promise<void> {
  const archive = await openArchive(folder, options());
  try {
    expect(await verifyChain(archive.db.read)).toMatchObject({ ok: true });
    expect(await verify(archive, unattended())).toMatchObject({ ok: true });
    expect(await count(archive, `page WHERE reading NOT IN ('waiting', 'done')`)).toBe(0);
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
