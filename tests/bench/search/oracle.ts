import type { CallResult } from '../../../main/contract/index.ts';
import type { Reader } from '../../../main/db/index.ts';
import type { OpenProgram } from '../open-program.ts';
import { knownDocuments, type KnownDocument } from './known.ts';
import type { BenchQuery } from './queries.ts';

/** Up to so many hits of a query are compared one by one. */
const mostCompared = 300;
const batchSize = 500;

/** What one query should find. */
interface Truth {
  readonly ids: Set<number>;
  readonly years: Map<number, number>;
  readonly kinds: Map<string, number>;
}

function add<Key>(counts: Map<Key, number>, key: Key): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

/** Looks through every document's text, once for all queries. */
async function truthOf(
  reader: Reader,
  documents: number,
  queries: readonly BenchQuery[],
): Promise<Truth[]> {
  const truths = queries.map(() => ({
    ids: new Set<number>(),
    years: new Map<number, number>(),
    kinds: new Map<string, number>(),
  }));
  for (let first = 1; first <= documents; first += batchSize) {
    for (const document of await knownDocuments(reader, first, first + batchSize - 1)) {
      for (const [n, query] of queries.entries()) {
        if (query.matches(document)) enter(truths[n], document);
      }
    }
  }
  return truths;
}

function enter(truth: Truth | undefined, document: KnownDocument): void {
  if (truth === undefined) return;
  truth.ids.add(document.id);
  add(truth.years, document.year);
  add(truth.kinds, document.kind);
}

function sameCounts<Key>(
  counted: readonly (readonly [Key, number])[],
  truth: ReadonlyMap<Key, number>,
): boolean {
  return counted.length === truth.size && counted.every(([key, n]) => truth.get(key) === n);
}

type Facets = CallResult<'search.facets'>;

function sameFacets(facets: Facets, truth: Truth): boolean {
  return (
    facets.total === truth.ids.size &&
    sameCounts(
      facets.years.map(({ year, documents }) => [year ?? 0, documents]),
      truth.years,
    ) &&
    sameCounts(
      facets.kinds.map(({ name, documents }) => [name, documents]),
      truth.kinds,
    )
  );
}

/** What the program answers differently from the texts themselves: total, facets or hits. */
async function isWrong(program: OpenProgram, query: BenchQuery, truth: Truth): Promise<boolean> {
  const { filter, sort } = query;
  const found: number[] = [];
  for (let offset = 0; offset < mostCompared; offset += 100) {
    const page = { filter, ...(sort === undefined ? {} : { sort }), offset, limit: 100 };
    const { total, hits } = await program.call('search.query', page);
    if (total !== null && total !== truth.ids.size) return true;
    found.push(...hits.map((hit) => hit.row.id as number));
    if (hits.length < 100) break;
  }
  const facets = await program.call('search.facets', { filter });
  return (
    !sameFacets(facets, truth) ||
    found.length !== Math.min(mostCompared, truth.ids.size) ||
    new Set(found).size !== found.length ||
    found.some((id) => !truth.ids.has(id))
  );
}

export interface Checked {
  readonly queries: number;
  readonly wrong: readonly BenchQuery[];
}

/** Compares the program's answers with a look through every document's text. */
export async function checkAnswers(
  program: OpenProgram,
  reader: Reader,
  documents: number,
  queries: readonly BenchQuery[],
): Promise<Checked> {
  const truths = await truthOf(reader, documents, queries);
  const wrong: BenchQuery[] = [];
  for (const [n, query] of queries.entries()) {
    const truth = truths[n];
    if (truth === undefined || (await isWrong(program, query, truth))) wrong.push(query);
  }
  return { queries: queries.length, wrong };
}
