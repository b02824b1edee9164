import type { TextLine } from '../../main/contract/index.ts';

/** Below this the engine itself is not sure of a line: it deserves a look. */
const sureFrom = 90;

export const isUnsure = (line: TextLine): boolean => line.confidence < sureFrom;

/** Lines whose text was changed, with their numbers; at most as many as one call takes. */
export const changedLines = (
  lines: readonly TextLine[],
  texts: readonly string[],
): readonly { readonly line: number; readonly text: string }[] =>
  lines
    .flatMap((line, index) => {
      const text = texts[index]?.trim() ?? line.text;
      return text === line.text.trim() ? [] : [{ line: index, text }];
    })
    .slice(0, 500);
