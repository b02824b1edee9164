import { mkdir, rm, stat } from 'node:fs/promises';
import { countBlanks, draftSummary, type SummaryFileArgs } from '../checklist/index.ts';
import type { SummaryRequest, WrittenSummary } from '../contract/checklist-summary.ts';
import type { Archive, JobControl } from '../library/index.ts';
import { pdfName, today } from './compose.ts';
import { partPath, publish, targetError } from './part-files.ts';

const timeoutMs = 300_000;

/**
 * Drafts the summary of a year into a folder, made where it is missing. A name that is taken is not
 * replaced.
 * @throws ArchiveError `no-such-checklist`; `target-not-writable`, `disk-full`, `name-too-long`,
 *   `cancelled`. Nothing is left behind then.
 */
export async function writeYearSummary(
  archive: Archive,
  request: SummaryRequest,
  folder: string,
  control: Pick<JobControl, 'signal' | 'report'>,
  fileName?: string,
): Promise<WrittenSummary> {
  const { name } = await archive.about();
  const summary = await draftSummary(
    archive.db.read,
    request,
    { archive: name, drafted: today() },
    control,
  );
  const part = partPath(folder);
  try {
    await mkdir(folder, { recursive: true });
    const args: SummaryFileArgs = { path: part, language: request.language, summary };
    await archive.workers.run('checklist.summary', args, {
      priority: 'urgent',
      timeoutMs,
      signal: control.signal,
    });
    const own = pdfName([summary.title, today()], '总结').replace(/\.pdf$/u, '.docx');
    const path = await publish(part, folder, fileName ?? own);
    const { size } = await stat(path);
    return {
      name: path.slice(folder.length + 1),
      bytes: size,
      sources: summary.sources.length,
      blanks: countBlanks(summary),
    };
  } catch (error) {
    await rm(part, { force: true });
    throw targetError(error, folder);
  }
}
