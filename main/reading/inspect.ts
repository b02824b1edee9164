import { statSync } from 'node:fs';
import { ArchiveError } from '../contract/errors.ts';
import type { Task } from '../workers/task.ts';
import { fileTypeOf, isPageType } from './file-type.ts';
import { readImage } from './images.ts';
import { inspectPdf } from './inspect-pdf.ts';
import type { PageGeometry } from './page.ts';

export interface InspectArgs {
  readonly path: string;
  /** As the file was named where it came from, with or without the dot. */
  readonly extension: string;
  readonly password?: string;
}

/** What a file is, said by its bytes. */
export interface Inspection {
  /** `pdf jpeg png tiff bmp webp gif`, or the name of a type without pages (`docx`, `ofd` …). */
  readonly type: string;
  readonly pageState: 'ready' | 'none' | 'locked';
  /** In order; empty unless `ready`. */
  readonly pages: readonly PageGeometry[];
  /** Text layer a page, from the first on; '' where there is none, or one that makes no sense. Shorter than `pages` where it is long: `readText` goes on. */
  readonly text: readonly string[];
  /** `layer` where any page has text. */
  readonly textSource: 'layer' | 'none';
  /** Names of fonts that visible text uses and the PDF does not hold; sorted, at most 200. */
  readonly unembeddedFonts: readonly string[];
  /** Why the file has no pages although its name promises them. */
  readonly problem?: 'empty' | 'unreadable';
}

const nothing = { pages: [], text: [], textSource: 'none', unembeddedFonts: [] } as const;

/**
 * Task `reading.inspect`. Tells type, pages and text layer of a file.
 * @throws ArchiveError `too-large` (over 20,000 pages or 200 megapixels), `wrong-password`, and
 *   the system's errors (`source-missing`, `no-permission`)
 */
export const inspect: Task<InspectArgs, Inspection> = async (args, { signal }) => {
  if (statSync(args.path).size === 0) {
    const type = fileTypeOf(args.path, args.extension).type;
    return { type, pageState: 'none', ...nothing, problem: 'empty' };
  }
  const { type, broken } = fileTypeOf(args.path, args.extension);
  if (broken) return unreadable(type);
  if (!isPageType(type)) return { type, pageState: 'none', ...nothing };
  try {
    if (type === 'pdf') return await inspectPdf(args.path, args.password, signal);
    return { type, pageState: 'ready', ...nothing, pages: await readImage(args.path, type) };
  } catch (error) {
    if (error instanceof ArchiveError || isSystemError(error)) throw error;
    return unreadable(type);
  }
};

function unreadable(type: string): Inspection {
  return { type, pageState: 'none', ...nothing, problem: 'unreadable' };
}

/** The file could not be reached, which says nothing about what is in it. */
function isSystemError(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error;
}
