import { useEffect, useState, type ImgHTMLAttributes, type ReactNode } from 'react';
import { isLoaded, load, noteLoaded, picture } from './load-queue.ts';

/** A picture that waits its turn, so that many of them never keep calls from the program. */
export function QueuedImage({
  address,
  priority,
  fallback = null,
  ...rest
}: Omit<ImgHTMLAttributes<HTMLImageElement>, 'src'> & {
  readonly address: string;
  readonly priority: number;
  /** Shown where the picture cannot be had. */
  readonly fallback?: ReactNode;
}): ReactNode {
  const [ready, setReady] = useState<string | null>(isLoaded(address) ? address : null);
  const [failed, setFailed] = useState<string | null>(null);
  useEffect(() => {
    if (isLoaded(address)) {
      setReady(address);
      return;
    }
    const { result, cancel } = load((signal) => picture(address, signal), priority);
    const settle = (): void => {
      noteLoaded(address);
      setReady(address);
    };
    let wanted = true;
    result.then(settle, () => {
      if (wanted) setFailed(address);
    });
    return () => {
      wanted = false;
      cancel();
    };
  }, [address, priority]);
  if (failed === address) return fallback;
  if (ready !== address) return null;
  return <img src={address} {...rest} />;
}
