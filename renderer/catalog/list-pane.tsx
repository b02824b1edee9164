import { Checkbox, Popover } from 'antd';
import { Columns3, Rows3, Table2 } from 'lucide-react';
import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import type { DocumentFilter, DocumentId, Sort } from '../../main/contract/index.ts';
import { t } from '../i18n/index.ts';
import { AlikeRows } from '../search/alike-rows.tsx';
import { FacetMenu } from '../search/facet-menu.tsx';
import { QueryChips } from '../search/query-chips.tsx';
import { SaveSearch } from '../search/save-search.tsx';
import { Button, IconButton } from '../ui/button.tsx';
import { Chip, iconProps } from '../ui/marks.tsx';
import { VirtualList, type VirtualListHandle } from '../ui/virtual-list.tsx';
import {
  allColumns,
  columnName,
  rememberColumns,
  rememberedColumns,
  tableWidthPx,
  type Column,
} from './columns.ts';
import type { ListView } from './library-state.ts';
import { DocumentListRow } from './list-row.tsx';
import { SortMenu } from './sort-menu.tsx';
import { TableHead, TableRow } from './table.tsx';
import type { DocumentList } from './use-documents.ts';
import type { ListSelecting } from './use-list-selection.ts';

/** One narrowing of the list besides the query, to be taken away. */
export interface ScopeChip {
  readonly key: string;
  readonly label: string;
  readonly value: string;
  readonly onRemove: () => void;
}

interface ListPaneProps {
  readonly list: DocumentList;
  readonly filter: DocumentFilter;
  readonly selecting: ListSelecting;
  readonly searching: boolean;
  readonly canChange: boolean;
  /** The document shown beside the list. */
  readonly document: DocumentId | null;
  /** Shows one that is not in the list. */
  readonly onAside: (id: DocumentId) => void;
  readonly chips: readonly ScopeChip[];
  readonly sort: Sort;
  readonly onSort: (sort: Sort) => void;
  readonly view: ListView;
  readonly onView: (view: ListView) => void;
  readonly onOpen: () => void;
  readonly onContextMenu: (index: number, event: React.MouseEvent) => void;
  readonly onDragRow: (index: number, event: React.DragEvent) => void;
  /** Shown instead of rows where there are none. */
  readonly empty: ReactNode;
  /** Stands under the rows: what to do with many. */
  readonly foot: ReactNode;
}

const rowHeightPx = { list: 56, hit: 74, table: 32 } as const;
/** Head of the table, and the bar that moves it sideways. */
const tableRestPx = 28 + 16;

/** A search that finds fewer is followed by what it nearly finds. */
const fewHits = 5;

