import { randomUUID } from 'node:crypto';
import { mkdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { ArchiveError, errorWords, type WireError } from '../contract/index.ts';
import type { DocumentId, ImportFileId, ImportId } from '../contract/ids.ts';
import type { ImportFile, intakeCalls } from '../contract/intake.ts';
import type { Archive, CallContext, Handlers } from '../library/index.ts';
import { giveUpImport, startImport } from './import-job.ts';
import { isRunning, startRun } from './import-runs.ts';
import { canKeep, keepAnyway } from './keep-anyway.ts';
import * as q from './queries.ts';
import type { ImportSource } from './scan.ts';
import { separatorPath, writeSeparators } from './separators.ts';

export const intakeHandlers: Handlers<typeof intakeCalls> = {
  'intake.choose': async ({ what }, { chooseFiles, chooseFolder, placeFor }) => {
    if (chooseFiles === undefined || chooseFolder === undefined)
      throw new ArchiveError('not-allowed');
    const folder = what === 'folder' ? await chooseFolder('import') : null;
    const paths = what === 'files' ? await chooseFiles() : folder === null ? null : [folder];
    return { places: paths === null ? null : paths.map(placeFor) };
  },
  'intake.openUpload': async ({ title }, { archive, placeFor }) => {
    const folder = join(archive.paths.staging, `upload-${randomUUID()}`);
    await mkdir(folder);
    uploadTitles.set(folder, title);
    return { place: placeFor(folder) };
  },
  'intake.start': async ({ places, options }, context) => {
    const { archive, pathOf } = context;
    const sources = places.map((place) => sourceOf(archive, pathOf(place)));
    const title = sources.map(uploadTitle).find((each) => each !== undefined);
    const started = await startImport(archive, sources, options, title);
    const job = startRun(archive, context.jobs, started);
    return { import: started.id as ImportId, job };
  },
  'intake.imports': async ({ offset, limit }, { archive }) => ({
    imports: (await q.importSummaries(archive.db.read, offset, limit)).map((row) => ({
      ...row,
      id: row.id as ImportId,
    })),
  }),
  'intake.files': async ({ id, outcomes, offset, limit }, { archive }) => {
    const wanted = outcomes ?? (['pending', 'imported', 'duplicate', 'refused'] as const);
    const { total, files } = await q.importFiles(archive.db.read, id, wanted, offset, limit);
    return { total, files: await Promise.all(files.map(importFileOf)) };
  },
  'intake.resume': async ({ id }, context) => {
    const record = await q.importRecord(context.archive.db.read, id);
    if (record === undefined) throw new ArchiveError('no-such-import', { id });
    return { job: startRun(context.archive, context.jobs, record) };
  },
  'intake.giveUp': async ({ id }, { archive }) => {
    if (isRunning(archive, id)) throw new ArchiveError('not-allowed', { id });
    await giveUpImport(archive, id);
    return {};
  },
  'intake.watched': async (_, context) => watchedNow(context),
  'intake.watch': async ({ on }, context) => {
    const { chooseFolder, watching } = context;
    if (on && chooseFolder === undefined) throw new ArchiveError('not-allowed');
    const folder = on ? await chooseFolder?.('watch') : null;
    // null of the dialog: it was closed, all stays as it is.
    if (!on || typeof folder === 'string') await watching?.choose(folder ?? null);
    return watchedNow(context);
  },
  'intake.separators': async ({ sheets }, { archive, address, openPath }) => {
    const path = await separatorPath(archive);
    const pages = await writeSeparators(archive, sheets, path);
    await openPath?.(path);
    const file = basename(path);
    return { file, address: address('volume', encodeURIComponent(file)), pages };
  },
  'intake.keepAnyway': async ({ files }, { archive }) => {
    const { kept, failed } = await keepAnyway(archive, files);
    return {
      kept: kept.map((id) => id as DocumentId),
      failed: failed.map(({ file, error }) => ({
        file: file as ImportFileId,
        error: wireOf(error, archive),
      })),
    };
  },
};

const nothingWatched = { folder: null, state: 'off', taken: 0 } as const;

function watchedNow({ watching, chooseFolder }: CallContext) {
  return { ...(watching?.now() ?? nothingWatched), canChoose: chooseFolder !== undefined };
}

/** What the user calls an upload, until its import begins. */
const uploadTitles = new Map<string, string>();

function uploadTitle(source: ImportSource): string | undefined {
  return source.kind === 'upload' ? uploadTitles.get(source.folder) : undefined;
}

function sourceOf({ paths }: Archive, path: string): ImportSource {
  const isUpload = dirname(path) === paths.staging && basename(path).startsWith('upload-');
  return isUpload ? { kind: 'upload', folder: path } : { kind: 'path', path };
}

async function importFileOf(row: q.FileRow): Promise<ImportFile> {
  const { id, path, bytes, outcome, code, documentId, duplicateOf, duplicateTitle } = row;
  return {
    id: id as ImportFileId,
    path: path.toWellFormed(),
    bytes,
    outcome,
    code,
    documentId: documentId as DocumentId | null,
    duplicateOf:
      duplicateOf === null || duplicateTitle === null
        ? null
        : {
            id: duplicateOf as DocumentId,
            title: duplicateTitle,
            trashed: row.duplicateTrashed === 1,
          },
    canKeep: canKeep(row) && (outcome === 'duplicate' || (await exists(row.source))),
  };
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

function wireOf({ code, details }: ArchiveError, { language }: Archive): WireError {
  return { code, message: errorWords(code, details, language), details };
}
