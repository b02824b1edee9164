import { useCallback, useEffect, useRef, useState } from 'react';
import type { SavedSearch } from '../../main/contract/index.ts';
import { useChanged } from '../app/data.ts';
import { client } from '../app/session.ts';

/** Each is counted anew: while an import changes rows all the time, not more often than this. */
const recountMs = 2000;

const countedTables = ['document', 'document_tag', 'tag', 'category', 'part', 'page'];

/** The saved searches with what they find now; one count runs at a time. */
export function useSavedSearches(): readonly SavedSearch[] {
  const [searches, setSearches] = useState<readonly SavedSearch[]>([]);
  const work = useRef({ running: false, again: false, gone: false });

  const ask = useCallback((): void => {
    const state = work.current;
    if (state.running) {
      state.again = true;
      return;
    }
    state.running = true;
    state.again = false;
    const settle = (): void => {
      state.running = false;
      if (state.again && !state.gone) ask();
    };
    client.call('search.saved', {}).then(({ searches: found }) => {
      if (!state.gone) setSearches(found);
      settle();
    }, settle);
  }, []);

  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const recount = (): void => {
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      ask();
    }, recountMs);
  };
  useEffect(() => {
    const state = work.current;
    state.gone = false;
    ask();
    return () => {
      state.gone = true;
      clearTimeout(timer.current);
      timer.current = undefined;
    };
  }, [ask]);
  useChanged(['saved_search'], ask);
  useChanged(countedTables, recount);
  return searches;
}
