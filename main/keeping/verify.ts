import type { Dirent } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ArchiveError } from '../contract/errors.ts';
import type { VerifyReport } from '../contract/keeping.ts';
import { verifyChain, type ChainReport } from '../db/index.ts';
import { originalName, originalPath, type Archive, type JobControl } from '../library/index.ts';
import { verifyIndex } from '../search/index.ts';
import type { HashedFile } from './hash.ts';
import * as q from './queries.ts';

const batchSize = 32;

type Found = Pick<VerifyReport, 'originals' | 'bad' | 'missing'>;

async function checkOriginals(archive: Archive, control: JobControl): Promise<Found> {
  const { read } = archive.db;
  const totals = await q.originalTotals(read);
  control.report({ total: totals.count, totalBytes: totals.bytes });
  const found: Found = { originals: totals.count, bad: [], missing: [] };
  let done = 0;
  let doneBytes = 0;
  for (let after = 0; ;) {
    await control.paused();
    const batch = await q.originalsAfter(read, after, batchSize);
    const last = batch.at(-1);
    if (last === undefined) return found;
    const hashed = await archive.workers.run<{ paths: string[] }, HashedFile[]>(
      'keeping.hash',
      { paths: batch.map((each) => originalPath(archive, each.sha256, each.extension)) },
      { signal: control.signal, priority: 'background', timeoutMs: 3_600_000 },
    );
    for (const [index, original] of batch.entries()) {
      const actual = hashed[index]?.sha256 ?? null;
      if (actual !== original.sha256) {
        const entry = {
          path: `originals/${originalName(original.sha256, original.extension)}`,
          sha256: original.sha256,
          documents: (await q.documentsOfOriginal(
            read,
            original.id,
          )) as VerifyReport['bad'][number]['documents'],
        };
        (actual === null ? found.missing : found.bad).push(entry);
      }
      doneBytes += original.bytes;
    }
    done += batch.length;
    control.report({ done, doneBytes, failures: found.bad.length + found.missing.length });
    after = last.id;
  }
}

/** A folder that is gone holds no strays; what should be in it is among the missing. */
async function entriesOf(folder: string): Promise<Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/** Files below `originals` that the catalogue does not know. Folder by folder: memory stays small. */
async function strays(archive: Archive): Promise<VerifyReport['strays']> {
  const found: VerifyReport['strays'] = [];
  const isKnown = async (shown: string, name: string): Promise<boolean> => {
    const [sha256 = ''] = name.split('.');
    const extension = await q.extensionOf(archive.db.read, sha256);
    return extension !== undefined && shown === `originals/${originalName(sha256, extension)}`;
  };
  const walk = async (folder: string, shown: string): Promise<void> => {
    for (const entry of await entriesOf(folder)) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) {
        await walk(path, `${shown}/${entry.name}`);
        continue;
      }
      const place = `${shown}/${entry.name}`;
      if (!(await isKnown(place, entry.name))) {
        found.push({ path: place, bytes: (await lstat(path)).size });
      }
    }
  };
  await walk(archive.paths.originals, 'originals');
  return found;
}

/** Checks every original against its hash, and the catalogue, the index and the history against themselves. */
export async function verify(archive: Archive, control: JobControl): Promise<VerifyReport> {
  const { read } = archive.db;
  const problems: string[] = [];
  // A part of the catalogue that cannot be read is a finding; the rest is checked all the same.
  const readable = async <T>(work: () => Promise<T>, otherwise: T): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof ArchiveError) || error.code !== 'archive-damaged') throw error;
      problems.push(error.cause instanceof Error ? error.cause.message : error.message);
      return otherwise;
    }
  };
  const found = await readable(() => checkOriginals(archive, control), {
    originals: 0,
    bad: [],
    missing: [],
  });
  const strayFiles = await readable(() => strays(archive), []);
  problems.push(...(await readable(() => q.catalogueProblems(read), [])));
  const wrong = await readable<number[] | null>(
    () => verifyIndex(read, control.signal, () => undefined),
    null,
  );
  const chain = await readable<Pick<ChainReport, 'ok' | 'brokenAt'>>(() => verifyChain(read), {
    ok: false,
    brokenAt: null,
  });
  const ok =
    found.bad.length + found.missing.length + strayFiles.length === 0 &&
    problems.length === 0 &&
    wrong?.length === 0 &&
    chain.ok;
  if (!archive.readOnly) {
    await readable(
      () =>
        archive.derive(['check_run'], (writer) =>
          q.rememberCheck(writer, new Date().toISOString(), ok),
        ),
      undefined,
    );
  }
  return {
    ...found,
    strays: strayFiles,
    catalogue: { ok: problems.length === 0, problems: [...new Set(problems)] },
    index: { ok: wrong?.length === 0, wrong: (wrong ?? []) as VerifyReport['index']['wrong'] },
    chain: { ok: chain.ok, brokenAt: chain.brokenAt },
    ok,
  };
}
