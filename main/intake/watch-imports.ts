import { basename, relative, sep } from 'node:path';
import { ArchiveError } from '../contract/errors.ts';
import type { Archive, JobControl, Jobs } from '../library/index.ts';
import { runImport } from './import-job.ts';
import { isRunning, startRun } from './import-runs.ts';
import * as q from './queries.ts';

/** A file of the watched folder that is ready to be taken in. */
export interface ReadyFile {
  readonly path: string;
  readonly bytes: number;
  readonly modifiedMs: number;
  /** It has been like this for so long that a refusal is final. */
  readonly isFinal: boolean;
}

/** What became of a file; `again`: it was not whole yet, or was gone, and is looked at anew. */
export interface WatchedOutcome {
  readonly path: string;
  readonly outcome: q.Outcome | 'again' | 'gone';
  readonly code: q.WatchedFile['code'];
  readonly documentId: number | null;
}

/** Files that come within this time of one another are one import: a scanner gives a file a minute. */
const sittingMs = 15 * 60_000;

/** Refusals that a file still being written gets. */
const passing = new Set(['unreadable', 'empty', 'source-changed', 'no-permission']);

export interface WatchedPlace {
  readonly archive: Archive;
  readonly jobs: Jobs;
  readonly folder: string;
}

/** Takes what comes into one folder in, sitting by sitting. */
export class WatchImports {
  readonly #archive: Archive;
  readonly #jobs: Jobs;
  readonly #folder: string;
  readonly #stopping: AbortSignal;
  #sitting: { readonly id: number; readonly lastMs: number } | null = null;

  constructor(
    { archive, jobs, folder }: WatchedPlace,
    /** No job begins after it; one that runs goes on. */
    stopping: AbortSignal,
  ) {
    this.#archive = archive;
    this.#jobs = jobs;
    this.#folder = folder;
    this.#stopping = stopping;
  }

  /** Takes files in and says what became of each; ends with the job that does it. */
  async take(files: readonly ReadyFile[]): Promise<readonly WatchedOutcome[]> {
    const id = await this.#list(files);
    if (this.#stopping.aborted) {
      await this.#archive.derive(['import'], (writer) => q.setState(writer, id, 'stopped'));
      throw new ArchiveError('cancelled');
    }
    const outcomes = await this.#run(id, files);
    this.#sitting = { id, lastMs: performance.now() };
    return outcomes;
  }

  /** Goes on with what an earlier run of the program left unfinished of this folder. */
  async resume(): Promise<readonly WatchedOutcome[]> {
    const unfinished = await q.unfinishedImports(this.#archive.db.read);
    const outcomes: WatchedOutcome[] = [];
    for (const { id, sources } of unfinished) {
      const [source] = sources;
      const isOurs = source?.kind === 'watch' && source.path === this.#folder;
      if (!isOurs || isRunning(this.#archive, id) || this.#stopping.aborted) continue;
      const pending = await q.pendingFiles(this.#archive.db.read, id, 0, 1_000_000);
      const files = pending.map(({ source: path, bytes }) => ({
        path,
        bytes,
        modifiedMs: 0,
        isFinal: false,
      }));
      outcomes.push(...(await this.#run(id, files)));
    }
    return outcomes;
  }

  /** Notes the files as pending in the sitting's import, or in a new one. */
  async #list(files: readonly ReadyFile[]): Promise<number> {
    const rows = files.map((file) => this.#row(file));
    const open = await this.#openSitting();
    return this.#archive.derive(['import', 'import_file'], async (writer) => {
      const source = { kind: 'watch', path: this.#folder } as const;
      const id = open ?? (await q.addImport(writer, this.#title(), {}, [source]));
      if (open === null) await q.markListed(writer, id);
      for (let from = 0; from < rows.length; from += 5000)
        await q.addFiles(writer, id, rows.slice(from, from + 5000));
      return id;
    });
  }

  async #openSitting(): Promise<number | null> {
    const sitting = this.#sitting;
    if (sitting === null || performance.now() - sitting.lastMs > sittingMs) return null;
    const record = await q.importRecord(this.#archive.db.read, sitting.id);
    const isFree = record?.state === 'finished' && !isRunning(this.#archive, sitting.id);
    return isFree ? sitting.id : null;
  }

  #title(): string {
    return this.#archive.language === 'en' ? 'Scanner folder' : '扫描仪文件夹';
  }

  #row({ path, bytes, modifiedMs }: ReadyFile): q.NewFile {
    const below = relative(this.#folder, path).split(sep).join('/');
    const shown = `${basename(this.#folder) || this.#folder}/${below}`;
    const nothing = { group: null, code: null, outcome: 'pending' } as const;
    return { ...nothing, source: path, path: shown, bytes, modifiedMs };
  }

  #run(id: number, files: readonly ReadyFile[]): Promise<readonly WatchedOutcome[]> {
    return new Promise((resolve, reject) => {
      const title = this.#title();
      try {
        startRun(this.#archive, this.#jobs, { id, title }, async (control) => {
          try {
            const { outcomes, result } = await this.#runAndSettle(id, files, control);
            resolve(outcomes);
            return result;
          } catch (error) {
            reject(error instanceof Error ? error : new Error(String(error)));
            throw error;
          }
        });
      } catch (error) {
        reject(error instanceof Error ? error : new Error(String(error)));
      }
    });
  }

  async #runAndSettle(id: number, files: readonly ReadyFile[], control: JobControl) {
    const totals = await runImport(this.#archive, id, control);
    const isFinal = new Map(files.map((file) => [file.path, file.isFinal]));
    const rows = await q.filesFrom(this.#archive.db.read, id, [...isFinal.keys()]);
    const outcomes: WatchedOutcome[] = [];
    const forgotten: number[] = [];
    for (const { id: row, source: path, outcome, code, documentId } of rows) {
      const refused = outcome === 'refused' ? (code ?? 'internal') : null;
      const isGone = refused === 'source-missing';
      const isEarly = refused !== null && passing.has(refused) && isFinal.get(path) !== true;
      if (isGone || isEarly) forgotten.push(row);
      const became = isGone ? 'gone' : isEarly ? 'again' : outcome;
      outcomes.push({ path, outcome: became, code: refused, documentId });
    }
    if (forgotten.length > 0) {
      await this.#archive.derive(['import', 'import_file'], (writer) =>
        q.forgetFiles(writer, forgotten),
      );
    }
    const count = (what: WatchedOutcome['outcome']): number =>
      outcomes.filter(({ outcome }) => outcome === what).length;
    const result = { ...totals, watched: { taken: count('imported'), refused: count('refused') } };
    return { outcomes, result };
  }
}
