import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import type { ChecklistId } from '../contract/ids.ts';
import type {
  ChecklistMapping,
  SheetPreview,
  SheetPreviewId,
  Understanding,
} from '../contract/checklist-import.ts';
import { ArchiveError } from '../contract/errors.ts';
import type { Archive } from '../library/index.ts';
import type { UnderstandArgs } from './sheet-file.ts';

/** A file that was understood and may be made a checklist. */
export interface Preview {
  readonly archive: Archive;
  readonly file: string;
  readonly understanding: Understanding;
  /** What checklists were when they were compared with it (import-apply.ts). */
  readonly compared: Map<ChecklistId, string>;
}

const mostPreviews = 6;
const previews = new Map<SheetPreviewId, Preview>();

/** A file's own name where it was uploaded: it is stored under a number, its path beside it. */
const uploaded = z.object({ file: z.string().regex(/^\d{1,9}$/u), path: z.string().max(4096) });

/**
 * The file behind a place, which for uploads is a folder of staging with one file in it.
 * @throws ArchiveError `source-missing`
 */
async function fileAt({ paths }: Archive, path: string): Promise<{ path: string; name: string }> {
  const isUpload = dirname(path) === paths.staging && basename(path).startsWith('upload-');
  if (!isUpload) return { path, name: basename(path) };
  const index = await readFile(join(path, 'index.ndjson'), 'utf8').catch((error: unknown) => {
    throw new ArchiveError('source-missing', {}, error);
  });
  const first = uploaded.safeParse(JSON.parse(index.split('\n')[0] || 'null'));
  if (!first.success) throw new ArchiveError('source-missing', {}, first.error);
  return { path: join(path, first.data.file), name: basename(first.data.path) };
}

/**
 * Understands a file as a checklist, in a bounded worker.
 * @throws ArchiveError as `understandFile` (sheet-file.ts); `worker-timeout`, `worker-died`
 */
export function understandChecklist(
  archive: Archive,
  path: string,
  name: string,
  mapping?: ChecklistMapping,
): Promise<Understanding> {
  const args: UnderstandArgs = { path, name, mapping };
  return archive.workers.run<UnderstandArgs, Understanding>('checklist.understand', args, {
    priority: 'urgent',
    timeoutMs: 60_000,
    maxRssBytes: 1_000e6,
  });
}

/** @throws ArchiveError as `understandChecklist` */
export async function openPreview(
  archive: Archive,
  placePath: string,
  mapping?: ChecklistMapping,
): Promise<SheetPreview> {
  const { path, name } = await fileAt(archive, placePath);
  const understanding = await understandChecklist(archive, path, name, mapping);
  const preview = randomBytes(18).toString('base64url') as SheetPreviewId;
  previews.set(preview, { archive, file: name, understanding, compared: new Map() });
  for (const old of previews.keys()) {
    if (previews.size <= mostPreviews) break;
    previews.delete(old);
  }
  const { draft, unplaced, mended, doubtful, sheets, proposedWindow } = understanding;
  return {
    preview,
    file: name.toWellFormed(),
    name: draft.name,
    window: draft.window,
    proposedWindow,
    mapping: understanding.mapping,
    sheets,
    items: draft.items.length,
    slots: draft.items.reduce((sum, { slots }) => sum + slots.length, 0),
    unplaced: unplaced.length,
    mended: mended.length,
    doubtful: doubtful.length,
  };
}

/** @throws ArchiveError `no-such-sheet` for one that is closed, too old, or of another archive */
export function previewOf(archive: Archive, id: SheetPreviewId): Preview {
  const preview = previews.get(id);
  if (preview === undefined || preview.archive !== archive) throw new ArchiveError('no-such-sheet');
  return preview;
}

export function closePreview(archive: Archive, id: SheetPreviewId): void {
  if (previews.get(id)?.archive === archive) previews.delete(id);
}
