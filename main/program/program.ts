import { resolve } from 'node:path';
import type { z } from 'zod';
import {
  binderHandlers,
  checklistSheetHandlers,
  checklistSummaryHandlers,
} from '../binder/index.ts';
import { catalogHandlers } from '../catalog/index.ts';
import {
  checklistCandidateHandlers,
  checklistEditionHandlers,
  checklistCheckHandlers,
  checklistHandlers,
  checklistImportHandlers,
  checklistScoreHandlers,
} from '../checklist/index.ts';
import {
  ArchiveError,
  callRequest,
  contract,
  errorWords,
  type jobCalls,
  type CallName,
  type CallResponse,
  type HostEvent,
  type PlaceId,
} from '../contract/index.ts';
import { intakeHandlers } from '../intake/index.ts';
import { keepingHandlers } from '../keeping/index.ts';
import { renameArchive, type CallContext } from '../library/index.ts';
import { readerPool, readingHandlers } from '../reading/index.ts';
import { searchHandlers } from '../search/index.ts';
import { createWorkerPool } from '../workers/index.ts';
import { createArchives, describeArchive, type OpenEntry } from './archives.ts';
import type { Host } from './host.ts';
import { createProgramHandlers } from './library-calls.ts';
import { createPlaces } from './places.ts';
import { openMemory } from './preferences.ts';
import { archiveResource, type ResourceAnswer } from './resources.ts';
import { beginWatching } from './watching.ts';

/** The one program behind the doors. A session is a window or a browser tab. */
export interface Program {
  /** Answers a call of the contract: checked in, checked out, never throws. */
  readonly answer: (session: string, request: unknown) => Promise<CallResponse>;
  readonly subscribe: (session: string, listener: (event: HostEvent) => void) => () => void;
  /** Bytes for a path that begins with `r/` (see `CallContext.address`). */
  readonly resource: (
    session: string,
    path: string,
    range: string | undefined,
  ) => Promise<ResourceAnswer>;
  /** The session's window is gone: archives that it alone had open are closed. */
  readonly endSession: (session: string) => Promise<void>;
  /** An id for a path that the user gave on the main side (a dialog, a drop). */
  readonly placeForPath: (session: string, path: string) => PlaceId;
  /** Where uploads to a place go; null where it is no upload place of this session's archive. */
  readonly uploadFolder: (session: string, place: string) => string | null;
  readonly close: () => Promise<void>;
}

type AnyHandler = (args: unknown, context: CallContext) => Promise<unknown>;

function jobHandlers(entry: OpenEntry): Readonly<Record<keyof typeof jobCalls, AnyHandler>> {
  const one =
    (act: (id: never) => void): AnyHandler =>
    async (args) => {
      act((args as { id: string }).id as never);
      return {};
    };
  return {
    'jobs.list': async () => ({ jobs: entry.jobs.list() }),
    'jobs.pause': one(entry.jobs.pause),
    'jobs.resume': one(entry.jobs.resume),
    'jobs.cancel': one(entry.jobs.cancel),
  };
}

const archiveHandlers = {
  ...catalogHandlers,
  ...searchHandlers,
  ...checklistHandlers,
  ...checklistCandidateHandlers,
  ...checklistEditionHandlers,
  ...checklistCheckHandlers,
  ...checklistImportHandlers,
  ...checklistScoreHandlers,
  ...readingHandlers,
  ...intakeHandlers,
  ...checklistSheetHandlers,
  ...checklistSummaryHandlers,
  ...binderHandlers,
  ...keepingHandlers,
} as unknown as Readonly<Record<string, AnyHandler>>;

function checked<T>(schema: z.ZodType<T>, value: unknown, code: 'bad-request' | 'internal'): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues
    .slice(0, 3)
    .map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new ArchiveError(code, { problems }, parsed.error);
}

