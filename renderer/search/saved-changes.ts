import type { DocumentFilter, SavedSearch } from '../../main/contract/index.ts';
import { client } from '../app/session.ts';
import { announce, attempt, goTo } from '../app/shell-state.ts';
import { t } from '../i18n/index.ts';
import { noteSearch } from './recent-searches.ts';

/** Saves a search under a name; one of that name is replaced. Says so, with 撤销. */
export async function saveSearch(name: string, filter: DocumentFilter): Promise<void> {
  const done = await attempt(client.call('search.save', { name, filter }));
  if (done) announce(t('search.savedAs', { name }), done.operation);
}

export async function renameSearch({ id }: SavedSearch, name: string): Promise<void> {
  const done = await attempt(client.call('search.rename', { id, name }));
  if (done) announce(t('search.savedRenamed', { name }), done.operation);
}

export async function forgetSearch({ id, name }: SavedSearch): Promise<void> {
  const done = await attempt(client.call('search.forget', { id }));
  if (done) announce(t('search.savedForgotten', { name }), done.operation);
}

/** Shows what a saved search finds now: its query in the box, its narrowing as chips. */
export function applySearch({ filter }: SavedSearch): void {
  noteSearch(filter.text ?? '');
  goTo('library', { filter });
}

/** Whether two filters ask the same. Their keys may stand in any order. */
export const sameFilter = (a: DocumentFilter, b: DocumentFilter): boolean =>
  inOrder(a) === inOrder(b);

const inOrder = (filter: DocumentFilter): string =>
  JSON.stringify(Object.entries(filter).toSorted(([one], [other]) => (one < other ? -1 : 1)));
