import { createStore } from '../app/store.ts';

/** What stands beside the page: its text, to read or line by line to correct. */
export type TextMode = 'closed' | 'text' | 'correct';

/** One for the window, so that a button outside the page view can begin a correction. */
export const textState = createStore<{ mode: TextMode }>({ mode: 'closed' });

export const setTextMode = (mode: TextMode): void => textState.set({ mode });
