import { rememberScreen, rememberedScreen, session } from '../app/session.ts';
import { useStore } from '../app/store.ts';
import { askedOf } from './asked-of.ts';
import { keptSearches, withArchive, withSearch } from './recent-list.ts';

const key = 'search.recent';
function keep(change: (texts: readonly string[]) => readonly string[]): void {
  const archive = session.get().archive?.id;
  if (archive === undefined) return;
  const kept = keptSearches(rememberedScreen(key));
  const texts = kept[archive] ?? [];
  const next = change(texts);
  if (next.length === texts.length && next.every((text, at) => text === texts[at])) return;
  rememberScreen(key, withArchive(kept, archive, next));
}

/** The query that counts only because the keys rested on it: what is typed on takes its place. */
let restedOn: string | null = null;

/** Remembers a search as made: on purpose (`meant`), or because the keys rested for some seconds. */
export function noteSearch(text: string, how: 'meant' | 'rested' = 'meant'): void {
  const query = askedOf(text);
  if (query === '') return;
  const replaced = restedOn !== null && query.startsWith(restedOn) ? restedOn : null;
  keep((texts) => withSearch(texts, query, replaced));
  restedOn = how === 'rested' ? query : null;
}

export const forgetSearchText = (text: string): void =>
  keep((texts) => texts.filter((each) => each !== text));

export const forgetAllSearches = (): void => keep(() => []);

const none: readonly string[] = [];

/** The searches made last in the open archive, by this user on this computer; the latest first. */
export function useRecentSearches(): readonly string[] {
  const archive = useStore(session, (state) => state.archive?.id);
  const kept = useStore(session, (state) => state.program?.preferences.screens[key]);
  return archive === undefined ? none : (keptSearches(kept)[archive] ?? none);
}
