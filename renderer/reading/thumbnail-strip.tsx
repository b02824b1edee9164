import { useVirtualizer } from '@tanstack/react-virtual';
import { Scissors } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { PageInfo } from '../../main/contract/index.ts';
import { composing } from '../app/commands.ts';
import { t } from '../i18n/index.ts';
import { WarnSign, iconProps } from '../ui/marks.tsx';
import { loadPriority } from '../ui/load-queue.ts';
import { QueuedImage } from '../ui/queued-image.tsx';
import type { PickMode } from './page-selection.ts';
import { useStripDrag, type StripDrag } from './strip-drag.ts';

export type StripSide = 'bottom' | 'left';

const tilePx = { bottom: 56, left: 102 } as const;
const cutPx = 30;

interface ThumbnailStripProps {
  readonly side: StripSide;
  readonly total: number;
  readonly current: number;
  readonly selected: ReadonlySet<number>;
  readonly page: (n: number) => PageInfo | undefined;
  /** Turns to a page and chooses it, or changes what is chosen. */
  readonly onPick: (n: number, mode: PickMode) => void;
  readonly onAll: () => void;
  /** Says which pages are in view, both included. */
  readonly onView: (first: number, last: number) => void;
  /** Keys that do something to the chosen pages. */
  readonly onKey?: ((event: React.KeyboardEvent) => void) | undefined;
  readonly onMenu?: ((n: number, event: React.MouseEvent) => void) | undefined;
  /** Pages a document probably begins at. */
  readonly cuts?: ReadonlySet<number> | undefined;
  /** Hits by page number. */
  readonly matches?: ReadonlyMap<number, number> | undefined;
  readonly drag?: StripDrag | undefined;
}

const stepOf = (key: string, side: StripSide): number | 'first' | 'last' | undefined => {
  if (key === 'Home') return 'first';
  if (key === 'End') return 'last';
  if (key === (side === 'bottom' ? 'ArrowRight' : 'ArrowDown')) return 1;
  if (key === (side === 'bottom' ? 'ArrowLeft' : 'ArrowUp')) return -1;
  return undefined;
};

/**
 * Small pictures of all pages, only those in view ever asked for. One tab stop; arrows move, with
 * Shift they choose, Ctrl+A chooses all; pages can be dragged to another place.
 */
export function ThumbnailStrip(props: ThumbnailStripProps): React.ReactElement {
  const { side, total, current, page, onPick, onView, cuts } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const horizontal = side === 'bottom';
  const cutKey = [...(cuts ?? [])].join(' ');
  const virtual = useVirtualizer({
    count: total,
    horizontal,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => tilePx[side] + (cuts?.has(index + 1) ? cutPx : 0),
    overscan: 6,
  });
  const items = virtual.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items[items.length - 1]?.index ?? 0;
  useEffect(() => onView(first + 1, last + 1), [first, last, onView]);
  useEffect(() => virtual.measure(), [virtual, cutKey]);
  useEffect(() => {
    if (current <= total) virtual.scrollToIndex(current - 1, { align: 'auto' });
  }, [virtual, current, total]);
  const dragging = useStripDrag(side, props.selected, props.drag);

  const onKeyDown = (event: React.KeyboardEvent): void => {
    if (composing(event)) return;
    props.onKey?.(event);
    if (event.defaultPrevented) return event.stopPropagation();
    const control = event.ctrlKey || event.metaKey;
    if (control && event.key.toLowerCase() === 'a') {
      event.preventDefault();
      event.stopPropagation();
      return props.onAll();
    }
    const step = stepOf(event.key, side);
    if (step === undefined || control || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    const to = step === 'first' ? 1 : step === 'last' ? total : current + step;
    onPick(Math.min(total, Math.max(1, to)), event.shiftKey ? 'range' : 'only');
  };

  const extent = virtual.getTotalSize();
  const { place } = dragging;
  const dropAt =
    place === null ? null : (items.find(({ index }) => index + 1 === place)?.start ?? extent);
  return (
    <div
      ref={scroller}
      className={`reading-strip reading-strip-${side}`}
      role="listbox"
      tabIndex={0}
      aria-label={t('reading.thumbnails')}
      aria-orientation={horizontal ? 'horizontal' : 'vertical'}
      aria-multiselectable
      aria-activedescendant={`reading-thumb-${current}`}
      onKeyDown={onKeyDown}
    >
      <div
        className="reading-strip-rail"
        role="presentation"
        style={horizontal ? { width: extent } : { height: extent }}
        {...dragging.rail}
      >
        {items.map((item) => {
          const n = item.index + 1;
          const hits = props.matches?.get(n) ?? 0;
          return (
            <div
              key={n}
              id={`reading-thumb-${n}`}
              className="reading-thumb"
              role="option"
              aria-selected={props.selected.has(n)}
              aria-label={tileWords(n, page(n), hits, cuts?.has(n) ?? false)}
              aria-setsize={total}
              aria-posinset={n}
              data-current={n === current}
              data-page={n}
              data-cut={cuts?.has(n) ?? false}
              style={{
                [horizontal ? 'left' : 'top']: item.start,
                [horizontal ? 'width' : 'height']: item.size,
              }}
              onClick={(event) => {
                const toggles = event.ctrlKey || event.metaKey;
                onPick(n, event.shiftKey ? 'range' : toggles ? 'toggle' : 'only');
              }}
              onContextMenu={(event) => props.onMenu?.(n, event)}
              {...dragging.tile(n)}
            >
              <Tile n={n} info={page(n)} hits={hits} />
            </div>
          );
        })}
        {items
          .filter(({ index }) => cuts?.has(index + 1))
          .map((item) => (
            <span
              key={`cut ${item.index}`}
              className="reading-cut"
              aria-hidden
              style={{ [horizontal ? 'left' : 'top']: item.start }}
            >
              <Scissors {...iconProps} size={14} />
              {horizontal ? '' : t('reading.cutSuggested')}
            </span>
          ))}
        {dropAt !== null && (
          <div className="reading-drop" style={{ [horizontal ? 'left' : 'top']: dropAt }} />
        )}
      </div>
    </div>
  );
}

function Tile(props: {
  readonly n: number;
  readonly info: PageInfo | undefined;
  readonly hits: number;
}): React.ReactElement {
  const { n, info, hits } = props;
  return (
    <>
      <span className="reading-thumb-sheet">
        {info && (
          <QueuedImage
            address={info.thumbnail}
            priority={loadPriority.thumbnail}
            alt=""
            draggable={false}
          />
        )}
        {/* Its words are in the name of the tile. */}
        {hits > 0 && <b className="reading-thumb-hits" data-hits={hits} />}
      </span>
      <span className="reading-thumb-number">
        {info?.blank ? t('reading.thumbBlank', { n: String(n) }) : n}
        {info?.reading === 'failed' && <WarnSign />}
      </span>
    </>
  );
}

function tileWords(n: number, info: PageInfo | undefined, hits: number, cut: boolean): string {
  const name = info?.blank
    ? t('reading.blankPageNumber', { n: String(n) })
    : hits > 0
      ? t('reading.thumbnailHits', { n: String(n), count: hits })
      : t('reading.page', { n: String(n) });
  return [
    name,
    info?.reading === 'failed' ? t('reading.unread') : '',
    cut ? t('reading.cutSuggested') : '',
  ]
    .filter((words) => words !== '')
    .join(t('app.comma'));
}
