import { readdir, rm, rmdir } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { basename, join } from 'node:path';
import { ArchiveError } from '../contract/errors.ts';
import type { ImportOptions } from '../contract/intake.ts';
import type { OperationId } from '../contract/ids.ts';
import { counted, type Archive, type JobControl } from '../library/index.ts';
import {
  commitUnits,
  discardStaged,
  type CommitContext,
  type FileResult,
  type Unit,
} from './commit.ts';
import { concernsArchive } from './fs-errors.ts';
import { inOrder, orIdle } from './in-order.ts';
import { Progress } from './progress.ts';
import * as q from './queries.ts';
import { categoriesWithParents, queueOf } from '../reading/index.ts';
import { scan, type Found, type ImportSource } from './scan.ts';
import { Taker } from './taker.ts';

/** Files in all and by what became of them; those left out knowingly do not count. */
export interface ImportTotals {
  readonly import: number;
  readonly imported: number;
  readonly duplicates: number;
  readonly refused: number;
  readonly pending: number;
}

/**
 * Notes a new import; `runImport` does it.
 * @throws ArchiveError `no-such-category`, `archive-read-only`.
 */
export async function startImport(
  archive: Archive,
  sources: readonly ImportSource[],
  options: ImportOptions,
  title: string = titleOf(sources),
): Promise<{ readonly id: number; readonly title: string }> {
  if (options.categoryId !== undefined) {
    const categories = await categoriesWithParents(archive.db.read);
    if (!categories.some(({ id }) => id === options.categoryId))
      throw new ArchiveError('no-such-category', { id: options.categoryId });
  }
  const id = await archive.derive(['import'], (writer) =>
    q.addImport(writer, title, options, sources),
  );
  return { id, title };
}

function titleOf(sources: readonly ImportSource[]): string {
  const [first] = sources;
  if (first === undefined) return '';
  const name = first.kind === 'path' ? basename(first.path) || first.path : '';
  return (sources.length === 1 ? name : `${name} …`).toWellFormed();
}

/**
 * Does what is left of an import: lists the sources where that was not finished, then stores, reads
 * and enters every file not yet settled. What was entered stays, whatever happens after.
 * A full disk pauses the job (`pauseBecause`); any one file's trouble refuses that file alone.
 * Of an import that files at once, scans that the reading queue is about to read are left to it: they
 * are filed with what they say. `filesUnread`: they are not waited for.
 * @throws ArchiveError `no-such-import`, `cancelled`, `disk-full` and the like where nobody can be asked.
 */
export async function runImport(
  archive: Archive,
  id: number,
  control: JobControl,
  { filesUnread = false }: { readonly filesUnread?: boolean } = {},
): Promise<ImportTotals> {
  const record = await q.importRecord(archive.db.read, id);
  if (record === undefined) throw new ArchiveError('no-such-import', { id });
  const operation = importOperation(archive, id);
  const awaitsReading = !filesUnread && queueOf(archive)?.isAutomatic() === true;
  await setState(archive, id, 'running');
  try {
    if (!record.listed) await listSources(archive, record, control);
    await untilDone(control, () =>
      importPending(archive, record, operation.begin, control, awaitsReading),
    );
    await setState(archive, id, 'finished');
    await forgetUploads(archive, record);
  } catch (error) {
    // The cause is what the user must hear, also where the catalogue cannot be written any more.
    await setState(archive, id, 'stopped').catch(() => undefined);
    throw control.signal.aborted ? new ArchiveError('cancelled', {}, error) : error;
  } finally {
    await operation.seal();
  }
  return totalsOf(archive, id);
}

function setState(archive: Archive, id: number, state: q.ImportRecord['state']): Promise<void> {
  return archive.derive(['import'], (writer) => q.setState(writer, id, state));
}

