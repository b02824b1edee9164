import { basename } from 'node:path';
import type { BinderRecipe, BinderReport } from '../contract/binder.ts';
import { ArchiveError } from '../contract/errors.ts';
import type { Failure } from '../contract/errors.ts';
import type { DocumentId } from '../contract/ids.ts';
import type { Archive, JobControl } from '../library/index.ts';
import { composePlan, volumeFileName } from './compose.ts';
import { reasonInEnglish, reasonInWords } from './placeholder.ts';
import { isEmpty } from './plan.ts';
import type { PageNote, VolumeReport } from './volume-report.ts';
import { targetOf, writePlan } from './write-plan.ts';

/**
 * Binds what a recipe selects into one PDF at `outPath` (absolute; a `.pdf`, or a folder where the
 * volume is named by unit, years and title). A name that is taken is not replaced. A document that
 * ends its worker, or holds it up for `stallMs`, becomes a placeholder. `ms` of the report is
 * composing, writing, hashing, flushing and renaming; `checkMs` the self-check.
 * @throws ArchiveError `nothing-to-bind`, `target-not-writable`, `disk-full`, `name-too-long`,
 *   `cancelled`, `worker-died`. Nothing is left behind then.
 */
export async function writeBinder(
  archive: Archive,
  recipe: BinderRecipe,
  outPath: string,
  control: Pick<JobControl, 'signal' | 'report'>,
  stallMs = 45_000,
): Promise<BinderReport> {
  const startMs = performance.now();
  const plan = await composePlan(archive, recipe);
  if (isEmpty(plan)) throw new ArchiveError('nothing-to-bind');
  const { folder, fileName } = await targetOf(outPath, volumeFileName(plan));
  control.report({ done: 0, total: null, current: plan.title });
  const composeMs = performance.now() - startMs;
  const volume = await writePlan(archive, { plan, folder, fileName }, control, stallMs);
  control.report({ failures: volume.placeholders.length });
  return reportOf(archive, volume, fileName, volume.ms + composeMs);
}

function reportOf(archive: Archive, volume: VolumeReport, asked: string, ms: number): BinderReport {
  const titled = (note: PageNote, drawn: boolean): Failure & { page: number } => ({
    id: note.id,
    page: note.page,
    code: note.code,
    message: noteInWords(archive, note, drawn),
  });
  return {
    volumes: [
      {
        name: basename(volume.path),
        path: volume.path,
        pages: volume.pages,
        bytes: volume.bytes,
        sha256: volume.sha256,
        documents: volume.documents,
        insteadOf: basename(volume.path) === asked ? null : asked,
      },
    ],
    documents: volume.documents,
    pages: volume.pages,
    placeholders: volume.placeholders.map((note) => titled(note, false)),
    rasterised: volume.rasterised.map((note) => titled(note, true)),
    notEmbedded: volume.notEmbedded.map(({ id, fonts }) => ({
      id: id as DocumentId,
      fonts: [...fonts],
    })),
    signed: volume.signed.map((each) => ({ ...each, id: each.id as DocumentId })),
    unprintable: volume.unprintable.map(({ id, characters }) => ({
      id: id as DocumentId | null,
      characters: [...characters],
    })),
    failed: [],
    ms: Math.round(ms),
    checkMs: Math.round(volume.checkMs),
  };
}

/** What became of a page that could not be bound as it is, in the user's language. */
export function noteInWords(archive: Archive, note: PageNote, drawn: boolean): string {
  const zh = archive.language === 'zh-CN';
  if (drawn) {
    return zh
      ? `不能原样装入，已按 200 dpi 重绘：${note.name}`
      : `Could not be copied and was drawn at 200 dpi: ${note.name}`;
  }
  const reason = zh ? reasonInWords(note.code) : reasonInEnglish(note.code);
  const joint = zh ? '：' : ': ';
  return note.name ? `${reason}${joint}${note.name}` : reason;
}
