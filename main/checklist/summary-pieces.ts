import type { DocumentId } from '../contract/ids.ts';
import type { Piece, Statement } from './summary.ts';

export type { Piece } from './summary.ts';

const longest = 160;

/** One line of text that shows as it reads: no control, direction or other invisible characters. */
export function plainLine(text: string): string {
  const line = text
    .replaceAll(/(?!\s)[\p{Cc}\p{Cs}\p{Co}\p{Cn}]|\p{Cf}/gu, '')
    .replaceAll(/\s+/gu, ' ')
    .trim();
  const characters = [...line];
  return characters.length <= longest ? line : `${characters.slice(0, longest).join('')}…`;
}

const words = (text: string): Piece => ({ kind: 'words', text });
export const said = (text: string, by: DocumentId): Piece => ({
  kind: 'said',
  text: plainLine(text),
  by,
});
export const named = (text: string): Extract<Piece, { kind: 'named' }> => ({
  kind: 'named',
  text: plainLine(text),
});
export const counted = (count: number): Piece => ({ kind: 'count', text: String(count) });
export const blank = (hint: string): Piece => ({ kind: 'blank', hint });

/** A sentence with its places filled by pieces. */
export function tell(
  template: string,
  values: Readonly<Record<string, Piece | readonly Piece[]>>,
): Piece[] {
  return template.split(/(\{\w+\})/u).flatMap((part): readonly Piece[] => {
    const name = /^\{(\w+)\}$/u.exec(part)?.[1];
    if (name === undefined) return part === '' ? [] : [words(part)];
    const value = values[name];
    if (value === undefined) throw new Error(`nothing to say for ${name}`);
    return 'kind' in value ? [value] : value;
  });
}

/** Several things said one after another. */
export const listed = (all: readonly (readonly Piece[])[], between: string): Piece[] =>
  all.flatMap((pieces, at) => (at === 0 ? pieces : [words(between), ...pieces]));

/** A statement knows its sources from its pieces. `counts`: that there is none of something was counted. */
export function statement(
  pieces: readonly Piece[],
  { counts = false }: { readonly counts?: boolean } = {},
): Statement {
  const sources = pieces.flatMap((piece) => ('by' in piece ? [piece.by] : []));
  return {
    pieces,
    sources: [...new Set(sources)],
    isCounted: counts || (sources.length === 0 && pieces.some(({ kind }) => kind === 'count')),
  };
}