/** One operation for all documents of a run, begun with the first. */
function importOperation(archive: Archive, id: number) {
  let begun: Promise<OperationId> | undefined;
  const begin = async (): Promise<OperationId> => {
    const counts = await q.countsOf(archive.db.read, id);
    const files = counts.find(({ outcome }) => outcome === 'pending')?.files ?? 0;
    const zh = `导入 ${files} 个文件`;
    return archive.beginOperation({ kind: 'import', zh, en: `Import ${counted(files, 'file')}` });
  };
  return {
    begin: () => (begun ??= begin()),
    /** Where the catalogue cannot be written now, the next opening seals it. */
    seal: async () => {
      const operation = await begun?.catch(() => undefined);
      if (operation !== undefined) await archive.sealOperation(operation).catch(() => undefined);
    },
  };
}

/** Runs `work` again after each pause that the archive's own trouble made necessary. */
async function untilDone(control: JobControl, work: () => Promise<void>): Promise<void> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      const mayHelp = concernsArchive(error) && pausing.has(error.code) && !control.signal.aborted;
      if (!mayHelp) throw error;
      control.pauseBecause(error);
      await control.paused();
    }
  }
}

/** What the user can mend while the job waits. */
const pausing: ReadonlySet<string> = new Set(['disk-full', 'folder-not-writable']);

async function listSources(
  archive: Archive,
  { id, sources, options }: q.ImportRecord,
  control: JobControl,
): Promise<void> {
  const found: Found[] = [];
  let bytes = 0;
  const scanOptions = {
    folderAsDocument: options.folderAsDocument === true,
    except: [archive.folder],
    signal: control.signal,
  };
  for await (const each of scan(sources, scanOptions)) {
    found.push(each);
    bytes += each.kind === 'file' ? each.bytes : 0;
    control.report({
      done: 0,
      total: null,
      doneBytes: bytes,
      totalBytes: null,
      current: each.path,
    });
  }
  const files = found.map(newFile);
  await archive.derive(['import', 'import_file'], async (writer) => {
    for (let from = 0; from < files.length; from += 5000)
      await q.addFiles(writer, id, files.slice(from, from + 5000));
    await q.markListed(writer, id);
  });
}

function newFile(found: Found): q.NewFile {
  const { source, path } = found;
  const nothing = { source, path, bytes: 0, modifiedMs: 0, group: null, code: null };
  switch (found.kind) {
    case 'file': {
      const { bytes, modifiedMs, group } = found;
      return { ...nothing, bytes, modifiedMs, group, outcome: 'pending' };
    }
    case 'refused':
      return { ...nothing, outcome: 'refused', code: found.code };
    case 'skipped':
      return { ...nothing, outcome: 'skipped' };
  }
}

async function importPending(
  archive: Archive,
  record: q.ImportRecord,
  operation: () => Promise<OperationId>,
  control: JobControl,
  awaitsReading: boolean,
): Promise<void> {
  const { id: importId, options, sources } = record;
  const categories = await categoriesWithParents(archive.db.read);
  const watched = sources.some(({ kind }) => kind === 'watch');
  const context: CommitContext = {
    importId,
    options,
    categories,
    awaitsReading,
    insist: false,
    watched,
    operation,
  };
  const progress = await Progress.of(archive, importId, control);
  // One file's failure on the archive's side stops the others, too.
  const halt = new AbortController();
  const signal = AbortSignal.any([control.signal, halt.signal]);
  const taker = new Taker(archive, control, progress, {
    signal,
    halt: (cause) => halt.abort(cause),
  });
  const batch = new Batch();
  const results = inOrder(
    pendingUnits(archive, importId),
    { running: availableParallelism() + 2, ahead: 64 },
    (files) => taker.take(files),
    (unit) => discardStaged(archive.paths.staging, [unit]),
  );
  const enter = async (): Promise<void> => {
    const units = batch.empty();
    if (units.length === 0) return;
    try {
      taker.forget(await commitUnits(archive, units, context));
    } catch (error) {
      halt.abort(error);
      throw error;
    }
  };
  try {
    for await (const unit of orIdle(results, 1000)) {
      if (unit !== null) {
        batch.add(unit);
        progress.took(unit);
      }
      if (batch.isFull || unit === null) await enter();
    }
    await enter();
  } catch (thrown) {
    halt.abort(thrown);
    // Files that were stopped say `cancelled`; the first to fail says why.
    const error: unknown = halt.signal.reason;
    // What is whole already stays, also when the rest is cancelled.
    if (!concernsArchive(error)) await enter().catch(() => undefined);
    await discardStaged(archive.paths.staging, batch.empty());
    throw error;
  }
}

