import './reading.css';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { DocumentId, PageInfo } from '../../main/contract/index.ts';
import { composing } from '../app/commands.ts';
import { t } from '../i18n/index.ts';
import { Button } from '../ui/button.tsx';
import { PageStage } from './page-stage.tsx';
import { PageStates } from './page-states.tsx';
import { PageToolbar } from './page-toolbar.tsx';
import { ThumbnailStrip } from './thumbnail-strip.tsx';
import { usePages } from './use-pages.ts';
import { nextZoom, type Rotation, type Zoom } from './zoom.ts';

export interface PageViewProps {
  readonly documentId: DocumentId;
  /** From 1. */
  readonly page: number;
  readonly onPage: (page: number) => void;
  /** Hits by page number, shown on the thumbnails. */
  readonly matches?: ReadonlyMap<number, number> | undefined;
  /** Where the thumbnails stand; `none` leaves them out. */
  readonly strip?: 'bottom' | 'left' | 'none';
  readonly startZoom?: Zoom;
  /** Stands at the left of the toolbar instead of the page number. */
  readonly heading?: React.ReactNode;
  /** Stands at the right of the toolbar. */
  readonly toolbarEnd?: React.ReactNode;
  /** Stands at the right of the thumbnails. */
  readonly stripEnd?: React.ReactNode;
}

/**
 * A document page by page: toolbar, the page on the desk, thumbnails. PageUp and PageDown turn
 * pages, Ctrl+wheel, + and − zoom, 0 fits the page. Turning concerns the view, never the file.
 */
export function PageView(props: PageViewProps): React.ReactElement {
  const { documentId, page, onPage, matches, strip = 'bottom' } = props;
  const [zoom, setZoom] = useState<Zoom>(props.startZoom ?? 'page');
  const [scale, setScale] = useState(1);
  const [turned, setTurned] = useState<{ of: DocumentId; by: Rotation }>({ of: documentId, by: 0 });
  const rotation = turned.of === documentId ? turned.by : 0;
  const pages = usePages(documentId);
  const { want } = pages;
  const view = useRef<HTMLDivElement>(null);
  const shown = pages.total !== null && pages.documentId === documentId;
  // While another document's pages are asked for, the one before stays in sight by its picture.
  const pageOf = (at: number): PageInfo | undefined => (shown ? pages.page(at) : undefined);
  const total = pages.total ?? 0;
  const n = Math.min(Math.max(1, page), Math.max(1, total));

  useEffect(() => want(n, n), [want, n]);

  const turnTo = useCallback(
    (to: number) => {
      if (total > 0) onPage(Math.min(total, Math.max(1, to)));
    },
    [total, onPage],
  );
  const rotate = (): void => setTurned({ of: documentId, by: ((rotation + 90) % 360) as Rotation });
  const onView = useCallback((first: number, last: number) => want(first, last), [want]);

  const onKeyDown = (event: React.KeyboardEvent): void => {
    if (composing(event) || event.target instanceof HTMLInputElement) return;
    const act = keyAction(event);
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    if (act.turn !== undefined) turnTo(n + act.turn);
    if (act.to !== undefined) turnTo(act.to === 'last' ? total : 1);
    if (act.zoom === 'fit') setZoom('page');
    else if (act.zoom !== undefined) setZoom(nextZoom(scale, act.zoom));
  };

  const noPages = shown && (pages.state !== 'ready' || total === 0);
  return (
    <div
      ref={view}
      className={`reading reading-with-${strip}`}
      role="group"
      aria-label={t('reading.pageView')}
      tabIndex={-1}
      data-pane-focus
      onKeyDown={onKeyDown}
    >
      <PageToolbar
        page={n}
        total={total}
        scale={scale}
        zoom={zoom}
        disabled={noPages || total === 0}
        heading={props.heading}
        end={props.toolbarEnd}
        onPage={turnTo}
        onZoom={setZoom}
        onRotate={rotate}
      />
      {noPages && pages.state ? (
        <PageStates
          key={documentId}
          documentId={documentId}
          state={pages.state}
          onUnlocked={() => {
            pages.refresh();
            // The password field goes: the keys are the pages' now.
            view.current?.focus();
          }}
        />
      ) : pages.error && total === 0 ? (
        <div className="reading-state">
          <div className="reading-state-inner">
            <h2>{t('reading.failedTitle')}</h2>
            <Button onClick={pages.refresh}>{t('reading.retry')}</Button>
          </div>
        </div>
      ) : (
        <PageStage
          page={pageOf(n)}
          neighbours={[pageOf(n + 1), pageOf(n - 1)]}
          zoom={zoom}
          rotation={rotation}
          onZoom={setZoom}
          onScale={setScale}
        />
      )}
      {strip !== 'none' && (
        <div className={`reading-foot reading-foot-${strip}`}>
          {!noPages && total > 0 && (
            <ThumbnailStrip
              key={documentId}
              side={strip}
              total={total}
              current={n}
              page={pageOf}
              onPage={turnTo}
              onView={onView}
              matches={matches}
            />
          )}
          {props.stripEnd && <div className="reading-foot-end">{props.stripEnd}</div>}
        </div>
      )}
    </div>
  );
}

interface KeyAction {
  readonly turn?: 1 | -1;
  readonly to?: 'first' | 'last';
  readonly zoom?: 1 | -1 | 'fit';
}

function keyAction(event: React.KeyboardEvent): KeyAction | null {
  if (event.altKey || event.ctrlKey || event.metaKey) return null;
  switch (event.key) {
    case 'PageDown':
      return { turn: 1 };
    case 'PageUp':
      return { turn: -1 };
    case 'Home':
      return { to: 'first' };
    case 'End':
      return { to: 'last' };
    case '+':
    case '=':
      return { zoom: 1 };
    case '-':
    case '−':
      return { zoom: -1 };
    case '0':
      return { zoom: 'fit' };
    default:
      return null;
  }
}
