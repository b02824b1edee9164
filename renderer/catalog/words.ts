import type {
  DocumentField,
  DocumentRow,
  Retention,
  SortKey,
  TagColor,
} from '../../main/contract/index.ts';
import { t } from '../i18n/index.ts';

/** A field's name in the user's language. */
export function fieldName(field: DocumentField): string {
  switch (field) {
    case 'categoryId':
      return t('catalog.category');
    case 'title':
    case 'year':
    case 'referenceNumber':
    case 'issuer':
    case 'date':
    case 'kind':
    case 'department':
    case 'retention':
    case 'secrecy':
    case 'note':
      return t(`catalog.${field}`);
  }
}

export function retentionName(retention: Retention): string {
  switch (retention) {
    case 'Y':
      return t('catalog.retentionY');
    case 'D30':
      return t('catalog.retentionD30');
    case 'D10':
      return t('catalog.retentionD10');
  }
}

export function sortName(key: SortKey, searching: boolean): string {
  switch (key) {
    case 'default':
      return searching ? t('catalog.sortMatch') : t('catalog.sortDefault');
    case 'title':
      return t('catalog.sortTitle');
    case 'date':
      return t('catalog.sortDate');
    case 'referenceNumber':
      return t('catalog.sortReferenceNumber');
    case 'year':
      return t('catalog.sortYear');
    case 'category':
      return t('catalog.sortCategory');
    case 'issuer':
      return t('catalog.sortIssuer');
    case 'pages':
      return t('catalog.sortPages');
    case 'imported':
      return t('catalog.sortImported');
    case 'filing':
      return t('catalog.sortFiling');
    case 'relevance':
      return t('catalog.sortRelevance');
  }
}

export function colorName(color: TagColor): string {
  switch (color) {
    case 'ochre':
      return t('catalog.colorOchre');
    case 'brick':
      return t('catalog.colorBrick');
    case 'indigo':
      return t('catalog.colorIndigo');
    case 'pine':
      return t('catalog.colorPine');
    case 'plum':
      return t('catalog.colorPlum');
    case 'teal':
      return t('catalog.colorTeal');
    case 'slate':
      return t('catalog.colorSlate');
    case 'rose':
      return t('catalog.colorRose');
  }
}

export const yearName = (year: number | null): string =>
  year === null ? t('catalog.noYear') : String(year);

/** How many pages, or why there are none to see. */
export function pagesWords(row: DocumentRow): string {
  if (row.pageState === 'locked') return t('catalog.locked');
  if (row.pageState === 'damaged') return t('catalog.damaged');
  if (row.pageState === 'none' || row.pages === 0) return t('catalog.noPages');
  return t('catalog.pages', { count: row.pages });
}