/** Files not yet settled, those of one folder document together. */
async function* pendingUnits(
  { db }: Archive,
  importId: number,
): AsyncGenerator<readonly q.PendingFile[]> {
  let unit: q.PendingFile[] = [];
  for (let after = 0; ;) {
    const files = await q.pendingFiles(db.read, importId, after, 500);
    const last = files.at(-1);
    if (last === undefined) break;
    for (const file of files) {
      const together = file.group !== null && file.group === unit[0]?.group;
      if (!together && unit.length > 0) {
        yield unit;
        unit = [];
      }
      unit.push(file);
    }
    after = last.id;
  }
  if (unit.length > 0) yield unit;
}

/** Documents, bytes, text and time one transaction may hold: little enough to lose, enough to be quick. */
class Batch {
  #units: Unit[] = [];
  #weight = 0;
  #since = performance.now();

  add(unit: Unit): void {
    this.#units.push(unit);
    for (const file of unit.files) this.#weight += weightOf(file);
  }

  get isFull(): boolean {
    const waitedMs = performance.now() - this.#since;
    return this.#units.length >= 64 || this.#weight >= 200e6 || waitedMs >= 1000;
  }

  empty(): readonly Unit[] {
    const units = this.#units;
    this.#units = [];
    this.#weight = 0;
    this.#since = performance.now();
    return units;
  }
}

function weightOf(file: FileResult): number {
  if (file.kind !== 'ready' || file.staged === null) return 0;
  const text = file.staged.inspected.pages.reduce((sum, page) => sum + page.text.length, 0);
  return file.bytes + text * 20;
}

/** Uploaded copies go when their import is done, but for files the user may still insist on. */
async function forgetUploads(archive: Archive, { id, sources }: q.ImportRecord): Promise<void> {
  const uploads = sources.flatMap((source) => (source.kind === 'upload' ? [source.folder] : []));
  if (uploads.length === 0) return;
  const { files } = await q.importFiles(archive.db.read, id, ['refused'], 0, 100_000);
  const wanted = new Set(files.map(({ source }) => source));
  for (const folder of uploads) {
    for (const name of await readdir(folder).catch(() => [] as string[]))
      if (!wanted.has(join(folder, name))) await rm(join(folder, name), { force: true });
    // Only an empty folder goes.
    await rmdir(folder).catch(() => undefined);
  }
}

/** Gives the rest of an import up: files not yet settled are left out. */
export async function giveUpImport(archive: Archive, id: number): Promise<void> {
  const record = await q.importRecord(archive.db.read, id);
  if (record === undefined) throw new ArchiveError('no-such-import', { id });
  await archive.derive(['import', 'import_file'], async (writer) => {
    await q.giveUpPending(writer, id);
    await q.setState(writer, id, 'finished');
  });
  await forgetUploads(archive, record);
}

export async function totalsOf({ db }: Archive, id: number): Promise<ImportTotals> {
  const counts = await q.countsOf(db.read, id);
  const files = (wanted: q.Outcome): number =>
    counts.find(({ outcome }) => outcome === wanted)?.files ?? 0;
  return {
    import: id,
    imported: files('imported'),
    duplicates: files('duplicate'),
    refused: files('refused'),
    pending: files('pending'),
  };
}
