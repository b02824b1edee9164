import type { DragEvent } from 'react';
import { startDrag } from '../checklist/document-drag.ts';
import { t } from '../i18n/index.ts';
import { idsOf } from './selected-ids.ts';
import type { DocumentList } from './use-documents.ts';
import type { ListSelecting } from './use-list-selection.ts';

/** Takes the row of the list in hand, with what else is selected where it is one of several. */
export function dragDocuments(
  index: number,
  event: DragEvent,
  list: DocumentList,
  selecting: ListSelecting,
): void {
  const row = list.rows.at(index)?.row;
  const { selection, count } = selecting;
  const all = selection !== null && count > 1 && selecting.isSelected(index);
  if (!row) event.preventDefault();
  else if (all) {
    startDrag(event, {
      title: t('catalog.count', { count }),
      documents: () => idsOf(selection),
      proof: null,
    });
  } else {
    startDrag(event, {
      title: row.title,
      documents: () => Promise.resolve([row.id]),
      proof: null,
    });
  }
}
