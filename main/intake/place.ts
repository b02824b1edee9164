import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, rmdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import type { Task } from '../workers/index.ts';
import { writeFailure } from './fs-errors.ts';

/** A staged copy and the original it is to become. */
const move = z.object({
  stagedName: z.string().regex(/^[\w-]+\.part$/u),
  sha256: z.string().regex(/^[0-9a-f]{64}$/u),
  /** Its place below `originals`, `/` between names. */
  target: z.string().regex(/^[0-9a-f]{2}\/[0-9a-f]{2}\/[0-9a-f]{64}(?:\.[a-z0-9]{1,10})?$/u),
});
export type Move = z.infer<typeof move>;

const journalContent = z.object({ moves: z.array(move) });
const journalName = /^batch-[0-9a-f-]{36}\.json$/u;

/** Absolute paths of an archive's folders. */
interface Folders {
  readonly originals: string;
  readonly staging: string;
}

export interface PlaceArgs extends Folders {
  readonly moves: readonly Move[];
}

/** A batch on its way: its originals stand in place, the catalogue does not know them yet. */
export interface PlacedBatch {
  readonly journal: string;
}

/**
 * Flushes the staged copies, notes in a flushed journal which originals they become, and renames
 * them. The caller then writes the catalogue and calls `forgetBatch`, or `withdrawBatch` where that
 * failed; a crash in between is `recoverStaging`'s.
 * @throws ArchiveError `disk-full`, `folder-not-writable`; nothing of the batch is then in place.
 */
export const place: Task<PlaceArgs, PlacedBatch> = async ({ originals, staging, moves }) => {
  const journal = join(staging, `batch-${randomUUID()}.json`);
  try {
    await inParallel(moves, ({ stagedName }) => flush(join(staging, stagedName)));
    await writeFlushed(journal, JSON.stringify({ moves }));
    await flushFolder(staging);
    const folders = new Set<string>();
    for (const each of moves) {
      const target = pathOf(originals, each);
      await mkdir(dirname(target), { recursive: true });
      await rename(join(staging, each.stagedName), target);
      folders.add(dirname(target)).add(dirname(dirname(target)));
    }
    await inParallel([...folders, originals], flushFolder);
    return { journal };
  } catch (error) {
    await takeBack(originals, moves).catch(() => undefined);
    await rm(journal, { force: true }).catch(() => undefined);
    throw writeFailure(error, originals);
  }
};

/**
 * Notes originals that are about to leave the catalogue for good, in the same journal: after the
 * commit `withdrawBatch` removes them, after a crash `recoverStaging`; those the catalogue still
 * knows stay.
 */
export async function noteDoomed(
  { staging }: Folders,
  doomed: readonly Pick<Move, 'sha256' | 'target'>[],
): Promise<PlacedBatch> {
  const journal = join(staging, `batch-${randomUUID()}.json`);
  const moves = doomed.map((each) => ({ ...each, stagedName: 'none.part' }));
  await writeFlushed(journal, JSON.stringify({ moves }));
  await flushFolder(staging);
  return { journal };
}

function pathOf(originals: string, { target }: Pick<Move, 'target'>): string {
  return join(originals, ...target.split('/'));
}

/** The batch is in the catalogue. */
export async function forgetBatch({ journal }: PlacedBatch): Promise<void> {
  await rm(journal, { force: true });
}

/** The batch did not come into the catalogue: its originals go, unless `isKnown` has them from elsewhere. */
export async function withdrawBatch(
  { originals }: Folders,
  { journal }: PlacedBatch,
  isKnown: IsKnown,
): Promise<void> {
  const moves = await readJournal(journal);
  const known = await isKnown(moves.map(({ sha256 }) => sha256));
  await takeBack(
    originals,
    moves.filter(({ sha256 }) => !known.has(sha256)),
  );
  await rm(journal, { force: true });
}

/** Which of these hashes the catalogue holds. */
export type IsKnown = (hashes: readonly string[]) => Promise<ReadonlySet<string>>;

/**
 * Sets right what a crash left in staging: originals that were moved but never catalogued go (their
 * sources are where they were), catalogued ones stay, everything else temporary goes. `keep` names
 * folders in staging that an unfinished import still needs. True where there was something to do.
 */
export async function recoverStaging(
  folders: Folders,
  isKnown: IsKnown,
  keep: ReadonlySet<string>,
): Promise<boolean> {
  const names = await readdir(folders.staging).catch(() => [] as string[]);
  const journals = names.filter((name) => journalName.test(name));
  for (const name of journals) {
    await withdrawBatch(folders, { journal: join(folders.staging, name) }, isKnown);
  }
  const rest = names.filter((name) => !journals.includes(name) && !keep.has(name));
  for (const name of rest) await rm(join(folders.staging, name), { recursive: true, force: true });
  return journals.length + rest.length > 0;
}

/** A journal that cannot be read was not flushed when the power went: nothing had been moved. */
async function readJournal(path: string): Promise<readonly Move[]> {
  try {
    return journalContent.parse(JSON.parse(await readFile(path, 'utf8'))).moves;
  } catch {
    return [];
  }
}

async function takeBack(originals: string, moves: readonly Pick<Move, 'target'>[]): Promise<void> {
  for (const each of moves) {
    const path = pathOf(originals, each);
    await rm(path, { force: true });
    for (const folder of [dirname(path), dirname(dirname(path))]) {
      await rmdir(folder).catch(() => undefined);
    }
  }
}

async function flush(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

async function writeFlushed(path: string, text: string): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Windows has no flushing of folders, and needs none: NTFS logs renames in order. */
async function flushFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** As many at once as the runtime has threads for files. */
async function inParallel<Item>(
  items: readonly Item[],
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const waiting = [...items];
  await Promise.all(
    Array.from({ length: 4 }, async () => {
      for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item);
    }),
  );
}
