import type { SortKey } from '../../main/contract/index.ts';
import { rememberScreen, rememberedScreen } from '../app/session.ts';
import { t } from '../i18n/index.ts';

/** A column of the table view. `minPx` is kept, spare width goes by `share`. */
export interface Column {
  readonly id:
    | 'title'
    | 'referenceNumber'
    | 'date'
    | 'issuer'
    | 'category'
    | 'year'
    | 'pages'
    | 'tags'
    | 'archivalCode';
  readonly minPx: number;
  readonly share: number;
  readonly sort: SortKey | null;
  readonly alignEnd?: boolean;
}

export const allColumns: readonly Column[] = [
  { id: 'title', minPx: 190, share: 4, sort: 'title' },
  { id: 'referenceNumber', minPx: 126, share: 1, sort: 'referenceNumber' },
  { id: 'date', minPx: 76, share: 0, sort: 'date' },
  { id: 'issuer', minPx: 84, share: 2, sort: 'issuer' },
  { id: 'year', minPx: 40, share: 0, sort: 'year' },
  { id: 'category', minPx: 78, share: 1, sort: 'category' },
  { id: 'pages', minPx: 44, share: 0, sort: 'pages', alignEnd: true },
  { id: 'tags', minPx: 92, share: 1, sort: null },
  { id: 'archivalCode', minPx: 190, share: 1, sort: null },
];

const usual: readonly Column['id'][] = [
  'title',
  'referenceNumber',
  'date',
  'issuer',
  'year',
  'category',
  'pages',
  'tags',
];

const key = 'library.columns';

/** The columns the user chose, in their fixed order; the title is always among them. */
export function rememberedColumns(): readonly Column[] {
  const value = rememberedScreen(key);
  const chosen: readonly unknown[] = Array.isArray(value) ? value : usual;
  return allColumns.filter(({ id }) => id === 'title' || chosen.includes(id));
}

export const rememberColumns = (columns: readonly Column[]): void =>
  rememberScreen(
    key,
    columns.map(({ id }) => id),
  );

export const columnName = (id: Column['id']): string =>
  id === 'pages' ? t('catalog.pageCount') : t(`catalog.${id}`);

export const columnTemplate = (columns: readonly Column[]): string =>
  columns
    .map(({ minPx, share }) => (share === 0 ? `${minPx}px` : `minmax(${minPx}px, ${share}fr)`))
    .join(' ');

export const tableWidthPx = (columns: readonly Column[]): number =>
  columns.reduce((sum, { minPx }) => sum + minPx + 12, 24);
