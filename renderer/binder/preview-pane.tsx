import { Segmented } from 'antd';
import { useVirtualizer } from '@tanstack/react-virtual';
import {
  BookOpen,
  ChevronLeft,
  ChevronRight,
  File,
  LayoutGrid,
  ZoomIn,
  ZoomOut,
} from 'lucide-react';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { BinderRecipe } from '../../main/contract/index.ts';
import { t } from '../i18n/index.ts';
import { PageNumber } from '../reading/page-toolbar.tsx';
import { IconButton } from '../ui/button.tsx';
import { iconProps } from '../ui/marks.tsx';
import { Sheet } from './sheet.tsx';
import { entryAtPage, type Outline } from './use-outline.ts';

interface PreviewPaneProps {
  readonly recipe: BinderRecipe | null;
  readonly outline: Outline | null;
  readonly page: number;
  readonly onPage: (page: number) => void;
  /** Stands on the desk where there are no pages. */
  readonly empty: React.ReactNode;
}

type Arrangement = 'single' | 'spread' | 'grid';

const gapPx = 16;
const captionPx = 28;
const a4Ratio = 297 / 210;
/** A4 on screen at 100 %. */
const a4WidthPx = (210 / 25.4) * 96;

/** Printed pages to show, in order; all of them, or those the program writes itself. */
function pagesToShow(outline: Outline, which: 'all' | 'front'): readonly number[] | number {
  if (which === 'all') return outline.pages;
  return outline.entries
    .filter(({ kind, placeholder }) => (kind !== 'document' && kind !== 'blank') || placeholder)
    .flatMap(({ page, pages }) => Array.from({ length: pages }, (_, at) => page + at));
}

const countOf = (pages: readonly number[] | number): number =>
  typeof pages === 'number' ? pages : pages.length;
const pageAt = (pages: readonly number[] | number, index: number): number =>
  typeof pages === 'number' ? index + 1 : (pages[index] ?? 1);
const indexOf = (pages: readonly number[] | number, page: number): number =>
  typeof pages === 'number'
    ? page - 1
    : Math.max(
        0,
        pages.findLastIndex((each) => each <= page),
      );

function usePaneWidth(): [React.RefObject<HTMLDivElement | null>, number, number] {
  const ref = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState({ width: 0, height: 0 });
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return;
    const measure = (): void =>
      setSize({ width: element.clientWidth, height: element.clientHeight });
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [ref, size.width, size.height];
}

/** How wide a sheet is and how many stand in a row, for an arrangement and a pane. */
function layout(
  arrangement: Arrangement,
  widthPx: number,
  heightPx: number,
  zoom: number | null,
): { readonly columns: number; readonly sheetPx: number } {
  const inner = Math.max(120, widthPx - 2 * 24);
  const fits = (sheet: number): number =>
    Math.max(1, Math.floor((inner + gapPx) / (sheet + gapPx)));
  if (zoom !== null) {
    const sheetPx = Math.round(a4WidthPx * zoom);
    const most = { single: 1, spread: 2, grid: 12 }[arrangement];
    return { columns: Math.min(most, fits(sheetPx)), sheetPx };
  }
  if (arrangement === 'single') {
    const byHeight = (heightPx - captionPx - 2 * gapPx) / a4Ratio;
    return { columns: 1, sheetPx: Math.round(Math.max(160, Math.min(inner, byHeight))) };
  }
  const columns = arrangement === 'spread' ? Math.max(2, fits(300)) : Math.max(3, fits(150));
  return { columns, sheetPx: Math.floor((inner - gapPx * (columns - 1)) / columns) };
}

