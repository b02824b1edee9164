import { longestQuery } from '../../main/contract/index.ts';

/** What is asked of a text, however long: its beginning, no character cut in two. */
export function askedOf(text: string): string {
  const query = text.trim();
  if (query.length <= longestQuery) return query;
  return query
    .slice(0, longestQuery)
    .replace(/[\uD800-\uDBFF]$/u, '')
    .trimEnd();
}
