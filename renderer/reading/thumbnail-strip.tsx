import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import type { PageInfo } from '../../main/contract/index.ts';
import { t } from '../i18n/index.ts';
import { loadPriority } from '../ui/load-queue.ts';
import { QueuedImage } from '../ui/queued-image.tsx';

const tilePx = { bottom: 56, left: 102 } as const;

interface ThumbnailStripProps {
  readonly side: 'bottom' | 'left';
  readonly total: number;
  readonly current: number;
  readonly page: (n: number) => PageInfo | undefined;
  readonly onPage: (n: number) => void;
  /** Says which pages are in view, both included. */
  readonly onView: (first: number, last: number) => void;
  /** Hits by page number. */
  readonly matches?: ReadonlyMap<number, number> | undefined;
}

const stepOf = (key: string, side: 'bottom' | 'left'): number | 'first' | 'last' | undefined => {
  if (key === 'Home') return 'first';
  if (key === 'End') return 'last';
  if (key === (side === 'bottom' ? 'ArrowRight' : 'ArrowDown')) return 1;
  if (key === (side === 'bottom' ? 'ArrowLeft' : 'ArrowUp')) return -1;
  return undefined;
};

/** Small pictures of all pages, only those in view ever asked for. One tab stop; arrows move. */
export function ThumbnailStrip(props: ThumbnailStripProps): React.ReactElement {
  const { side, total, current, page, onPage, onView, matches } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const horizontal = side === 'bottom';
  const virtual = useVirtualizer({
    count: total,
    horizontal,
    getScrollElement: () => scroller.current,
    estimateSize: () => tilePx[side],
    overscan: 6,
  });
  const items = virtual.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items[items.length - 1]?.index ?? 0;
  useEffect(() => onView(first + 1, last + 1), [first, last, onView]);
  useEffect(() => {
    if (current <= total) virtual.scrollToIndex(current - 1, { align: 'auto' });
  }, [virtual, current, total]);

  const onKeyDown = (event: React.KeyboardEvent): void => {
    const step = stepOf(event.key, side);
    if (step === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    if (step === 'first') onPage(1);
    else if (step === 'last') onPage(total);
    else onPage(Math.min(total, Math.max(1, current + step)));
  };

  const extent = virtual.getTotalSize();
  return (
    <div
      ref={scroller}
      className={`reading-strip reading-strip-${side}`}
      role="listbox"
      tabIndex={0}
      aria-label={t('reading.thumbnails')}
      aria-orientation={horizontal ? 'horizontal' : 'vertical'}
      aria-activedescendant={`reading-thumb-${current}`}
      onKeyDown={onKeyDown}
    >
      <div
        className="reading-strip-rail"
        role="presentation"
        style={horizontal ? { width: extent } : { height: extent }}
      >
        {items.map((item) => {
          const n = item.index + 1;
          const info = page(n);
          const hits = matches?.get(n) ?? 0;
          const label =
            hits > 0
              ? t('reading.thumbnailHits', { n: String(n), count: hits })
              : t('reading.page', { n: String(n) });
          return (
            <div
              key={n}
              id={`reading-thumb-${n}`}
              className="reading-thumb"
              role="option"
              aria-selected={n === current}
              aria-label={label}
              aria-setsize={total}
              aria-posinset={n}
              style={{
                [horizontal ? 'left' : 'top']: item.start,
                [horizontal ? 'width' : 'height']: item.size,
              }}
              onClick={() => onPage(n)}
            >
              <span className="reading-thumb-sheet">
                {info && (
                  <QueuedImage
                    address={info.thumbnail}
                    priority={loadPriority.thumbnail}
                    alt=""
                    draggable={false}
                  />
                )}
                {hits > 0 && <b className="reading-thumb-hits">{hits}</b>}
              </span>
              <span className="reading-thumb-number">{n}</span>
            </div>
          );
        })}
      </div>
    </div>
  );
}
