import type { DocumentFilter, DocumentId } from '../../main/contract/index.ts';
import { useCall } from '../app/data.ts';
import { t } from '../i18n/index.ts';
import { ListRow, Thumbnail } from '../ui/rows.tsx';

/** Documents that a query does not find but nearly does, each with why. Nothing where there are none. */
export function AlikeRows(props: {
  readonly filter: DocumentFilter;
  readonly onOpen: (id: DocumentId) => void;
}): React.ReactElement | null {
  const alike = useCall('search.alike', { filter: props.filter, limit: 10 }, { keep: false });
  const rows = alike.data?.rows ?? [];
  if (rows.length === 0) return null;
  return (
    <section className="search-alike" aria-label={t('search.alike')}>
      <header>
        <h3>{t('search.alike')}</h3>
        <span>{t('search.alikeHelp')}</span>
      </header>
      {rows.map(({ row, reason }) => (
        <button
          key={row.id}
          type="button"
          className="search-alike-row"
          onClick={() => props.onOpen(row.id)}
        >
          <ListRow
            thumbnail={<Thumbnail address={row.thumbnail} state={row.pageState} />}
            title={row.title}
            meta={[t(`search.reason.${reason}`), row.referenceNumber, row.date]
              .filter(Boolean)
              .join('  ')}
          />
        </button>
      ))}
    </section>
  );
}
