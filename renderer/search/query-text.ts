import { useEffect, useState } from 'react';
import { setSearch, shell } from '../app/shell-state.ts';
import { useStore } from '../app/store.ts';

let composingNow = false;
const composition = new Set<() => void>();
const setComposing = (value: boolean) => (): void => {
  composingNow = value;
  for (const listener of composition) listener();
};
window.addEventListener('compositionstart', setComposing(true), true);
window.addEventListener('compositionend', setComposing(false), true);

/**
 * The text of the search box once it rests: not while an input method composes, and a moment after
 * the last key. Emptying the box counts at once.
 */
export function useQueryText(restMs = 160): string {
  const typed = useStore(shell, (state) => state.search);
  const [rested, setRested] = useState(typed);
  const [composing, setComposingState] = useState(composingNow);
  useEffect(() => {
    const follow = (): void => setComposingState(composingNow);
    composition.add(follow);
    return () => void composition.delete(follow);
  }, []);
  useEffect(() => {
    if (composing) return;
    const timer = setTimeout(() => setRested(typed), typed.trim() === '' ? 0 : restMs);
    return () => clearTimeout(timer);
  }, [typed, composing, restMs]);
  return rested.trim();
}

/** Cuts one understood part out of the box. */
export function dropFromSearch(source: string): void {
  const { search } = shell.get();
  const at = search.indexOf(source);
  if (at < 0) return;
  setSearch(
    `${search.slice(0, at)} ${search.slice(at + source.length)}`.replace(/\s+/g, ' ').trim(),
  );
}
