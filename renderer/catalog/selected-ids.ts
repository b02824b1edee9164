import type { DocumentId, Selection } from '../../main/contract/index.ts';
import { client } from '../app/session.ts';

/** The ids of a selection, two hundred at a time. */
export async function idsOf(selection: Selection): Promise<readonly DocumentId[]> {
  if (selection.filter.ids && Object.keys(selection.filter).length === 1) {
    const left = new Set(selection.except);
    return selection.filter.ids.filter((id) => !left.has(id));
  }
  const left = new Set(selection.except);
  const ids: DocumentId[] = [];
  for (let offset = 0; ; offset += 200) {
    const { rows, total } = await client.call('catalog.list', {
      filter: selection.filter,
      sort: { key: 'filing', descending: false },
      offset,
      limit: 200,
    });
    ids.push(...rows.map(({ id }) => id).filter((id) => !left.has(id)));
    if (rows.length === 0 || offset + rows.length >= total) return ids;
  }
}
