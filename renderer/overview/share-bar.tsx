import { useId } from 'react';
import type { StateCounts } from '../../main/contract/index.ts';

/**
 * Items as one bar: pale complete, hatched begun, dashed nothing there. `most` items are its whole
 * width; without `width` it takes the room it gets.
 */
export function ShareBar(props: {
  readonly counts: StateCounts;
  readonly most: number;
  readonly width?: number;
}) {
  const { counts, most, width } = props;
  const hatch = useId();
  const share = (items: number): number => (100 * items) / Math.max(1, most);
  const begun = counts.items - counts.complete - counts.empty;
  const [first, second, third] = [share(counts.complete), share(begun), share(counts.empty)];
  const part = (x: number, wide: number, look: string) =>
    wide <= 0 ? null : (
      // Edges are drawn inside, so that neighbours do not overlap.
      <svg x={`${x}%`} width={`${wide}%`} height="100%" overflow="hidden">
        <rect
          className={`ov-bar-${look}`}
          x="0.5"
          y="0.5"
          height="11"
          style={{ width: 'calc(100% - 2px)' }}
          {...(look === 'begun' ? { fill: `url(#${hatch})` } : {})}
        />
      </svg>
    );
  return (
    <svg className="ov-bar" width={width ?? '100%'} height="12" aria-hidden>
      <defs>
        <pattern
          id={hatch}
          width="5"
          height="5"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <rect className="ov-hatch-ground" width="5" height="5" />
          <rect className="ov-hatch-line" width="2.2" height="5" />
        </pattern>
      </defs>
      {part(0, first, 'complete')}
      {part(first, second, 'begun')}
      {part(first + second, third, 'empty')}
    </svg>
  );
}
