import { useEffect, useState } from 'react';
import { longestQuery, type QueryPart } from '../../main/contract/index.ts';
import { setSearch, shell } from '../app/shell-state.ts';
import { useStore } from '../app/store.ts';
import { askedOf } from './asked-of.ts';

let composingNow = false;
const composition = new Set<() => void>();
const setComposing = (value: boolean) => (): void => {
  composingNow = value;
  for (const listener of composition) listener();
};
window.addEventListener('compositionstart', setComposing(true), true);
window.addEventListener('compositionend', setComposing(false), true);

/** True while an input method composes somewhere in the window. */
export const isComposing = (): boolean => composingNow;

const settling = new Set<() => void>();

/** What stands in the box is asked now, without waiting for the keys to rest. */
export function settleQuery(): void {
  for (const settle of settling) settle();
}

/** Whether the box holds more than is asked. */
export const useIsTooLong = (): boolean =>
  useStore(shell, ({ search }) => search.trim().length > longestQuery);

/** Puts a query into the box and asks it at once. */
export function searchFor(text: string): void {
  setSearch(text);
  settleQuery();
}

/**
 * What the search box asks once it rests: not while an input method composes, and a moment after
 * the last key. Emptying the box counts at once.
 */
export function useQueryText(restMs = 160): string {
  const typed = useStore(shell, (state) => state.search);
  const [rested, setRested] = useState(typed);
  const [composing, setComposingState] = useState(composingNow);
  useEffect(() => {
    const follow = (): void => setComposingState(composingNow);
    const settle = (): void => {
      if (!composingNow) setRested(shell.get().search);
    };
    composition.add(follow);
    settling.add(settle);
    return () => {
      composition.delete(follow);
      settling.delete(settle);
    };
  }, []);
  useEffect(() => {
    if (composing) return;
    const timer = setTimeout(() => setRested(typed), typed.trim() === '' ? 0 : restMs);
    return () => clearTimeout(timer);
  }, [typed, composing, restMs]);
  return askedOf(rested);
}

/** Cuts one understood part out of the box. */
export function dropFromSearch({ at, source }: Pick<QueryPart, 'at' | 'source'>): void {
  const { search } = shell.get();
  // What was understood is the text without the spaces around it; it may have been typed on since.
  const from = search.length - search.trimStart().length + at;
  const place = search.startsWith(source, from) ? from : search.indexOf(source);
  if (place < 0) return;
  const rest = `${search.slice(0, place)} ${search.slice(place + source.length)}`;
  searchFor(rest.replace(/\s+/g, ' ').trim());
}

/** Writes one more condition behind what is in the box. */
export function addToSearch(words: string): void {
  searchFor(`${shell.get().search.trim()} ${words}`.trim());
}
