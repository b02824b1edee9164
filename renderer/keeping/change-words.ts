import {
  tagColors,
  type Category,
  type Retention,
  type TagColor,
} from '../../main/contract/index.ts';
import { colorName, retentionName } from '../catalog/words.ts';
import { moment, t } from '../i18n/index.ts';

/** Names for the numbers that stand in changes. */
export interface CatalogNames {
  readonly categories: readonly Category[];
  readonly tags: readonly { readonly id: number; readonly name: string }[];
}

type Values = Readonly<Record<string, string | number | null>>;

/** What a changed row is, in words. */
export function tableWord(table: string): string {
  switch (table) {
    case 'document':
      return t('keeping.tableDocument');
    case 'category':
      return t('keeping.tableCategory');
    case 'tag':
      return t('keeping.tableTag');
    case 'document_tag':
      return t('keeping.tableDocumentTag');
    case 'part':
      return t('keeping.tablePart');
    case 'binder':
      return t('keeping.tableBinder');
    case 'archive_setting':
      return t('keeping.tableSetting');
    case 'accepted_finding':
      return t('keeping.tableAccepted');
    case 'checklist':
      return t('app.checklist');
    case 'checklist_item':
      return t('checklist.item');
    case 'assignment':
      return t('checklist.assignment');
    case 'slot':
      return t('checklist.slots');
    case 'link':
    case 'link_page':
      return t('checklist.proof');
    case 'mark':
      return t('checklist.keyMark');
    default:
      return table;
  }
}

/** Columns people know. Others (row numbers, recipes) are not listed. */
function columnWord(column: string): string | null {
  switch (column) {
    case 'title':
      return t('catalog.title');
    case 'year':
      return t('catalog.year');
    case 'category_id':
      return t('catalog.category');
    case 'reference_number':
      return t('catalog.referenceNumber');
    case 'issuer':
      return t('catalog.issuer');
    case 'date':
      return t('catalog.date');
    case 'kind':
      return t('catalog.kind');
    case 'department':
      return t('catalog.department');
    case 'retention':
      return t('catalog.retention');
    case 'secrecy':
      return t('catalog.secrecy');
    case 'note':
      return t('catalog.note');
    case 'archival_code':
      return t('catalog.archivalCode');
    case 'code':
      return t('checklist.itemCode');
    case 'requirement':
      return t('checklist.requirement');
    case 'conclusion':
      return t('checklist.conclusion');
    case 'need':
      return t('checklist.slotNeed');
    case 'hint':
      return t('checklist.slotHint');
    case 'leader':
      return t('checklist.leader');
    case 'person':
      return t('checklist.person');
    case 'due':
      return t('checklist.due');
    case 'state':
      return t('keeping.columnState');
    case 'trashed_at':
      return t('keeping.columnTrashedAt');
    case 'confirmed_at':
      return t('keeping.columnConfirmedAt');
    case 'name':
      return t('keeping.columnName');
    case 'parent_id':
      return t('keeping.columnParent');
    case 'position':
      return t('keeping.columnPosition');
    case 'color':
      return t('keeping.columnColor');
    case 'tag_id':
      return t('catalog.tags');
    case 'source_name':
      return t('keeping.columnSourceName');
    case 'rotation':
      return t('keeping.columnRotation');
    case 'value':
      return t('keeping.columnName');
    default:
      return null;
  }
}

/** Columns that differ, with their words; of new and removed rows those that hold something. */
export function changedColumns(
  table: string,
  before: Values | null,
  after: Values | null,
): readonly { readonly name: string; readonly word: string }[] {
  const names = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]);
  return [...names].flatMap((name) => {
    // Numbers of items say nothing to people; of categories they have names.
    const word = name === 'parent_id' && table !== 'category' ? null : columnWord(name);
    const from = before?.[name] ?? null;
    const to = after?.[name] ?? null;
    // Where a new row stands says nothing to people.
    const machine = before === null && (name === 'position' || name === 'rotation');
    return word === null || machine || from === to ? [] : [{ name, word }];
  });
}

/** A value as people read it: names for numbers of categories and tags, words for states and times. */
export function valueWord(
  column: string,
  value: string | number | null,
  names: CatalogNames,
): string {
  if (value === null || value === '') return t('keeping.nothingBefore');
  switch (column) {
    case 'category_id':
    case 'parent_id':
      return names.categories.find((each) => Number(each.id) === value)?.name ?? `#${value}`;
    case 'tag_id':
      return names.tags.find((each) => Number(each.id) === value)?.name ?? `#${value}`;
    case 'state':
      return value === 'inbox' ? t('keeping.stateInbox') : t('keeping.stateFiled');
    case 'retention':
      return isRetention(value) ? retentionName(value) : String(value);
    case 'trashed_at':
    case 'confirmed_at':
    case 'created_at':
      return moment(String(value));
    case 'color':
      return isTagColor(value) ? colorName(value) : String(value);
    default:
      return String(value);
  }
}

const isRetention = (value: string | number): value is Retention =>
  value === 'Y' || value === 'D30' || value === 'D10';

const isTagColor = (value: string | number): value is TagColor =>
  tagColors.some((color) => color === value);
