import type { DocumentFilter } from '../contract/documents.ts';
import type { CategoryId, TagId } from '../contract/ids.ts';
import type { Facets } from '../contract/search.ts';
import type { Reader } from '../db/index.ts';
import type { Archive } from '../library/index.ts';
import { foundIds } from './found-ids.ts';
import { keptUntilChange } from './kept.ts';
import { documentGroups, documentTags, type DocumentGroup } from './queries.ts';

/** Names of one kind that are told; a list over the boundary has an end. */
const mostNames = 200;

/** What all documents are counted by, for counting in memory: SQL takes a multiple of the time. */
interface Groups {
  /** By document id, the place of its group in `groups`. */
  readonly of: Uint32Array;
  readonly groups: readonly Omit<DocumentGroup, 'ids'>[];
  readonly tags: readonly (readonly [TagId, Uint32Array])[];
}

/** What is found, counted. */
interface Counted {
  readonly total: number;
  /** Documents by a value of their groups. */
  readonly by: <T>(valueOf: (group: Omit<DocumentGroup, 'ids'>) => T) => ReadonlyMap<T, number>;
  readonly tags: Facets['tags'];
}

async function countFound(archive: Archive, filter: DocumentFilter): Promise<Counted> {
  const [ids, groups] = await Promise.all([
    foundIds(archive, filter),
    keptUntilChange(archive, 'groups', () => readGroups(archive.db.read)),
  ]);
  const inGroup = new Uint32Array(groups.groups.length);
  for (const id of ids) {
    const at = groups.of[id];
    if (at !== undefined) inGroup[at] = (inGroup[at] ?? 0) + 1;
  }
  return {
    total: ids.length,
    by: (valueOf) => {
      const counts = new Map<ReturnType<typeof valueOf>, number>();
      groups.groups.forEach((group, at) => {
        const count = inGroup[at] ?? 0;
        if (count === 0) return;
        const value = valueOf(group);
        counts.set(value, (counts.get(value) ?? 0) + count);
      });
      return counts;
    },
    tags: countTags(ids, groups),
  };
}

/** What a text finds by year and category, and by tag: what the tree shows of it. */
export async function treeCounts(
  archive: Archive,
  filter: DocumentFilter,
): Promise<{
  readonly categories: readonly {
    readonly year: number | null;
    readonly categoryId: number | null;
    readonly documents: number;
  }[];
  readonly tags: Facets['tags'];
}> {
  const { by, tags } = await countFound(archive, filter);
  const categories = [...by(({ year, categoryId }) => `${year} ${categoryId}`)].map(
    ([key, documents]) => {
      const [year = null, categoryId = null] = key
        .split(' ')
        .map((part) => (part === 'null' ? null : Number(part)));
      return { year, categoryId, documents };
    },
  );
  return { categories, tags };
}

/** Exact total and counts of what a filter finds; the most frequent departments and kinds first. */
export async function facetsOf(archive: Archive, filter: DocumentFilter): Promise<Facets> {
  const { total, by, tags } = await countFound(archive, filter);
  const named = (valueOf: (group: Omit<DocumentGroup, 'ids'>) => string | null): Facets['kinds'] =>
    [...by(valueOf)]
      .flatMap(([name, documents]) => (name === null ? [] : [{ name, documents }]))
      .toSorted((a, b) => b.documents - a.documents)
      .slice(0, mostNames);
  return {
    total,
    unread: by(({ waits }) => waits).get(true) ?? 0,
    years: [...by(({ year }) => year)]
      .map(([year, documents]) => ({ year, documents }))
      .toSorted((a, b) => (b.year ?? 0) - (a.year ?? 0)),
    categories: [...by(({ categoryId }) => categoryId)].map(([categoryId, documents]) => ({
      categoryId: categoryId as CategoryId | null,
      documents,
    })),
    tags,
    departments: named(({ department }) => department),
    kinds: named(({ kind }) => kind),
  };
}

function countTags(ids: Uint32Array, { of, tags }: Groups): Facets['tags'] {
  const found = new Uint8Array(of.length);
  for (const id of ids) if (id < found.length) found[id] = 1;
  return tags.flatMap(([tagId, tagged]) => {
    let documents = 0;
    for (const id of tagged) documents += found[id] ?? 0;
    return documents === 0 ? [] : [{ tagId, documents }];
  });
}

async function readGroups(reader: Reader): Promise<Groups> {
  const [read, tags] = await Promise.all([documentGroups(reader), documentTags(reader)]);
  const most = read.reduce((last, { ids }) => ids.reduce((a, b) => Math.max(a, b), last), 0);
  const of = new Uint32Array(most + 1);
  const groups = read.map(({ ids, ...group }, at) => {
    for (const id of ids) of[id] = at;
    return group;
  });
  return { of, groups, tags: tags.map(([tag, ids]) => [tag as TagId, Uint32Array.from(ids)]) };
}
