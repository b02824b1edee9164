import './reading.css';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { DocumentId, PageInfo } from '../../main/contract/index.ts';
import { composing } from '../app/commands.ts';
import { t } from '../i18n/index.ts';
import { Button } from '../ui/button.tsx';
import { useContextMenu } from '../ui/context-menu.tsx';
import { DroppedPagesDialog } from './dropped-pages-dialog.tsx';
import { PageNote } from './page-note.tsx';
import { usePageSelection, type PickMode } from './page-selection.ts';
import { PageSide } from './page-side.tsx';
import { PageStage } from './page-stage.tsx';
import { PageStates } from './page-states.tsx';
import { PageToolbar } from './page-toolbar.tsx';
import { HitSteps, MarkTool, PageMenu, PageTools } from './page-tools.tsx';
import type { SourceMark } from './source-marks.ts';
import { ThumbnailStrip } from './thumbnail-strip.tsx';
import { useLook } from './use-look.ts';
import { usePageMarks } from './use-page-marks.ts';
import type { Marking } from './use-passages.ts';
import { usePageWork, type RoomPageWork } from './use-page-work.ts';
import { usePages } from './use-pages.ts';
import { nextZoom, type Zoom } from './zoom.ts';

export interface PageViewProps {
  readonly documentId: DocumentId;
  /** From 1. */
  readonly page: number;
  readonly onPage: (page: number) => void;
  /** A search whose hits are marked on the pages; F3 goes through them. */
  readonly query?: string | undefined;
  /** Where the values of a form were read; the focused one is boxed and brought into sight. */
  readonly sources?: readonly SourceMark[] | undefined;
  /** Counts up each time the focused source is asked for. */
  readonly sourceTurn?: number | undefined;
  /** Takes the text of a line that is clicked; `name` says for what, beside the line. */
  readonly taking?: { readonly name: string; readonly take: (text: string) => void } | undefined;
  /** Marks passages as proof: lines are chosen by dragging or arrows, U marks them. */
  readonly marking?: Marking | undefined;
  /** Whether pages can be turned, cut, dropped and their text corrected here. */
  readonly canChange?: boolean;
  /** What the room can do with pages; with it cutting and joining stand in the toolbar. */
  readonly work?: RoomPageWork | undefined;
  /** Pages a document probably begins at. */
  readonly cuts?: ReadonlySet<number> | undefined;
  /** What opens beside the page: its text and its correction; the correction alone where the room shows the text itself. */
  readonly text?: 'all' | 'correction';
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
 * A document page by page: toolbar, the page on the desk with what is marked on it, its text,
 * thumbnails. PageUp and PageDown turn pages, Ctrl+wheel, + and − zoom, 0 fits the page. Turning
 * a page with R is a fact of the document; the file stays as it is.
 */
export function PageView(props: PageViewProps): React.ReactElement {
  const { documentId, page, onPage, strip = 'bottom', canChange = false } = props;
  const [zoom, setZoom] = useState<Zoom>(props.startZoom ?? 'page');
  const [scale, setScale] = useState(1);
  const [dropped, setDropped] = useState(false);
  const pages = usePages(documentId);
  const { want } = pages;
  const view = useRef<HTMLDivElement>(null);
  const shown = pages.total !== null && pages.documentId === documentId;
  // While another document's pages are asked for, the one before stays in sight by its picture.
  const pageOf = (at: number): PageInfo | undefined => (shown ? pages.page(at) : undefined);
  const total = pages.total ?? 0;
  // How many there are does not bind a page that is asked for before they are known.
  const n = shown ? Math.min(Math.max(1, page), Math.max(1, total)) : Math.max(1, page);
  const info = pageOf(n);

  useEffect(() => want(n, n), [want, n]);
  useLook(documentId, info);

  const turnTo = useCallback(
    (to: number) => {
      if (total > 0) onPage(Math.min(total, Math.max(1, to)));
    },
    [total, onPage],
  );
  const onView = useCallback((first: number, last: number) => want(first, last), [want]);

  const selection = usePageSelection(documentId, n, total);
  const onPick = (to: number, mode: PickMode): void => {
    const lets = mode === 'toggle' && selection.pages.has(to) && selection.pages.size > 1;
    selection.pick(to, mode);
    if (!lets) turnTo(to);
    else if (to === n) turnTo([...selection.pages].find((other) => other !== to) ?? n);
  };
  const work = usePageWork({
    ...props.work,
    documentId,
    n,
    total: shown ? total : null,
    selection,
    canChange,
    onPage: turnTo,
    onDropped: () => setDropped(true),
  });
  const contextMenu = useContextMenu();
  const marks = usePageMarks(props, n, info);

  const onKeyDown = (event: React.KeyboardEvent): void => {
    if (composing(event) || isTyping(event.target)) return;
    const act = marks.passages.onKey(event) ? {} : keyAction(event);
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    if (act.turn !== undefined) turnTo(n + act.turn);
    if (act.to !== undefined) turnTo(act.to === 'last' ? total : 1);
    if (act.zoom === 'fit') setZoom('page');
    else if (act.zoom !== undefined) setZoom(nextZoom(scale, act.zoom));
  };

  const noPages = shown && (pages.state !== 'ready' || total === 0);
  const idle = noPages || total === 0;
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
        disabled={idle}
        heading={props.heading}
        dpi={info?.dpi ?? null}
        tools={
          <PageTools
            work={canChange ? work : null}
            disabled={idle}
            stack={props.work !== undefined}
            canJoin={props.work?.onJoin !== undefined}
            mode={marks.mode}
            opens={marks.opens}
          />
        }
        end={
          <>
            <HitSteps hits={marks.hits} />
            <MarkTool action={marks.passages.action} />
            {props.toolbarEnd}
          </>
        }
        onPage={turnTo}
        onZoom={setZoom}
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
        <div className="reading-middle">
          <PageStage
            page={info}
            neighbours={[pageOf(n + 1), pageOf(n - 1)]}
            // A whole page is too small to read beside its lines.
            zoom={marks.mode === 'correct' && zoom === 'page' ? 'width' : zoom}
            onZoom={setZoom}
            onScale={setScale}
            boxes={marks.boxes}
            focusBox={marks.focus}
            focusTurn={props.sourceTurn ?? 0}
            {...marks.pointing}
            dragging={marks.passages.dragging}
          />
          <PageNote documentId={documentId} page={info} canChange={canChange} />
          <PageSide
            mode={marks.mode}
            reads={props.text === 'all'}
            documentId={documentId}
            page={n}
            lines={marks.lines}
            canChange={canChange}
            onLine={marks.onLine}
            onClosed={() => view.current?.focus()}
          />
        </div>
      )}
      {strip !== 'none' && (
        <div className={`reading-foot reading-foot-${strip}`}>
          {!noPages && total > 0 && (
            <ThumbnailStrip
              key={documentId}
              side={strip}
              total={total}
              current={n}
              selected={selection.pages}
              page={pageOf}
              onPick={onPick}
              onAll={selection.all}
              onView={onView}
              matches={marks.hits.matches}
              cuts={props.cuts}
              {...(canChange
                ? {
                    onKey: work.onStripKey,
                    onMenu: (at: number, event: React.MouseEvent) => {
                      event.preventDefault();
                      if (!selection.pages.has(at)) onPick(at, 'only');
                      contextMenu.open(event, work.menu);
                    },
                    drag: { documentId, onMove: work.moveBefore },
                  }
                : {})}
            />
          )}
          {props.stripEnd && (
            <div className="reading-foot-end">
              {canChange && !props.work && <PageMenu work={work} disabled={idle} />}
              {props.stripEnd}
            </div>
          )}
        </div>
      )}
      {contextMenu.menu}
      {dropped && <DroppedPagesDialog documentId={documentId} onClose={() => setDropped(false)} />}
    </div>
  );
}

const isTyping = (target: EventTarget): boolean =>
  target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;

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
