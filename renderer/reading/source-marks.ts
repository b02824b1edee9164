import type { TextLine } from '../../main/contract/index.ts';
import { wordBoxes, type PageBox } from './box-geometry.ts';

/** Where a value on a form was read from. */
export interface SourceMark {
  readonly key: string;
  /** Name of the field, beside the box. */
  readonly label: string;
  /** From 1. */
  readonly page: number;
  /** Lines of that page, as `reading.lines` numbers them. */
  readonly lines: readonly number[];
  /** Words rather than whole lines: those a category was decided by. */
  readonly words?: readonly string[];
  /** The field that has the focus: its lines are boxed, the others only underlined. */
  readonly focused: boolean;
}

/** The boxes of the sources that stand on page `n`, the focused one last so that it lies on top. */
export function sourceBoxes(
  sources: readonly SourceMark[],
  n: number,
  lines: readonly TextLine[],
): readonly PageBox[] {
  return sources
    .filter(({ page }) => page === n)
    .toSorted((a, b) => Number(a.focused) - Number(b.focused))
    .flatMap((source) => {
      const boxes =
        source.words === undefined
          ? source.lines.flatMap((index) => lines[index]?.box ?? [])
          : source.words.flatMap((word) => wordBoxes(lines, word));
      // Text whose place nobody knows has an empty box.
      const placed = boxes.filter(({ widthUm }) => widthUm > 0);
      return placed.map((box, index): PageBox => {
        const key = `${source.key} ${index}`;
        if (!source.focused) {
          return { key, box, kind: source.words === undefined ? 'underline' : 'words' };
        }
        return index === 0
          ? { key, box, kind: 'source', label: source.label }
          : { key, box, kind: 'source' };
      });
    });
}

/** Lines of a page that hold a piece of text, for evidence that names no lines. */
export function linesWith(lines: readonly TextLine[], text: string): readonly number[] {
  const wanted = text.trim();
  if (wanted === '') return [];
  return lines.flatMap((line, index) => (line.text.includes(wanted) ? [index] : []));
}