export async function createProgram(host: Host): Promise<Program> {
  const memory = await openMemory(host.userDataFolder);
  const places = createPlaces();
  const workers = createWorkerPool(host.launchWorker, { size: 2 });
  const readers = createWorkerPool(host.launchWorker, readerPool());
  const listeners = new Map<string, Set<(event: HostEvent) => void>>();
  const archives = createArchives({
    tell: (sessions, event) => {
      for (const session of sessions) {
        for (const listener of listeners.get(session) ?? []) listener(event);
      }
    },
    closing: async (archive, documents) => {
      const { name } = await archive.about();
      const openedAt = new Date().toISOString();
      await memory.remember({ path: archive.folder, name, documents, openedAt });
    },
    readsAutomatically: () => memory.preferences().readAutomatically,
    watch: (archive, jobs, changed) => beginWatching({ archive, jobs, memory, host, changed }),
  });
  memory.onPreferences(archives.wakeReading);
  const programHandlers = createProgramHandlers({
    host,
    memory,
    places,
    archives,
    workers,
    readers,
  });

  const contextOf = (session: string, entry: OpenEntry): CallContext => ({
    archive: entry.archive,
    session,
    jobs: entry.jobs,
    address: (kind, rest) => host.address(session, `r/${kind}/${entry.handle}/${rest}`),
    watching: entry.watching,
    pathOf: places.pathOf,
    placeFor: places.idFor,
    chooseFolder:
      host.chooseFolder &&
      ((purpose) => host.chooseFolder?.(session, purpose) ?? Promise.resolve(null)),
    chooseFiles: host.chooseFiles && (() => host.chooseFiles?.(session) ?? Promise.resolve(null)),
    openPath: host.openPath,
    revealPath: host.revealPath,
  });

  const libraryHandlers = (
    session: string,
    entry: OpenEntry,
  ): Readonly<Record<string, AnyHandler>> => ({
    'library.close': async () => {
      await memory.setLast(null);
      await archives.leave(session, entry.handle);
      return {};
    },
    'library.rename': async (args) => {
      await renameArchive(entry.archive, args as { name: string; fonds: string | null });
      return describeArchive(entry);
    },
  });

  const perform = async (session: string, request: unknown): Promise<unknown> => {
    const { call, archive: handle, args } = checked(callRequest, request, 'bad-request');
    if (!Object.hasOwn(contract, call)) throw new ArchiveError('unknown-call', { call });
    const name = call as CallName;
    const { scope, effect, args: argsSchema, result } = contract[name];
    const input: unknown = checked(argsSchema as z.ZodType, args ?? {}, 'bad-request');
    if (scope === 'program') {
      const handler = programHandlers[name as keyof typeof programHandlers] as unknown as (
        args: unknown,
        session: string,
      ) => Promise<unknown>;
      return checked(result as z.ZodType, await handler(input, session), 'internal');
    }
    const entry = handle === undefined ? undefined : archives.entry(session, handle);
    if (entry === undefined) throw new ArchiveError('archive-not-found', {});
    if (effect === 'change' && entry.archive.readOnly) {
      throw new ArchiveError('archive-read-only', { path: entry.archive.folder });
    }
    const handlers: Readonly<Record<string, AnyHandler>> = {
      ...archiveHandlers,
      ...jobHandlers(entry),
      ...libraryHandlers(session, entry),
    };
    const handler = handlers[name];
    if (handler === undefined) throw new ArchiveError('not-yet', { call });
    return checked(
      result as z.ZodType,
      await handler(input, contextOf(session, entry)),
      'internal',
    );
  };

  return {
    answer: async (session, request) => {
      try {
        return { ok: true, value: await perform(session, request) };
      } catch (error) {
        const known =
          error instanceof ArchiveError ? error : new ArchiveError('internal', {}, error);
        // A bug is written where a developer finds it; the user is told that it is one.
        if (known.code === 'internal') console.error(known.cause ?? known);
        const message = errorWords(known.code, known.details, memory.preferences().language);
        return { ok: false, error: { code: known.code, message, details: { ...known.details } } };
      }
    },
    subscribe: (session, listener) => {
      const own = listeners.get(session) ?? new Set();
      own.add(listener);
      listeners.set(session, own);
      return () => own.delete(listener);
    },
    resource: async (session, path, range) => {
      const [root, kind = '', handle = '', ...rest] = path.split('/');
      const entry = root === 'r' ? archives.entry(session, handle) : undefined;
      if (entry === undefined) return { status: 404, headers: {}, body: null };
      const words = rest.map((word) => {
        try {
          return decodeURIComponent(word);
        } catch {
          return '';
        }
      });
      return archiveResource(entry.archive, kind, words, range);
    },
    endSession: async (session) => {
      listeners.delete(session);
      archives.stopOpening(session);
      for (const entry of archives.ofSession(session)) await archives.leave(session, entry.handle);
    },
    placeForPath: (_session, path) => places.idFor(resolve(path)),
    uploadFolder: (session, place) => {
      const folder = places.pathOf(place as PlaceId);
      const within = archives
        .ofSession(session)
        .some(
          ({ archive }) =>
            folder.startsWith(`${archive.paths.staging}/upload-`) ||
            folder.startsWith(`${archive.paths.staging}\\upload-`),
        );
      return within ? folder : null;
    },
    close: async () => {
      await archives.close();
      await Promise.all([workers.close(), readers.close()]);
    },
  };
}
