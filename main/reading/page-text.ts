import type { TextLine, TextSource } from '../contract/reading.ts';
import type { Archive } from '../library/index.ts';
import type { Priority } from '../workers/index.ts';
import { layerLinesOf } from './layer-pages.ts';
import { decodeLines, turnLines } from './page-lines.ts';
import type * as q from './queries.ts';

/** The text a page is known by: as corrected, else as read, else the file's own. */
export function effectiveText(page: q.TextRecord): string {
  return page.correctedText ?? page.text;
}

/**
 * The lines of that text in the frame of the page as its original shows it; a text layer's are asked
 * of its file. Null where there is text, but nobody knows where it stands.
 */
export async function effectiveLines(
  archive: Archive,
  page: q.TextRecord,
  priority: Priority = 'urgent',
): Promise<readonly TextLine[] | null> {
  if (effectiveText(page) === '') return [];
  if (page.correctedText !== null && page.correctedLines !== null) {
    return decodeLines({ text: page.correctedText, lines: page.correctedLines });
  }
  if (page.textSource === 'ocr') {
    return page.lines === null ? null : decodeLines({ text: page.text, lines: page.lines });
  }
  return await layerLinesOf(archive, page, priority).catch(() => null);
}

/** The same in the frame of the page as the document shows it. Lines without a place have an empty box. */
export async function shownLines(
  archive: Archive,
  page: q.TextRecord,
): Promise<{ readonly lines: readonly TextLine[]; readonly source: TextSource }> {
  const lines = await effectiveLines(archive, page);
  const source = page.textSource;
  if (lines === null) return { lines: effectiveText(page).split('\n').map(placeless), source };
  return { lines: turnLines(lines, page, page.partRotation), source };
}

function placeless(text: string): TextLine {
  return {
    text,
    confidence: 100,
    box: { xUm: 0, yUm: 0, widthUm: 0, heightUm: 0, angle: 0 },
    centres: [],
    vertical: false,
    red: false,
    paragraph: false,
  };
}
