import type { CatalogTree } from '../contract/catalog.ts';
import type { DocumentFilter } from '../contract/documents.ts';
import type { Archive } from '../library/index.ts';
import { sortKey, treeCounts } from '../search/index.ts';
import * as q from './category-queries.ts';

/** Years, categories and tags with counts. Under a filter they count its documents. */
export async function catalogTree(archive: Archive, filter: DocumentFilter): Promise<CatalogTree> {
  const { read } = archive.db;
  const [places, categories, tags, counts] = await Promise.all([
    q.countsByPlace(read),
    q.allCategories(read),
    q.allTags(read),
    countsOf(archive, filter),
  ]);
  const years = new Map<number | null, CatalogTree['years'][number]>();
  for (const { year, categoryId, documents } of counts.categories) {
    const entry = years.get(year) ?? { year, documents: 0, categories: [] };
    entry.documents += documents;
    entry.categories.push({
      categoryId: categoryId as CatalogTree['years'][number]['categories'][number]['categoryId'],
      documents,
    });
    years.set(year, entry);
  }
  return {
    total: places['filed'] ?? 0,
    inbox: places['inbox'] ?? 0,
    trash: places['trash'] ?? 0,
    categories,
    years: [...years.values()].toSorted((a, b) => (b.year ?? 0) - (a.year ?? 0)),
    tags: tags
      .map((tag) => ({
        ...tag,
        id: tag.id as CatalogTree['tags'][number]['id'],
        documents: counts.tags.find(({ tagId }) => tagId === tag.id)?.documents ?? 0,
      }))
      .toSorted((a, b) => (sortKey(a.name) < sortKey(b.name) ? -1 : 1)),
  };
}

/** What a text finds is asked of the search, which has it at hand; the rest an index counts. */
async function countsOf(archive: Archive, filter: DocumentFilter): ReturnType<typeof treeCounts> {
  if ((filter.text ?? '').trim() !== '') return treeCounts(archive, filter);
  const [categories, tags] = await Promise.all([
    q.countsByYearAndCategory(archive.db.read, filter),
    q.countsByTag(archive.db.read, filter),
  ]);
  return { categories, tags };
}
