import { ArrowDown, ArrowUp } from 'lucide-react';
import type { DocumentRow, Sort } from '../../main/contract/index.ts';
import { t } from '../i18n/index.ts';
import { Highlight, Tag, Trouble } from '../ui/marks.tsx';
import { columnName, columnTemplate, type Column } from './columns.ts';
import type { ListEntry } from './use-documents.ts';
import { pagesWords } from './words.ts';

/** Heads of the table; pressing one sorts by it, pressing it again turns the order round. */
export function TableHead(props: {
  readonly columns: readonly Column[];
  readonly sort: Sort;
  readonly onSort: (sort: Sort) => void;
}): React.ReactElement {
  const { columns, sort, onSort } = props;
  return (
    <div
      className="catalog-table-head"
      role="group"
      aria-label={t('catalog.sortBy')}
      style={{ gridTemplateColumns: columnTemplate(columns) }}
    >
      {columns.map(({ id, sort: key, alignEnd }) =>
        key === null ? (
          <span key={id}>{columnName(id)}</span>
        ) : (
          <button
            key={id}
            type="button"
            data-end={alignEnd ?? false}
            aria-pressed={sort.key === key}
            onClick={() => onSort({ key, descending: sort.key === key ? !sort.descending : false })}
          >
            <span className="m-cut">{columnName(id)}</span>
            {sort.key === key &&
              (sort.descending ? (
                <ArrowDown size={12} aria-label={t('catalog.descending')} />
              ) : (
                <ArrowUp size={12} aria-label={t('catalog.ascending')} />
              ))}
          </button>
        ),
      )}
    </div>
  );
}

export function TableRow(props: {
  readonly columns: readonly Column[];
  readonly entry: ListEntry | undefined;
}): React.ReactElement {
  const { columns, entry } = props;
  if (!entry) return <div className="catalog-row-wait" aria-label={t('catalog.loadingRow')} />;
  return (
    <div className="catalog-table-row" style={{ gridTemplateColumns: columnTemplate(columns) }}>
      {columns.map(({ id, alignEnd }) => (
        <span key={id} className="m-cut" data-column={id} data-end={alignEnd ?? false}>
          {cell(id, entry)}
        </span>
      ))}
    </div>
  );
}

function cell(id: Column['id'], { row, hit }: ListEntry): React.ReactNode {
  switch (id) {
    case 'title':
      return <span title={row.title}>{hit ? <Highlight parts={hit.title} /> : row.title}</span>;
    case 'referenceNumber':
      return row.referenceNumber;
    case 'date':
      return row.date;
    case 'issuer':
      return row.issuer;
    case 'category':
      return row.category ?? <span className="m-muted">{t('catalog.noCategory')}</span>;
    case 'year':
      return row.year === null ? '' : String(row.year);
    case 'pages':
      return <PagesCell row={row} />;
    case 'tags':
      return (
        <span className="catalog-row-tags">
          {row.tags.slice(0, 2).map((tag) => (
            <Tag key={tag.id} name={tag.name} color={tag.color} />
          ))}
          {row.tags.length > 2 && t('catalog.moreTags', { count: row.tags.length - 2 })}
        </span>
      );
    case 'archivalCode':
      return row.archivalCode;
  }
}

function PagesCell({ row }: { readonly row: DocumentRow }): React.ReactElement {
  if (row.pageState === 'ready' && row.pages > 0) return <>{row.pages.toLocaleString('en-US')}</>;
  if (row.pageState === 'none' || row.pages === 0) {
    return <span className="m-muted">{t('catalog.none')}</span>;
  }
  return (
    <span title={pagesWords(row)}>
      <Trouble>{''}</Trouble>
      <span className="m-sr">{pagesWords(row)}</span>
    </span>
  );
}
