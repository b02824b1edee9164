import type {
  CatalogTree,
  CategoryId,
  DocumentRow,
  SavedSearch,
  TagId,
} from '../../main/contract/index.ts';
import { categoryPath } from '../catalog/tree-model.ts';
import { yearName } from '../catalog/words.ts';
import { t } from '../i18n/index.ts';
import type { Command } from './commands.ts';

interface EntryBase {
  /** Names the entry among all of the palette. */
  readonly key: string;
  readonly name: string;
  /** What tells it from others of its name: the categories above it; 文号 and date. */
  readonly detail: string;
  /** How many documents it leads to; null where that is not the point. */
  readonly documents: number | null;
}

/** What the palette leads to; each kind has what is needed to get there. */
export type PaletteEntry = EntryBase &
  (
    | { readonly kind: 'room' | 'command'; readonly command: Command }
    | { readonly kind: 'year'; readonly year: number | null }
    | { readonly kind: 'category'; readonly id: CategoryId }
    | { readonly kind: 'tag'; readonly id: TagId; readonly color: string }
    | { readonly kind: 'saved'; readonly search: SavedSearch }
    | { readonly kind: 'document'; readonly row: DocumentRow }
  );

const isRoom = ({ id }: Command): boolean =>
  id.startsWith('room.') || id === 'history' || id === 'trash';

/** Commands that are there now, those that lead to a room told apart. */
export const commandEntries = (commands: readonly Command[]): readonly PaletteEntry[] =>
  commands
    .filter(({ id }) => id !== 'palette')
    .map((command) => ({
      kind: isRoom(command) ? 'room' : 'command',
      key: `command ${command.id}`,
      name: command.label ?? '',
      detail: '',
      documents: null,
      command,
    }));

/** Documents of each category and of all below it, the years taken together. */
function countsByCategory({ years, categories }: CatalogTree): ReadonlyMap<number, number> {
  const parents = new Map<number, number | null>(categories.map((c) => [c.id, c.parentId]));
  const counts = new Map<number, number>();
  for (const { categoryId, documents } of years.flatMap((year) => year.categories)) {
    for (let at: number | null = categoryId; at !== null; at = parents.get(at) ?? null) {
      counts.set(at, (counts.get(at) ?? 0) + documents);
    }
  }
  return counts;
}

/** Years, categories and tags of the archive. */
export function treeEntries(tree: CatalogTree): readonly PaletteEntry[] {
  const { years, categories, tags } = tree;
  const counts = countsByCategory(tree);
  return [
    ...years.map(({ year, documents }) => ({
      kind: 'year' as const,
      key: `year ${year}`,
      name: yearName(year),
      detail: '',
      documents,
      year,
    })),
    ...categories.map(({ id, name }) => ({
      kind: 'category' as const,
      key: `category ${id}`,
      name,
      detail: categoryPath(categories, id).slice(0, -1).join(' › '),
      documents: counts.get(id) ?? 0,
      id,
    })),
    ...tags.map(({ id, name, color, documents }) => ({
      kind: 'tag' as const,
      key: `tag ${id}`,
      name,
      detail: '',
      documents,
      id,
      color,
    })),
  ];
}

export const savedEntries = (searches: readonly SavedSearch[]): readonly PaletteEntry[] =>
  searches.map((search) => ({
    kind: 'saved',
    key: `saved ${search.id}`,
    name: search.name,
    detail: search.state === 'ready' ? '' : t('search.savedUnreadable'),
    documents: search.state === 'ready' ? search.documents : null,
    search,
  }));

export const documentEntry = (row: DocumentRow): PaletteEntry => ({
  kind: 'document',
  key: `document ${row.id}`,
  name: row.title,
  detail: [row.referenceNumber, row.date].filter(Boolean).join('  '),
  documents: null,
  row,
});
