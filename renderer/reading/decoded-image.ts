import { useEffect, useRef, useState } from 'react';
import { load, loadPriority, noteLoaded, picture } from '../ui/load-queue.ts';

/** An image that is ready to be painted, or the address that would not load. */
export interface DecodedImage<Subject> {
  readonly subject: Subject;
  readonly address: string;
  readonly failed: boolean;
}

/**
 * Gives the last picture that is decoded, so that one page takes the other's place in a single
 * frame. `subject` is what the picture shows; `slow` turns true when the wanted one keeps waiting.
 */
export function useDecodedImage<Subject>(
  subject: Subject | undefined,
  address: string | undefined,
  options: { readonly slowAfterMs?: number; readonly priority?: number } = {},
): { readonly shown: DecodedImage<Subject> | null; readonly slow: boolean } {
  const { slowAfterMs = 300, priority = loadPriority.page } = options;
  const [shown, setShown] = useState<DecodedImage<Subject> | null>(null);
  const [slow, setSlow] = useState(false);
  const wanted = useRef(subject);
  wanted.current = subject;

  useEffect(() => {
    if (address === undefined) return;
    let current = true;
    const { result, cancel } = load((signal) => picture(address, signal), priority);
    const timer = setTimeout(() => setSlow(true), slowAfterMs);
    const settle = (failed: boolean): void => {
      clearTimeout(timer);
      if (!current || wanted.current === undefined) return;
      if (!failed) noteLoaded(address);
      setSlow(false);
      setShown({ subject: wanted.current, address, failed });
    };
    result.then(
      () => settle(false),
      () => settle(true),
    );
    return () => {
      current = false;
      cancel();
      clearTimeout(timer);
      setSlow(false);
    };
  }, [address, priority, slowAfterMs]);

  return { shown, slow };
}

/** Loads pictures that will be wanted next, once `ready`. */
export function usePrefetch(addresses: readonly (string | undefined)[], ready: boolean): void {
  const key = addresses.join(' ');
  useEffect(() => {
    if (!ready) return;
    const loads = key
      .split(' ')
      .filter((address) => address !== '')
      .map((address) => load((signal) => picture(address, signal), loadPriority.ahead));
    for (const { result } of loads) result.catch(() => undefined);
    return () => {
      for (const { cancel } of loads) cancel();
    };
  }, [key, ready]);
}
