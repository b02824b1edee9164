import { useEffect } from 'react';
import { status, type KeyHint } from './shell-state.ts';

/** Fills the left of the status bar while the component is shown. */
export function useStatus(text: string, keys: readonly KeyHint[]): void {
  const hints = JSON.stringify(keys);
  useEffect(() => {
    status.set({ text, keys: JSON.parse(hints) as KeyHint[] });
  }, [text, hints]);
}
