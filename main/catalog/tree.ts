import type { CatalogTree } from '../contract/catalog.ts';
import type { DocumentFilter } from '../contract/documents.ts';
import type { Archive } from '../library/index.ts';
import { sortKey } from '../search/index.ts';
import * as q from './category-queries.ts';

/** Years, categories and tags with counts. Under a filter they count its documents. */
export async function catalogTree(archive: Archive, filter: DocumentFilter): Promise<CatalogTree> {
  const { read } = archive.db;
  const [places, categories, counts, tags] = await Promise.all([
    q.countsByPlace(read),
    q.allCategories(read),
    q.countsByYearAndCategory(read, filter),
    q.countsByTag(read, filter),
  ]);
  const years = new Map<number | null, CatalogTree['years'][number]>();
  for (const { year, category_id, documents } of counts) {
    const entry = years.get(year) ?? { year, documents: 0, categories: [] };
    entry.documents += documents;
    entry.categories.push({
      categoryId: category_id as CatalogTree['years'][number]['categories'][number]['categoryId'],
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
      .map((tag) => ({ ...tag, id: tag.id as CatalogTree['tags'][number]['id'] }))
      .toSorted((a, b) => (sortKey(a.name) < sortKey(b.name) ? -1 : 1)),
  };
}
