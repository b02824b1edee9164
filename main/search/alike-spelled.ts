import type { QueryPart } from '../contract/search.ts';
import type { Asked } from './alike-asked.ts';
import { spelledIds } from './alike-queries.ts';
import { seeksWords } from './rewriting.ts';
import { spellingOf } from './spelling.ts';

/** Parts of a query that are spelled together, and as what. */
interface Group {
  readonly parts: readonly QueryPart[];
  /** null: not to be spelled. */
  readonly text: string | null;
  readonly titleOnly: boolean;
}

/** Letters for names: words in pinyin, whatever else is asked for as it is. */
export async function inPinyin({ reader, scope, query, limit }: Asked): Promise<readonly number[]> {
  const groups = together(query.parts.map(groupOf));
  const spelled = groups.flatMap(({ parts, text, titleOnly }) => {
    const spelling = text === null ? null : spellingOf(text);
    // Of a query that is nothing else the exact ones are known.
    const exact = groups.length === 1 ? null : { parts };
    return spelling === null ? [] : [{ parts, spelling, titleOnly, exact }];
  });
  const isSpelled = (part: QueryPart): boolean => spelled.some(({ parts }) => parts.includes(part));
  const rest = { parts: query.parts.filter((part) => !isSpelled(part)) };
  return spelledIds(reader, scope, rest, spelled, limit);
}

function groupOf(part: QueryPart): Group {
  const [term, second] = part.any;
  const mayBe =
    term !== undefined &&
    second === undefined &&
    seeksWords(term) &&
    (term.field === null || term.field === 'title');
  return { parts: [part], text: mayBe ? term.text : null, titleOnly: term?.field === 'title' };
}

/** `w m c z` are the letters of one word. */
function together(groups: readonly Group[]): readonly Group[] {
  const isLetters = ({ text, titleOnly, parts }: Group): boolean =>
    !titleOnly && text !== null && text.length === parts.length && /^[a-z]+$/iu.test(text);
  const joined: Group[] = [];
  for (const group of groups) {
    const before = joined.at(-1);
    if (before !== undefined && isLetters(before) && isLetters(group)) {
      const text = `${before.text ?? ''}${group.text ?? ''}`;
      joined.splice(-1, 1, { ...before, parts: [...before.parts, ...group.parts], text });
    } else joined.push(group);
  }
  return joined;
}
