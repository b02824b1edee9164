import { useEffect, useState } from 'react';
import { isComposing } from '../search/query-text.ts';

/** What is typed, once the keys rest; not while an input method composes. Emptying counts at once. */
export function useRested(text: string, restMs = 160): string {
  const [rested, setRested] = useState(text);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const settle = (): void => {
      timer = setTimeout(
        () => {
          if (isComposing()) settle();
          else setRested(text);
        },
        text.trim() === '' ? 0 : restMs,
      );
    };
    settle();
    return () => clearTimeout(timer);
  }, [text, restMs]);
  return rested;
}
