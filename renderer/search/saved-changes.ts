import type { DocumentFilter, SavedSearch } from '../../main/contract/index.ts';
import { CallError } from '../app/client.ts';
import { client } from '../app/session.ts';
import { announce, attempt, goTo, showError } from '../app/shell-state.ts';
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

/**
 * Shows what a saved search finds now: its query in the box, its narrowing as chips. One that cannot
 * be read says so and leaves everything as it is.
 */
export function applySearch(search: SavedSearch, show: typeof goTo = goTo): void {
  if (search.state === 'unreadable') {
    const title = unreadableWords(search);
    const { name, part } = search;
    const error = { code: 'invalid-value', message: title, details: { name, part } } as const;
    showError(new CallError(error), {
      title,
      kept: t('search.savedUnreadableKept'),
      remedy: t('search.savedUnreadableDo'),
    });
    return;
  }
  const { filter } = search;
  noteSearch(filter.text ?? '');
  show(filter.place === 'inbox' ? 'inbox' : 'library', { filter });
}

/** What is wrong with a saved search that cannot be read. */
export const unreadableWords = ({ part }: Extract<SavedSearch, { state: 'unreadable' }>): string =>
  part === null ? t('search.savedUnreadableAll') : t('search.savedUnreadableWhy', { part });

/** Whether two filters ask the same. Their keys, and the values of each, may stand in any order. */
export const sameFilter = (a: DocumentFilter, b: DocumentFilter): boolean =>
  inOrder(a) === inOrder(b);

const inOrder = (filter: DocumentFilter): string =>
  JSON.stringify(
    Object.entries(filter)
      .map(([key, value]) => [key, Array.isArray(value) ? value.map(String).toSorted() : value])
      .toSorted(([one], [other]) => (String(one) < String(other) ? -1 : 1)),
  );
