import { normalise, phrase, phraseWithGap } from './normalise.ts';

/**
 * One way in which a text may differ from a term by one character: it holds another phrase, or two
 * parts of the term with at most one character between them (`least` 1: exactly one).
 */
type Edit =
  | { readonly kind: 'phrase'; readonly text: string }
  | { readonly kind: 'gap'; readonly left: string; readonly right: string; readonly least: 0 | 1 };

const shortest = 3;
const longest = 24;

/**
 * What a text holds that differs from the term by one character: another, none, one more, or two
 * that changed places. The first and the last character count from four on: of a shorter term too
 * little would be left. Empty for terms of one or two characters, and for whole sentences.
 */
function editsOf(term: string): readonly Edit[] {
  const all = [...normalise(term)];
  if (all.length < shortest || all.length > longest) return [];
  const part = (from: number, to?: number): string => all.slice(from, to).join('');
  const places = all.map((_, at) => at);
  const ends: Edit[] =
    all.length > shortest
      ? [
          { kind: 'phrase', text: part(0, -1) },
          { kind: 'phrase', text: part(1) },
        ]
      : [];
  const others = places
    .slice(1, -1)
    .map((at): Edit => ({ kind: 'gap', left: part(0, at), right: part(at + 1), least: 0 }));
  const swaps = places
    .slice(1)
    .filter((at) => all[at] !== all[at - 1])
    .map((at): Edit => ({
      kind: 'phrase',
      text: all
        .with(at, all[at - 1] ?? '')
        .with(at - 1, all[at] ?? '')
        .join(''),
    }));
  const more = places
    .slice(1)
    .map((at): Edit => ({ kind: 'gap', left: part(0, at), right: part(at), least: 1 }));
  return [...ends, ...others, ...swaps, ...more];
}

/** FTS5 expressions for a term with one slip, the likeliest first. They find a little too much. */
export function editExpressions(term: string): readonly string[] {
  return editsOf(term).map((edit) =>
    edit.kind === 'phrase' ? (phrase(edit.text) ?? '') : phraseWithGap(edit.left, edit.right),
  );
}

/** Gives whether a text (as N() makes it) holds a term with one slip. */
export function oneEditFrom(term: string): (text: string) => boolean {
  const edits = editsOf(term);
  return (text) => edits.some((edit) => holds(text, edit));
}

function holds(text: string, edit: Edit): boolean {
  if (edit.kind === 'phrase') return text.includes(edit.text);
  const { left, right, least } = edit;
  for (let at = text.indexOf(left); at >= 0; at = text.indexOf(left, at + 1)) {
    const end = at + left.length;
    if (least === 0 && text.startsWith(right, end)) return true;
    const [between] = text.slice(end, end + 2);
    if (between !== undefined && text.startsWith(right, end + between.length)) return true;
  }
  return false;
}