/** Middle pane: the volume as it will print, as many pages as one likes to see. */
export function PreviewPane(props: PreviewPaneProps): React.ReactElement {
  const { recipe, outline, page, onPage } = props;
  const [which, setWhich] = useState<'all' | 'front'>('all');
  const [arrangement, setArrangement] = useState<Arrangement>('spread');
  const [zoom, setZoom] = useState<number | null>(null);
  const [scroller, width, height] = usePaneWidth();
  const { columns, sheetPx } = layout(arrangement, width, height, zoom);
  const pages = useMemo(() => (outline ? pagesToShow(outline, which) : 0), [outline, which]);
  const rowPx = Math.round(sheetPx * a4Ratio) + captionPx + gapPx;
  const virtual = useVirtualizer({
    count: Math.ceil(countOf(pages) / columns),
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPx,
    overscan: 1,
    paddingStart: 12,
  });
  useEffect(() => virtual.measure(), [virtual, rowPx]);
  const row = Math.floor(indexOf(pages, page) / columns);
  useEffect(() => {
    if (width > 0)
      virtual.scrollToIndex(row, { align: arrangement === 'single' ? 'start' : 'auto' });
  }, [virtual, row, page, width, rowPx, arrangement]);

  const total = outline?.pages ?? 0;
  const percent = Math.round((sheetPx / a4WidthPx) * 100);
  const turn = (to: number): void => onPage(Math.min(total, Math.max(1, to)));
  const rescale = (factor: number): void =>
    setZoom(Math.min(2, Math.max(0.12, (sheetPx / a4WidthPx) * factor)));
  const arrange = (next: Arrangement): void => {
    setArrangement(next);
    setZoom(null);
  };

  return (
    <div className="binder-preview">
      <div className="reading-toolbar">
        <IconButton
          icon={<ChevronLeft {...iconProps} />}
          label={t('binder.previousPage')}
          disabled={page <= 1}
          onClick={() => turn(page - 1)}
        />
        <PageNumber
          page={Math.min(page, total || 1)}
          total={total}
          disabled={total === 0}
          onPage={turn}
        />
        <IconButton
          icon={<ChevronRight {...iconProps} />}
          label={t('binder.nextPage')}
          disabled={page >= total}
          onClick={() => turn(page + 1)}
        />
        <span className="reading-toolbar-rule" />
        <IconButton
          icon={<ZoomOut {...iconProps} />}
          label={t('binder.zoomOut')}
          onClick={() => rescale(1 / 1.25)}
        />
        <span className="binder-percent">{percent}%</span>
        <IconButton
          icon={<ZoomIn {...iconProps} />}
          label={t('binder.zoomIn')}
          onClick={() => rescale(1.25)}
        />
        <span className="reading-toolbar-gap" />
        <Segmented
          aria-label={t('binder.showing')}
          value={which}
          onChange={setWhich}
          options={[
            { value: 'all', label: t('binder.allPages') },
            { value: 'front', label: t('binder.frontPages') },
          ]}
        />
        <span className="binder-arrange" role="group" aria-label={t('binder.arrangement')}>
          <IconButton
            icon={<File {...iconProps} />}
            label={t('binder.single')}
            pressed={arrangement === 'single'}
            onClick={() => arrange('single')}
          />
          <IconButton
            icon={<BookOpen {...iconProps} />}
            label={t('binder.spread')}
            pressed={arrangement === 'spread'}
            onClick={() => arrange('spread')}
          />
          <IconButton
            icon={<LayoutGrid {...iconProps} />}
            label={t('binder.grid')}
            pressed={arrangement === 'grid'}
            onClick={() => arrange('grid')}
          />
        </span>
      </div>
      <div
        ref={scroller}
        className="binder-desk"
        tabIndex={0}
        role="group"
        aria-label={t(which === 'all' ? 'binder.allPages' : 'binder.frontPages')}
        data-pane-focus
        onKeyDown={(event) => {
          if (event.key === 'PageDown') turn(page + columns);
          else if (event.key === 'PageUp') turn(page - columns);
          else if (event.key === 'Home') turn(1);
          else if (event.key === 'End') turn(total);
          else return;
          event.preventDefault();
        }}
      >
        {props.empty}
        <div style={{ height: virtual.getTotalSize(), position: 'relative' }}>
          {recipe &&
            outline &&
            width > 0 &&
            virtual.getVirtualItems().map((item) => (
              <div
                key={item.key}
                className="binder-sheets"
                style={{ transform: `translateY(${item.start}px)`, gap: gapPx }}
              >
                {Array.from({ length: columns }, (_, column) => {
                  const index = item.index * columns + column;
                  if (index >= countOf(pages)) {
                    return <span key={column} style={{ width: sheetPx, flex: 'none' }} />;
                  }
                  const at = pageAt(pages, index);
                  return (
                    <Sheet
                      key={column}
                      recipe={recipe}
                      entry={entryAtPage(outline.stretches, at)}
                      page={at}
                      widthPx={sheetPx}
                      current={at === page}
                      onPress={() => onPage(at)}
                    />
                  );
                })}
              </div>
            ))}
        </div>
      </div>
    </div>
  );
}
