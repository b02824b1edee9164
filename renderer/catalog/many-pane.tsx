import type { CatalogTree, Selection } from '../../main/contract/index.ts';
import { useCall } from '../app/data.ts';
import { t } from '../i18n/index.ts';
import { TagSwatch } from '../ui/marks.tsx';
import { yearName } from './words.ts';

interface ManyPaneProps {
  readonly selection: Selection;
  readonly count: number;
}

/** How several selected documents spread over years, categories and tags. */
export function ManyPane({ selection, count }: ManyPaneProps): React.ReactElement {
  const spread = useCall(
    'catalog.tree',
    { filter: selection.filter },
    {
      tables: ['document', 'document_tag', 'tag', 'category'],
    },
  );
  return (
    <div
      className="catalog-form m-scroll"
      role="group"
      aria-label={t('catalog.several', { count })}
      tabIndex={0}
    >
      <h2 className="catalog-form-title">{t('catalog.several', { count })}</h2>
      <p className="m-note">{t('catalog.severalHelp')}</p>
      {spread.data && <Spread tree={spread.data} />}
    </div>
  );
}

interface Share {
  readonly key: string;
  readonly name: React.ReactNode;
  readonly count: number;
}

function Spread({ tree }: { readonly tree: CatalogTree }): React.ReactElement {
  const names = new Map<number, string>(tree.categories.map(({ id, name }) => [id, name]));
  const byCategory = new Map<number | null, number>();
  for (const { categories } of tree.years) {
    for (const { categoryId, documents } of categories) {
      byCategory.set(categoryId, (byCategory.get(categoryId) ?? 0) + documents);
    }
  }
  const years: Share[] = tree.years
    .filter(({ documents }) => documents > 0)
    .map(({ year, documents }) => ({ key: `${year}`, name: yearName(year), count: documents }));
  const categories: Share[] = [...byCategory]
    .filter(([, documents]) => documents > 0)
    .toSorted((a, b) => b[1] - a[1])
    .map(([id, documents]) => ({
      key: `${id}`,
      name: (id === null ? undefined : names.get(id)) ?? t('catalog.noCategory'),
      count: documents,
    }));
  const tags: Share[] = tree.tags
    .filter(({ documents }) => documents > 0)
    .map(({ id, name, color, documents }) => ({
      key: `${id}`,
      name: (
        <>
          <TagSwatch color={color} /> {name}
        </>
      ),
      count: documents,
    }));
  return (
    <>
      <Shares title={t('catalog.year')} shares={years} />
      <Shares title={t('catalog.category')} shares={categories} />
      <Shares title={t('catalog.tags')} shares={tags} />
    </>
  );
}

function Shares(props: {
  readonly title: string;
  readonly shares: readonly Share[];
}): React.ReactElement | null {
  if (props.shares.length === 0) return null;
  return (
    <section className="catalog-section">
      <header>
        <h3>{props.title}</h3>
      </header>
      <ul className="catalog-shares">
        {props.shares.map((share) => (
          <li key={share.key}>
            <span className="m-cut">{share.name}</span>
            <span>{t('catalog.count', { count: share.count })}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
