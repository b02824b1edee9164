import { useEffect, useState } from 'react';
import { useWindowWidth } from '../app/panes.tsx';

const leastPx = { width: 1600, height: 900 } as const;

/** Whether the window is large enough for pages beneath the item. */
export function useHasRoomBelow(): boolean {
  const width = useWindowWidth();
  const [height, setHeight] = useState(window.innerHeight);
  useEffect(() => {
    const update = (): void => setHeight(window.innerHeight);
    window.addEventListener('resize', update);
    return () => window.removeEventListener('resize', update);
  }, []);
  // Larger text makes the window smaller, in height as in width.
  return width >= leastPx.width && (height * width) / window.innerWidth >= leastPx.height;
}
