import { mkdtempSync, rmSync } from 'node:fs';
import { access, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ArchiveError } from '../contract/errors.ts';
import type { DocumentId } from '../contract/ids.ts';
import { originalPath, type Archive } from '../library/index.ts';
import { drawPage } from './files.ts';
import { passwordFor } from './passwords.ts';
import * as q from './queries.ts';

/** Widths that page images are drawn in, so that few are kept of each page. Pixels. */
export const imageWidths = [160, 480, 960, 1440, 2160] as const;
export const THUMBNAIL_WIDTH = 160;

export interface PageImage {
  readonly path: string;
  readonly contentType: 'image/webp';
}

/**
 * The image of page `n` (from 1) of a document, upright as its part is turned: drawn when first
 * asked for, kept below `derived`. Of the widths it comes in, the least that is `widthPx` or more.
 * @throws ArchiveError `no-such-page`, `locked` (needs a password this session has not been told),
 *   `original-missing`, `unreadable`, `worker-died`, `worker-timeout`, `disk-full`
 */
export async function pageImage(
  archive: Archive,
  documentId: DocumentId,
  n: number,
  widthPx: number,
): Promise<PageImage> {
  const [page] = await q.pagesOf(archive.db.read, documentId, n, 1);
  if (page === undefined) throw new ArchiveError('no-such-page', { page: n });
  return imageOf(archive, page, widthPx);
}

/** A page of an original, small and as its file shows it: also one that no document shows. Throws as `pageImage` does. */
export async function thumbnailOfOriginal(
  archive: Archive,
  originalId: number,
  page: number,
): Promise<PageImage> {
  const found = await q.pageOfOriginal(archive.db.read, originalId, page);
  if (found === undefined) throw new ArchiveError('no-such-page', { page });
  return imageOf(archive, found, THUMBNAIL_WIDTH);
}

async function imageOf(archive: Archive, page: q.DrawnPage, widthPx: number): Promise<PageImage> {
  const width = imageWidths.find((step) => step >= widthPx) ?? 2160;
  const turn = page.partRotation === 0 ? '' : `-r${page.partRotation}`;
  const place = [page.sha256.slice(0, 2), page.sha256, `p${page.number}-w${width}${turn}.webp`];
  const kept = join(archive.paths.derived, ...place);
  if (await exists(kept)) return webp(kept);
  const path = join(folderFor(archive), ...place);
  if (!(await exists(path))) await drawOnce(path, () => drawInto(archive, page, width, path));
  return webp(path);
}

const webp = (path: string): PageImage => ({ path, contentType: 'image/webp' });

/** The first page, small. Throws as `pageImage` does. */
export function thumbnail(archive: Archive, documentId: DocumentId): Promise<PageImage> {
  return pageImage(archive, documentId, 1, THUMBNAIL_WIDTH);
}

async function drawInto(
  archive: Archive,
  page: q.DrawnPage,
  widthPx: number,
  outPath: string,
): Promise<void> {
  const password = passwordFor(archive, page.sha256);
  if (page.pageState === 'locked' && password === undefined) throw new ArchiveError('locked');
  try {
    await drawPage(
      archive.workers,
      {
        path: originalPath(archive, page.sha256, page.extension),
        type: page.type,
        page: page.number,
        widthPx,
        rotation: page.partRotation,
        format: 'webp',
        outPath,
        unfinishedFolder: unfinishedFolder(archive),
        ...(password === undefined ? {} : { password }),
      },
      { priority: 'urgent' },
    );
  } catch (error) {
    if (error instanceof ArchiveError && error.code === 'source-missing') {
      throw new ArchiveError('original-missing', {}, error);
    }
    throw error;
  }
}

const drawing = new Map<string, Promise<void>>();
const failed = new Map<string, { readonly error: ArchiveError; readonly atMs: number }>();
/** A page that cannot be drawn is not tried again at each look, but now and then. */
const FAILED_FOR_MS = 300_000;
const MAX_FAILED = 1000;
const lasting = new Set(['unreadable', 'worker-died', 'worker-timeout']);

/** The same drawing asked for twice at once is done once. */
function drawOnce(path: string, draw: () => Promise<void>): Promise<void> {
  const failure = failed.get(path);
  if (failure !== undefined && performance.now() - failure.atMs < FAILED_FOR_MS) {
    return Promise.reject(failure.error);
  }
  const running = drawing.get(path) ?? start(path, draw);
  drawing.set(path, running);
  return running;
}

async function start(path: string, draw: () => Promise<void>): Promise<void> {
  try {
    await draw();
  } catch (error) {
    if (error instanceof ArchiveError && lasting.has(error.code)) {
      if (failed.size >= MAX_FAILED) failed.clear();
      failed.set(path, { error, atMs: performance.now() });
    }
    throw error;
  } finally {
    drawing.delete(path);
  }
}

function unfinishedFolder(archive: Archive): string {
  return join(folderFor(archive), 'unfinished');
}

/** Removes what a killed program left half drawn. For opening an archive, before anything is drawn. */
export async function removeUnfinished(archive: Archive): Promise<void> {
  if (!archive.readOnly) await rm(unfinishedFolder(archive), { recursive: true, force: true });
}

/** An archive that is only looked at is not written to: its drawings live as long as the program. */
function folderFor(archive: Archive): string {
  return archive.readOnly ? join(ownTemporaryFolder(), archive.id) : archive.paths.derived;
}

let temporaryFolder: string | undefined;

function ownTemporaryFolder(): string {
  if (temporaryFolder === undefined) {
    const made = mkdtempSync(join(tmpdir(), 'mingce-drawings-'));
    process.once('exit', () => rmSync(made, { recursive: true, force: true }));
    temporaryFolder = made;
  }
  return temporaryFolder;
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
