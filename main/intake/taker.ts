import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ArchiveError } from '../contract/errors.ts';
import type { Archive, JobControl } from '../library/index.ts';
import { discardStaged, type FileResult, type Unit } from './commit.ts';
import { concernsArchive } from './fs-errors.ts';
import { inspect, type Inspected } from './inspect-file.ts';
import type { Progress } from './progress.ts';
import * as q from './queries.ts';
import { keptExtension, type StoreArgs, type StoredFile } from './store.ts';

/** Takes files in up to the catalogue's door: stored in staging, hashed, read. */
export class Taker {
  readonly #archive: Archive;
  readonly #control: JobControl;
  readonly #progress: Progress;
  readonly #signal: AbortSignal;
  readonly #halt: (cause: unknown) => void;
  /** Equal files on their way at the same time are read once. */
  readonly #reading = new Map<string, Promise<Inspected>>();

  constructor(
    archive: Archive,
    control: JobControl,
    progress: Progress,
    { signal, halt }: { readonly signal: AbortSignal; readonly halt: (cause: unknown) => void },
  ) {
    this.#archive = archive;
    this.#control = control;
    this.#progress = progress;
    this.#signal = signal;
    this.#halt = halt;
  }

  async take(files: readonly q.PendingFile[]): Promise<Unit> {
    const results: FileResult[] = [];
    const group = files[0]?.group ?? null;
    try {
      for (const file of files) results.push(await this.#takeFile(file));
    } catch (error) {
      this.#halt(error);
      await discardStaged(this.#archive.paths.staging, [{ group, files: results }]);
      throw error;
    }
    return { group, files: results };
  }

  forget(settled: readonly q.Settled[]): void {
    for (const { sha256 } of settled) if (sha256 !== null) this.#reading.delete(sha256);
  }

  async #takeFile(file: q.PendingFile): Promise<FileResult> {
    await this.#control.paused();
    this.#signal.throwIfAborted();
    this.#progress.begins(file);
    try {
      const stored = await storeFile(this.#archive, file, this.#signal);
      return await this.#afterStoring(file, stored);
    } catch (error) {
      return refusal(file, error);
    }
  }

  async #afterStoring(file: q.PendingFile, stored: StoredFile): Promise<FileResult> {
    const { sha256, bytes, stagedName: name } = stored;
    const staged = join(this.#archive.paths.staging, name);
    try {
      const [known] = await q.knownOriginals(this.#archive.db.read, [sha256]);
      if (known !== undefined) {
        await rm(staged, { force: true });
        return { kind: 'ready', file, sha256, bytes, staged: null };
      }
      const inspected = await this.#inspect(file, stored);
      return { kind: 'ready', file, sha256, bytes, staged: { name, inspected } };
    } catch (error) {
      await rm(staged, { force: true });
      throw error;
    }
  }

  #inspect(file: q.PendingFile, { sha256, bytes, stagedName }: StoredFile): Promise<Inspected> {
    const request = {
      path: join(this.#archive.paths.staging, stagedName),
      extension: keptExtension(file.path),
      bytes,
      signal: this.#signal,
    };
    const reading = this.#reading.get(sha256) ?? inspect(this.#archive, request);
    this.#reading.set(sha256, reading);
    return reading;
  }
}

/**
 * A copy of the source in staging.
 * @throws ArchiveError as the task `intake.store`.
 */
export function storeFile(
  { workers, paths }: Archive,
  file: Pick<q.PendingFile, 'source' | 'bytes'>,
  signal: AbortSignal,
): Promise<StoredFile> {
  const args: StoreArgs = {
    source: file.source,
    stagingFolder: paths.staging,
    stagedName: `in-${randomUUID()}.part`,
  };
  // A slow stick gives 1 MB a second; one that gives less than a tenth of that hangs.
  return workers.run('intake.store', args, { signal, timeoutMs: 60_000 + file.bytes / 100 });
}

/** One file's own trouble; everything else goes on up. */
function refusal(file: q.PendingFile, error: unknown): FileResult {
  if (!(error instanceof ArchiveError) || error.code === 'cancelled') throw error;
  const { code } = error;
  if (concernsArchive(error)) throw error;
  return { kind: 'refused', file, code };
}
