import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ErrorCode } from '../contract/errors.ts';
import type { ImportOptions } from '../contract/intake.ts';
import type { OperationId } from '../contract/ids.ts';
import { originalName, type Archive } from '../library/index.ts';
import type { NamedCategory } from '../reading/index.ts';
import { describeFile, describeFolder, fieldsFor, proposalsFor, wellFormed } from './describe.ts';
import type { Inspected } from './inspect-file.ts';
import { forgetBatch, withdrawBatch, type Move, type PlacedBatch } from './place.ts';
import * as q from './queries.ts';
import { keptExtension } from './store.ts';

/** A file after storing and reading. `staged`: its copy waits in staging; null: the catalogue holds it. */
export type FileResult =
  | { readonly kind: 'refused'; readonly file: q.PendingFile; readonly code: ErrorCode }
  | {
      readonly kind: 'ready';
      readonly file: q.PendingFile;
      readonly sha256: string;
      readonly bytes: number;
      readonly staged: { readonly name: string; readonly inspected: Inspected } | null;
    };
type Ready = Extract<FileResult, { kind: 'ready' }>;

/** The files of one document to be: one, or the pages of a folder. */
export interface Unit {
  readonly group: string | null;
  readonly files: readonly FileResult[];
}

export interface CommitContext {
  readonly importId: number;
  readonly options: ImportOptions;
  readonly categories: readonly NamedCategory[];
  /** Scans are read by themselves soon: what is to be filed at once is filed when it is read. */
  readonly awaitsReading?: boolean;
  /** Lets a refused file in, as an original without pages, and a duplicate as another document. */
  readonly insist: boolean;
  /**
   * The files came by themselves, from a watched folder: what the archive has already is nothing to
   * tell, and what was destroyed does not come back.
   */
  readonly watched: boolean;
  /** Begins the import's operation with the first document. */
  readonly operation: () => Promise<OperationId>;
}

interface Plan {
  readonly originals: q.NewOriginal[];
  readonly moves: Move[];
  /** Their ids are given when they are written: until then -1, -2 … */
  readonly documents: q.NewDocument[];
  readonly settled: q.Settled[];
  /** Files that not even their import remembers. */
  readonly forgotten: number[];
}

/** Two imports of one archive never place the same original at once. */
const turns = new WeakMap<Archive['db'], Promise<unknown>>();

function inTurn<T>(archive: Archive, work: () => Promise<T>): Promise<T> {
  const next = (turns.get(archive.db) ?? Promise.resolve()).then(work, work);
  turns.set(
    archive.db,
    next.catch(() => undefined),
  );
  return next;
}

/**
 * Enters a batch: originals in place first, flushed, then everything the catalogue says about them in
 * one transaction. Where that fails, originals and catalogue are as they were, and the batch's staged
 * copies are gone: its files stay pending.
 */
export function commitUnits(
  archive: Archive,
  units: readonly Unit[],
  context: CommitContext,
): Promise<readonly q.Settled[]> {
  return inTurn(archive, async () => {
    const { staging } = archive.paths;
    try {
      const plan = await planFor(archive, units, context);
      return await carryOut(archive, plan, context);
    } finally {
      await discardStaged(staging, units);
    }
  });
}

/** Removes what is left of the units' copies; those that were moved are not there any more. */
export async function discardStaged(staging: string, units: readonly Unit[]): Promise<void> {
  for (const file of units.flatMap(({ files }) => files)) {
    if (file.kind === 'ready' && file.staged !== null)
      await rm(join(staging, file.staged.name), { force: true });
  }
}

async function carryOut(
  archive: Archive,
  plan: Plan,
  context: CommitContext,
): Promise<readonly q.Settled[]> {
  if (plan.documents.length === 0) {
    await archive.derive(['import', 'import_file'], async (writer) => {
      await q.settleFiles(writer, plan.settled);
      await q.forgetFiles(writer, plan.forgotten);
    });
    return plan.settled;
  }
  const operation = await context.operation();
  const placed = plan.moves.length === 0 ? null : await placeAll(archive, plan.moves);
  try {
    const entered = await archive.continueOperation(operation, async (writer) => {
      await q.addOriginals(writer, plan.originals);
      const { documents, settled } = numbered(plan, await q.nextDocumentId(writer));
      await q.addDocuments(writer, documents);
      await q.settleFiles(writer, settled);
      await q.forgetFiles(writer, plan.forgotten);
      await q.setOperation(writer, context.importId, operation);
      return settled;
    });
    if (placed !== null) await forgetBatch(placed);
    return entered;
  } catch (error) {
    // What cannot be taken back now is taken back when the archive is opened again.
    if (placed !== null)
      await withdrawBatch(archive.paths, placed, hashesKnownTo(archive)).catch(() => undefined);
    throw error;
  }
}

/** The plan with ids in place of its own numbers, which count down from -1. */
function numbered(
  { documents, settled }: Plan,
  firstId: number,
): Pick<Plan, 'documents' | 'settled'> {
  const idOf = (id: number): number => (id < 0 ? firstId - id - 1 : id);
  const idOrNone = (id: number | null): number | null => (id === null ? null : idOf(id));
  return {
    documents: documents.map((each) => ({ ...each, id: idOf(each.id) })),
    settled: settled.map((each) => ({
      ...each,
      documentId: idOrNone(each.documentId),
      duplicateOf: idOrNone(each.duplicateOf),
    })),
  };
}

