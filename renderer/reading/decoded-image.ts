import { useEffect, useRef, useState } from 'react';

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
  slowAfterMs = 300,
): { readonly shown: DecodedImage<Subject> | null; readonly slow: boolean } {
  const [shown, setShown] = useState<DecodedImage<Subject> | null>(null);
  const [slow, setSlow] = useState(false);
  const wanted = useRef(subject);
  wanted.current = subject;

  useEffect(() => {
    if (address === undefined) return;
    let current = true;
    const image = new Image();
    image.src = address;
    const settle = (failed: boolean): void => {
      if (!current || wanted.current === undefined) return;
      setSlow(false);
      setShown({ subject: wanted.current, address, failed });
    };
    image.decode().then(
      () => settle(false),
      () => settle(true),
    );
    const timer = setTimeout(() => current && setSlow(true), slowAfterMs);
    return () => {
      current = false;
      clearTimeout(timer);
      setSlow(false);
    };
  }, [address, slowAfterMs]);

  return { shown, slow };
}

/** Loads pictures that will be wanted next, once `ready`. */
export function usePrefetch(addresses: readonly (string | undefined)[], ready: boolean): void {
  const key = addresses.join(' ');
  useEffect(() => {
    if (!ready) return;
    for (const address of key.split(' ')) {
      if (address !== '') new Image().src = address;
    }
  }, [key, ready]);
}
