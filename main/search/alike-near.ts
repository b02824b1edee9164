import { ArchiveError } from '../contract/errors.ts';
import type { Asked } from './alike-asked.ts';
import { alikeCandidates, type Candidate } from './alike-queries.ts';
import type { NearArgs } from './near-task.ts';
import { normalise } from './normalise.ts';
import type { ParsedQuery } from './query.ts';
import { withoutWords, wordsOf } from './rewriting.ts';

const mostCandidates = 5000;
const mostCharacters = 12;

/** Documents that `rest` finds whose title, number or a tag shares two characters with a text. */
export async function candidatesFor(
  { reader, scope, candidates }: Asked,
  rest: ParsedQuery,
  text: string,
): Promise<readonly Candidate[]> {
  const characters = [...new Set(normalise(text))].slice(0, mostCharacters);
  if (characters.length < 2) return [];
  const key = JSON.stringify([characters, rest]);
  const known =
    candidates.get(key) ?? (await alikeCandidates(reader, scope, rest, characters, mostCandidates));
  candidates.set(key, known);
  const except = new Set(scope.except);
  return known.filter(({ id }) => !except.has(id));
}

/** Titles, numbers and tags nearest to what was typed, by Fuse.js in a worker. */
export async function nearNames(asked: Asked): Promise<readonly number[]> {
  const { archive, query, limit, signal } = asked;
  const words = wordsOf(query);
  const candidates = await candidatesFor(asked, withoutWords(query), words);
  if (candidates.length === 0) return [];
  const args: NearArgs = {
    query: words,
    candidates: candidates.map(({ id, title, number, tags }) => ({
      id,
      text: [title, number, ...tags.split('\n')].map(normalise).join(' '),
    })),
    limit,
  };
  try {
    return await archive.workers.run<NearArgs, number[]>('search.near', args, {
      priority: 'urgent',
      timeoutMs: 5_000,
      signal,
    });
  } catch (error) {
    // The nearest are a help; what was found before stands without them.
    if (error instanceof ArchiveError && error.code === 'worker-timeout') return [];
    throw error;
  }
}