function placeAll(archive: Archive, moves: readonly Move[]): Promise<PlacedBatch> {
  const { originals, staging } = archive.paths;
  return archive.workers.run('intake.place', { originals, staging, moves });
}

/** Which hashes the catalogue holds. */
export function hashesKnownTo({ db }: Pick<Archive, 'db'>) {
  return async (hashes: readonly string[]): Promise<ReadonlySet<string>> =>
    new Set((await q.knownOriginals(db.read, hashes)).map(({ sha256 }) => sha256));
}

async function planFor(
  { db }: Archive,
  units: readonly Unit[],
  context: CommitContext,
): Promise<Plan> {
  const hashes = units.flatMap(({ files }) =>
    files.flatMap((file) => (file.kind === 'ready' ? [file.sha256] : [])),
  );
  const [known, destroyed] = await Promise.all([
    q.knownOriginals(db.read, hashes),
    context.watched ? q.destroyedHashes(db.read, hashes) : [],
  ]);
  const planner = new Planner(known, new Set(destroyed), context);
  for (const unit of units) planner.add(unit);
  return planner.plan;
}

/** Decides, file by file in order, what is new and what repeats. */
class Planner {
  readonly plan: Plan = { originals: [], moves: [], documents: [], settled: [], forgotten: [] };
  readonly #context: CommitContext;
  readonly #destroyed: ReadonlySet<string>;
  /** Hashes that are or will be in the catalogue, and the first document that holds each. */
  readonly #documents: Map<string, number | null>;
  constructor(
    known: readonly q.KnownOriginal[],
    destroyed: ReadonlySet<string>,
    context: CommitContext,
  ) {
    this.#destroyed = destroyed;
    this.#documents = new Map(known.map(({ sha256, documentId }) => [sha256, documentId]));
    this.#context = context;
  }

  add({ group, files }: Unit): void {
    const ready: Ready[] = [];
    for (const file of files) {
      const code = this.#refusal(file);
      if (this.#isDestroyed(file)) this.plan.forgotten.push(file.file.id);
      else if (code !== null) this.#settle(file, 'refused', { code });
      else if (file.kind === 'ready') ready.push(file);
    }
    if (ready.length === 0) return;
    const original = this.#context.insist ? null : this.#duplicated(ready);
    const repeated = this.#context.watched ? 'skipped' : 'duplicate';
    if (original === null) this.#addDocument(group, ready);
    else for (const file of ready) this.#settle(file, repeated, { duplicateOf: original });
  }

  #isDestroyed(file: FileResult): boolean {
    return file.kind === 'ready' && this.#destroyed.has(file.sha256);
  }

  #refusal(file: FileResult): ErrorCode | null {
    if (file.kind === 'refused') return file.code;
    if (file.staged === null) return this.#documents.has(file.sha256) ? null : 'original-missing';
    if (this.#context.insist || this.#documents.has(file.sha256)) return null;
    return file.staged.inspected.refusal;
  }

  /** The one document that holds all of these files already, if there is one. */
  #duplicated(ready: readonly Ready[]): number | null {
    const holders = new Set(ready.map(({ sha256 }) => this.#documents.get(sha256) ?? null));
    const [holder = null] = holders;
    return holders.size === 1 ? holder : null;
  }

  #addDocument(group: string | null, ready: readonly Ready[]): void {
    const id = -1 - this.plan.documents.length;
    const [first] = ready;
    if (first === undefined) return;
    for (const file of ready) this.#addOriginal(file, id);
    const { options, categories, importId } = this.#context;
    const described =
      group === null
        ? describeFile(first.file, first.staged?.inspected.pages ?? [])
        : describeFolder(group, first.file);
    const proposals = proposalsFor(described, categories);
    const waits = this.#context.awaitsReading === true && ready.some(hasUnreadPages);
    this.plan.documents.push({
      id,
      importId,
      ...fieldsFor(described, proposals, waits ? { ...options, confirm: false } : options),
      parts: ready.map(({ sha256, file }) => ({
        sha256,
        name: wellFormed(file.path.split('/').at(-1) ?? file.path),
        path: wellFormed(file.path),
      })),
      proposals: proposals.proposals.map((each) => ({
        ...each,
        value: wellFormed(each.value),
        evidence: wellFormed(each.evidence),
      })),
      notes: proposals.notes,
    });
    for (const file of ready) this.#settle(file, 'imported', { documentId: id });
  }

  #addOriginal({ sha256, bytes, staged, file }: Ready, documentId: number): void {
    const isNew = !this.#documents.has(sha256);
    if ((this.#documents.get(sha256) ?? null) === null) this.#documents.set(sha256, documentId);
    if (!isNew || staged === null) return;
    const { type, pageState, pages } = staged.inspected;
    const extension = keptExtension(file.path);
    this.plan.originals.push({ sha256, bytes, extension, type, pageState, pages });
    const target = originalName(sha256, extension);
    this.plan.moves.push({ stagedName: staged.name, sha256, target });
  }

  #settle(
    result: FileResult,
    outcome: q.Outcome,
    details: Partial<Pick<q.Settled, 'code' | 'documentId' | 'duplicateOf'>>,
  ): void {
    const { sha256, bytes } = result.kind === 'ready' ? result : { sha256: null, bytes: null };
    const nothing = { code: null, documentId: null, duplicateOf: null };
    this.plan.settled.push({ id: result.file.id, outcome, sha256, bytes, ...nothing, ...details });
  }
}

function hasUnreadPages({ staged }: Ready): boolean {
  return staged?.inspected.pages.some(({ text }) => text === '') === true;
}