/** The middle of the library: what narrows the list, how it is sorted, and its rows. */
export function ListPane(props: ListPaneProps): React.ReactElement {
  const { list, selecting, searching, view } = props;
  const [columns, setColumns] = useState(rememberedColumns);
  const handle = useRef<VirtualListHandle>(null);
  const understood = list.rows.extra?.understood ?? [];
  const results = useRef<HTMLDivElement>(null);
  const { total, counted, extra, error } = list.rows;
  const table = view === 'table';
  const rowHeight = table ? rowHeightPx.table : searching ? rowHeightPx.hit : rowHeightPx.list;
  const few =
    searching && !list.pending && counted && total !== null && total > 0 && total < fewHits;
  const isEmpty = total === 0 || (total === null && error !== null);
  useKeptFocus(
    results,
    () => {
      if (!isEmpty) handle.current?.focus();
    },
    `${isEmpty} ${total}`,
  );
  const isHit = (id: DocumentId): boolean =>
    Array.from({ length: total ?? 0 }, (_, at) => list.rows.at(at)?.row.id).includes(id);
  const toAlike = (event: KeyboardEvent): void => {
    const alike = results.current?.querySelector<HTMLElement>('[data-alike]');
    if (!few || !alike || event.key !== 'ArrowDown' || event.ctrlKey || event.shiftKey) return;
    if (selecting.active < total - 1) return;
    event.preventDefault();
    alike.focus();
  };
  const leaveAlike = (): void => {
    handle.current?.focus();
    selecting.onSelect(Math.max(0, (total ?? 1) - 1), 'only');
  };
  const rows = (
    <VirtualList
      ref={handle}
      className={`catalog-list catalog-list-${view}`}
      label={t('catalog.list')}
      count={total ?? 0}
      rowHeight={rowHeight}
      active={selecting.active}
      onActive={selecting.onActive}
      isSelected={selecting.isSelected}
      onSelect={selecting.onSelect}
      onOpen={props.onOpen}
      onKeyDown={toAlike}
      onVisible={(first, last) => list.want(first, last + 1)}
      onContextMenu={props.onContextMenu}
      onDragRow={props.canChange ? props.onDragRow : undefined}
      renderRow={(index) =>
        table ? (
          <TableRow columns={columns} entry={list.rows.at(index)} />
        ) : (
          <DocumentListRow entry={list.rows.at(index)} searching={searching} />
        )
      }
    />
  );
  return (
    <div className="catalog-middle">
      <div className="m-toolbar catalog-chips" role="group" aria-label={t('search.chips')}>
        {searching && <QueryChips understood={understood} />}
        {props.chips.map((chip) => (
          <Chip key={chip.key} label={chip.label} value={chip.value} onRemove={chip.onRemove} />
        ))}
        {!searching && props.chips.length === 0 && <strong>{t('catalog.allDocuments')}</strong>}
        {searching && props.canChange && (
          <SaveSearch filter={props.filter} onDone={() => results.current?.focus()} />
        )}
      </div>
      <div className="catalog-listbar">
        <strong role="status">
          {total === null
            ? ''
            : t(counted ? 'catalog.count' : 'search.firstOnes', { count: total })}
        </strong>
        {list.pending ? (
          <span className="catalog-pending">{t('search.searching')}</span>
        ) : (
          searching &&
          props.canChange &&
          counted &&
          total !== null &&
          total > Math.max(1, selecting.count) && (
            <Button
              look="link"
              className="catalog-all"
              aria-label={t('search.selectAllOf', { count: total })}
              title="Ctrl A"
              onClick={selecting.all}
            >
              {t('search.selectAll')}
            </Button>
          )
        )}
        <span className="m-toolbar-gap" />
        {searching && <FacetMenu facets={list.facets} understood={understood} />}
        <SortMenu
          sort={props.sort}
          searching={searching}
          canRank={extra?.canRank ?? false}
          understood={understood}
          onSort={props.onSort}
        />
        {table && (
          <ColumnChooser
            columns={columns}
            onColumns={(next) => {
              setColumns(next);
              rememberColumns(next);
            }}
          />
        )}
        <span className="catalog-views">
          <IconButton
            icon={<Rows3 {...iconProps} />}
            label={t('catalog.listView')}
            pressed={!table}
            onClick={() => props.onView('list')}
          />
          <IconButton
            icon={<Table2 {...iconProps} />}
            label={t('catalog.tableView')}
            pressed={table}
            onClick={() => props.onView('table')}
          />
        </span>
      </div>
      <div
        ref={results}
        className="catalog-results"
        data-results
        tabIndex={-1}
        onFocus={(event) => {
          if (event.target !== event.currentTarget) return;
          const alike = event.currentTarget.querySelector<HTMLElement>('[data-alike]');
          if (handle.current) handle.current.focus();
          else alike?.focus();
        }}
      >
        {isEmpty ? (
          props.empty
        ) : (
          <div
            className="catalog-rows"
            {...(few
              ? { style: { flex: 'none', height: total * rowHeight + (table ? tableRestPx : 0) } }
              : {})}
          >
            {table ? (
              <div className="catalog-table">
                <div className="catalog-table-inner" style={{ minWidth: tableWidthPx(columns) }}>
                  <TableHead columns={columns} sort={props.sort} onSort={props.onSort} />
                  {rows}
                </div>
              </div>
            ) : (
              rows
            )}
          </div>
        )}
        {few && (
          <AlikeRows
            filter={props.filter}
            isHit={isHit}
            shown={props.document}
            onShow={props.onAside}
            onOpen={props.onOpen}
            onLeave={leaveAlike}
          />
        )}
      </div>
      {props.foot}
    </div>
  );
}

/**
 * What had the keys among the results may go, and what shall have them may come later: then they
 * wait at the results themselves. `take` gives them to the rows, where there are any.
 */
function useKeptFocus(
  results: React.RefObject<HTMLElement | null>,
  take: () => void,
  state: string,
): void {
  const isHere = useRef(false);
  const latest = useRef(take);
  latest.current = take;
  useEffect(() => {
    const follow = ({ target }: FocusEvent): void => {
      isHere.current = target instanceof Node && (results.current?.contains(target) ?? false);
    };
    document.addEventListener('focusin', follow);
    return () => document.removeEventListener('focusin', follow);
  }, [results]);
  useEffect(() => {
    const { activeElement, body } = document;
    if (activeElement === results.current) latest.current();
    else if (isHere.current && activeElement === body) results.current?.focus();
  }, [results, state]);
}

function ColumnChooser(props: {
  readonly columns: readonly Column[];
  readonly onColumns: (columns: readonly Column[]) => void;
}): React.ReactElement {
  const shown = new Set(props.columns.map(({ id }) => id));
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      content={
        <div className="catalog-columns" role="group" aria-label={t('catalog.columns')}>
          {allColumns
            .filter(({ id }) => id !== 'title')
            .map(({ id }) => (
              <Checkbox
                key={id}
                checked={shown.has(id)}
                onChange={(event) =>
                  props.onColumns(
                    allColumns.filter((column) =>
                      column.id === id ? event.target.checked : shown.has(column.id),
                    ),
                  )
                }
              >
                {columnName(id)}
              </Checkbox>
            ))}
        </div>
      }
    >
      <IconButton icon={<Columns3 {...iconProps} />} label={t('catalog.columns')} />
    </Popover>
  );
}
