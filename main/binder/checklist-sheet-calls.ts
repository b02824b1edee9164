import { stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { checklistById } from '../checklist/index.ts';
import type { checklistSheetCalls } from '../contract/checklist-sheets.ts';
import { ArchiveError } from '../contract/errors.ts';
import type { CallContext, Handlers } from '../library/index.ts';
import { writeChecklistSheet } from './checklist-sheets.ts';

export const checklistSheetHandlers: Handlers<typeof checklistSheetCalls> = {
  'checklistSheets.write': async ({ id, sheet }, { archive, jobs, revealPath }) => {
    const { name } = await checklistById(archive.db.read, id);
    const head = { kind: 'export' as const, title: name, canPause: false };
    const place = {
      folder: archive.paths.exports,
      together: revealPath === undefined ? ('zip' as const) : ('folder' as const),
    };
    const job = jobs.start(archive, head, (control) =>
      writeChecklistSheet(archive, id, sheet, place, control),
    );
    return { job };
  },
  'checklistSheets.open': async ({ name }, context) => {
    const path = await pathOf(context, name);
    if (!context.openPath) return { address: context.address('volume', encodeURIComponent(name)) };
    await context.openPath(path);
    return { address: null };
  },
  'checklistSheets.reveal': async ({ name }, context) => {
    context.revealPath?.(await pathOf(context, name));
    return { shown: context.revealPath !== undefined };
  },
};

/** What was written, by its name in the exports folder. @throws ArchiveError `source-missing` */
async function pathOf({ archive }: CallContext, name: string): Promise<string> {
  const plain = basename(name) === name && !name.includes('\\') && !name.startsWith('.');
  const path = join(archive.paths.exports, name);
  const found = plain ? await stat(path).catch(() => null) : null;
  const isOurs = found?.isDirectory() === true || /\.(?:pdf|xlsx|docx|zip)$/iu.test(name);
  if (!found || !isOurs) throw new ArchiveError('source-missing', { name });
  return path;
}
