import { useEffect, useState, type ImgHTMLAttributes } from 'react';
import { isLoaded, load, noteLoaded, picture } from './load-queue.ts';

/** A picture that waits its turn, so that many of them never keep calls from the program. */
export function QueuedImage({
  address,
  priority,
  ...rest
}: Omit<ImgHTMLAttributes<HTMLImageElement>, 'src'> & {
  readonly address: string;
  readonly priority: number;
}): React.ReactElement | null {
  const [ready, setReady] = useState<string | null>(isLoaded(address) ? address : null);
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
    result.then(settle, () => undefined);
    return cancel;
  }, [address, priority]);
  if (ready !== address) return null;
  return <img src={address} {...rest} />;
}
