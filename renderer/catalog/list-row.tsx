import { ScanText } from 'lucide-react';
import { t } from '../i18n/index.ts';
import { Highlight, Tag, Trouble, iconProps } from '../ui/marks.tsx';
import { useIsReading } from '../reading/use-is-reading.ts';
import { ListRow, Thumbnail } from '../ui/rows.tsx';
import type { ListEntry } from './use-documents.ts';
import { pagesWords } from './words.ts';

/** A document in the list: title, number, date, pages, first tag; with a query, where it was found. */
export function DocumentListRow({
  entry,
  searching,
}: {
  readonly entry: ListEntry | undefined;
  readonly searching: boolean;
}): React.ReactElement {
  if (!entry) return <div className="catalog-row-wait" aria-label={t('catalog.loadingRow')} />;
  const { row, hit } = entry;
  const firstTag = row.tags[0];
  return (
    <ListRow
      thumbnail={
        <Thumbnail address={row.thumbnail} state={row.pageState} width={searching ? 40 : 30} />
      }
      title={hit ? <Highlight parts={hit.title} /> : row.title}
      tooltip={row.title}
      aside={<RowState entry={entry} />}
      meta={
        <span className="catalog-row-meta">
          <span>{row.referenceNumber ?? t('catalog.noNumber')}</span>
          {row.date && <span>{row.date}</span>}
          {row.pageState !== 'damaged' && row.pages > 0 && (
            <span>{t('catalog.pages', { count: row.pages })}</span>
          )}
        </span>
      }
      metaAside={
        firstTag && (
          <span className="catalog-row-tags">
            <Tag name={firstTag.name} color={firstTag.color} />
            {row.tags.length > 1 && t('catalog.moreTags', { count: row.tags.length - 1 })}
          </span>
        )
      }
      extra={searching ? hit && <Found entry={entry} /> : undefined}
    />
  );
}

/** Only exceptions show a state. */
function RowState({ entry: { row } }: { readonly entry: ListEntry }): React.ReactElement | null {
  const isReading = useIsReading();
  if (row.pageState === 'locked' || row.pageState === 'damaged') {
    return (
      <span className="catalog-row-state">
        <Trouble>{pagesWords(row)}</Trouble>
      </span>
    );
  }
  if (row.unread) {
    return (
      <span className={`catalog-row-state ${isReading ? 'catalog-row-reading' : ''}`}>
        <ScanText {...iconProps} size={14} />
        {isReading && row.unread.place === 0
          ? t('catalog.readingRow', { done: row.pages - row.unread.pages, total: row.pages })
          : isReading
            ? t('catalog.waitingRow')
            : t('catalog.unreadRow')}
      </span>
    );
  }
  if (row.state === 'inbox') {
    return <span className="catalog-row-state">{t('catalog.inInbox')}</span>;
  }
  if (row.pageState === 'none') {
    return <span className="catalog-row-state">{t('catalog.noPages')}</span>;
  }
  return null;
}

function Found({ entry: { hit } }: { readonly entry: ListEntry }): React.ReactElement | null {
  if (!hit) return null;
  const place =
    hit.page !== null
      ? t('search.onPage', { n: String(hit.page) })
      : hit.field === 'number'
        ? t('search.inNumber')
        : hit.field === 'people'
          ? t('search.inPeople')
          : hit.field === 'labels'
            ? t('search.inLabels')
            : null;
  if (place === null && hit.snippet.length === 0) return null;
  return (
    <>
      {place !== null && <span className="catalog-row-place">{place}</span>}
      <Highlight parts={hit.snippet} />
    </>
  );
}
