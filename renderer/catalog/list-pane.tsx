import { Checkbox, Dropdown, Popover, type MenuProps } from 'antd';
import { Check, ChevronDown, Columns3, Rows3, Table2 } from 'lucide-react';
import { useRef, useState, type ReactNode } from 'react';
import { sortKey, type Sort, type SortKey } from '../../main/contract/index.ts';
import { t } from '../i18n/index.ts';
import { QueryChips } from '../search/query-chips.tsx';
import { IconButton } from '../ui/button.tsx';
import { Chip, iconProps } from '../ui/marks.tsx';
import type { PagedRowsState } from '../ui/use-paged-rows.ts';
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
import { TableHead, TableRow } from './table.tsx';
import type { ListEntry, ListExtra } from './use-documents.ts';
import type { ListSelecting } from './use-list-selection.ts';
import { sortName } from './words.ts';

/** One narrowing of the list besides the query, to be taken away. */
export interface ScopeChip {
  readonly key: string;
  readonly label: string;
  readonly value: string;
  readonly onRemove: () => void;
}

interface ListPaneProps {
  readonly list: PagedRowsState<ListEntry, ListExtra>;
  readonly selecting: ListSelecting;
  readonly searching: boolean;
  readonly chips: readonly ScopeChip[];
  readonly sort: Sort;
  readonly onSort: (sort: Sort) => void;
  readonly view: ListView;
  readonly onView: (view: ListView) => void;
  readonly onOpen: () => void;
  readonly onContextMenu: (index: number, event: React.MouseEvent) => void;
  /** Shown instead of rows where there are none. */
  readonly empty: ReactNode;
  /** Stands under the rows: what to do with many. */
  readonly foot: ReactNode;
}

/** Orders that start with the newest. */
const newestFirst: readonly SortKey[] = ['default', 'date', 'imported', 'year'];

const rowHeightPx = { list: 56, hit: 74, table: 32 } as const;

/** The middle of the library: what narrows the list, how it is sorted, and its rows. */
export function ListPane(props: ListPaneProps): React.ReactElement {
  const { list, selecting, searching, view } = props;
  const [columns, setColumns] = useState(rememberedColumns);
  const handle = useRef<VirtualListHandle>(null);
  const total = list.rows.total;
  const table = view === 'table';
  const rows = (
    <VirtualList
      ref={handle}
      className={`catalog-list catalog-list-${view}`}
      label={t('catalog.list')}
      count={total ?? 0}
      rowHeight={table ? rowHeightPx.table : searching ? rowHeightPx.hit : rowHeightPx.list}
      active={selecting.active}
      onActive={selecting.onActive}
      isSelected={selecting.isSelected}
      onSelect={selecting.onSelect}
      onOpen={props.onOpen}
      onVisible={(first, last) => list.want(first, last + 1)}
      onContextMenu={props.onContextMenu}
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
        {searching && <QueryChips understood={list.rows.extra?.understood ?? []} />}
        {props.chips.map((chip) => (
          <Chip key={chip.key} label={chip.label} value={chip.value} onRemove={chip.onRemove} />
        ))}
        {!searching && props.chips.length === 0 && <strong>{t('catalog.allDocuments')}</strong>}
      </div>
      <div className="catalog-listbar">
        <strong role="status">{total === null ? '' : t('catalog.count', { count: total })}</strong>
        {list.pending && <span className="catalog-pending">{t('search.searching')}</span>}
        <span className="m-toolbar-gap" />
        <SortMenu sort={props.sort} searching={searching} onSort={props.onSort} />
        {table && (
          <ColumnChooser
            columns={columns}
            onColumns={(next) => {
              setColumns(next);
              rememberColumns(next);
            }}
          />
        )}
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
      </div>
      <div
        className="catalog-results"
        data-results
        tabIndex={-1}
        onFocus={(event) => {
          if (event.target === event.currentTarget) handle.current?.focus();
        }}
      >
        {total === 0 ? (
          props.empty
        ) : table ? (
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
      {props.foot}
    </div>
  );
}

function SortMenu(props: {
  readonly sort: Sort;
  readonly searching: boolean;
  readonly onSort: (sort: Sort) => void;
}): React.ReactElement {
  const { sort, searching, onSort } = props;
  const tick = (shown: boolean): ReactNode =>
    shown ? <Check {...iconProps} /> : <span className="catalog-menu-blank" />;
  const items: MenuProps['items'] = [
    ...sortKey.options.map((key) => ({
      key,
      label: sortName(key, searching),
      icon: tick(sort.key === key),
      onClick: () => onSort({ key, descending: newestFirst.includes(key) }),
    })),
    { type: 'divider' as const },
    {
      key: 'ascending',
      label: t('catalog.ascending'),
      icon: tick(!sort.descending),
      disabled: sort.key === 'default',
      onClick: () => onSort({ ...sort, descending: false }),
    },
    {
      key: 'descending',
      label: t('catalog.descending'),
      icon: tick(sort.descending),
      disabled: sort.key === 'default',
      onClick: () => onSort({ ...sort, descending: true }),
    },
  ];
  return (
    <Dropdown trigger={['click']} menu={{ items }}>
      <button type="button" className="catalog-sort">
        <span className="m-cut">{sortName(sort.key, searching)}</span>
        <ChevronDown {...iconProps} />
      </button>
    </Dropdown>
  );
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
