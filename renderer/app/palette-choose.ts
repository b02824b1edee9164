import type { DocumentFilter, DocumentRow } from '../../main/contract/index.ts';
import { applySearch } from '../search/saved-changes.ts';
import { goTo, shell, type Room, type Target } from './shell-state.ts';
import type { PaletteEntry } from './palette-entries.ts';
import { rememberCommand } from './palette-usage.ts';

/** Goes where an entry leads, or does what it says. */
export function choose(entry: PaletteEntry): void {
  switch (entry.kind) {
    case 'room':
      entry.command.run();
      return;
    case 'command':
      rememberCommand(entry.command.id);
      entry.command.run();
      return;
    case 'year':
      showList({ years: [entry.year] });
      return;
    case 'category':
      showList({ categories: [entry.id] });
      return;
    case 'tag':
      showList({ tags: [entry.id] });
      return;
    case 'saved':
      applySearch(entry.search, show);
      return;
    case 'document':
      show(roomOf(entry.row), { documentId: entry.row.id });
      return;
  }
}

const roomOf = ({ trashed, state }: DocumentRow): Room =>
  trashed ? 'trash' : state === 'inbox' ? 'inbox' : 'library';

/** Looks for a text in everything the library holds; it stands in the search box then. */
export const searchEverywhere = (text: string): void => showList({ text });

const showList = (filter: DocumentFilter): void => show('library', { filter });

/** Shows it, and leaves the search box: the arrows are meant for what is shown. */
function show(room: Room, target?: Target): void {
  const { activeElement } = document;
  if (activeElement instanceof HTMLInputElement) activeElement.blur();
  const isHere = shell.get().room === room;
  goTo(room, target);
  if (isHere) document.querySelector<HTMLElement>('[data-results]')?.focus();
}
