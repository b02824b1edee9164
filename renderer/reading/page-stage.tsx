import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { PageInfo } from '../../main/contract/index.ts';
import { t } from '../i18n/index.ts';
import { Button } from '../ui/button.tsx';
import { useDecodedImage, usePrefetch } from './decoded-image.ts';
import { usePan } from './pan.ts';
import type { PageBox, Point } from './box-geometry.ts';
import { PageBoxes } from './page-boxes.tsx';
import { pageSizePx, pickImage, scaleOf, type SizePx, type Zoom } from './zoom.ts';

const marginPx = 12;

interface PageStageProps {
  readonly page: PageInfo | undefined;
  readonly neighbours: readonly (PageInfo | undefined)[];
  readonly zoom: Zoom;
  readonly onZoom: (zoom: number) => void;
  /** The factor in use, for the toolbar's percentage. */
  readonly onScale: (scale: number) => void;
  /** Drawn over `page`. */
  readonly boxes: readonly PageBox[];
  /** Key of the box to bring into sight whenever it, or `focusTurn`, changes. */
  readonly focusBox: string | null;
  readonly focusTurn: number;
  /** Told over which point of the page the pointer is. */
  readonly onPoint?: ((point: Point | null) => void) | undefined;
  /** Told where the page was clicked; the focus stays where it is. */
  readonly onPress?: ((point: Point) => void) | undefined;
  /** Dragging chooses what is under it, instead of moving the page. */
  readonly dragging?: PointDrag | undefined;
}

interface PointDrag {
  readonly onStart: (point: Point) => void;
  readonly onMove: (point: Point) => void;
  readonly onEnd: () => void;
}

const addressFor = (page: PageInfo | undefined, widthPx: number): string | undefined =>
  page && (pickImage(page.images, widthPx)?.address ?? page.thumbnail);

function useSize(): [React.RefObject<HTMLDivElement | null>, SizePx] {
  const ref = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState<SizePx>({ width: 0, height: 0 });
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return;
    const measure = (): void =>
      setSize({ width: element.offsetWidth, height: element.offsetHeight });
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [ref, size];
}

/** Ctrl+wheel zooms about the pointer: the point under it stays where it is. */
function useWheelZoom(
  stage: React.RefObject<HTMLDivElement | null>,
  scale: number,
  onZoom: (zoom: number) => void,
): void {
  const anchor = useRef<{ x: number; y: number; left: number; top: number } | null>(null);
  const latest = useRef({ scale, onZoom });
  latest.current = { scale, onZoom };

  useEffect(() => {
    const element = stage.current;
    if (!element) return;
    const onWheel = (event: WheelEvent): void => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      const paper = element.firstElementChild?.getBoundingClientRect();
      if (!paper || paper.width === 0) return;
      anchor.current = {
        x: (event.clientX - paper.left) / paper.width,
        y: (event.clientY - paper.top) / paper.height,
        left: event.clientX,
        top: event.clientY,
      };
      const next = latest.current.scale * Math.exp(-event.deltaY / 400);
      latest.current.onZoom(Math.min(5, Math.max(0.1, next)));
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, [stage]);

  useLayoutEffect(() => {
    const element = stage.current;
    const paper = element?.firstElementChild?.getBoundingClientRect();
    const held = anchor.current;
    anchor.current = null;
    if (!element || !paper || !held) return;
    element.scrollLeft += paper.left + held.x * paper.width - held.left;
    element.scrollTop += paper.top + held.y * paper.height - held.top;
  }, [stage, scale]);
}

const samePage = (a: PageInfo, b: PageInfo | undefined): boolean =>
  b !== undefined &&
  a.originalId === b.originalId &&
  a.originalPage === b.originalPage &&
  a.turn === b.turn;

/** Moves the desk so that the box with the focus is in sight; `drawn` says when there is a new page to look at. */
function useBoxInSight(
  stage: React.RefObject<HTMLDivElement | null>,
  key: string | null,
  drawn: string,
): void {
  useLayoutEffect(() => {
    const desk = stage.current;
    if (!desk || key === null) return;
    const box = desk.querySelector(`[data-box="${CSS.escape(key)}"]`)?.getBoundingClientRect();
    if (!box) return;
    const view = desk.getBoundingClientRect();
    const marginX = 24;
    const marginY = Math.min(80, view.height / 4);
    if (box.top < view.top + marginY || box.bottom > view.bottom - marginY)
      desk.scrollTop += (box.top + box.bottom - view.top - view.bottom) / 2;
    if (box.left < view.left + marginX) desk.scrollLeft += box.left - view.left - marginX;
    else if (box.right > view.right - marginX) desk.scrollLeft += box.right - view.right + marginX;
  }, [stage, key, drawn]);
}

/** A press that moves further than this drags the desk. */
const stillPx = 4;

/** Pointer events of the desk as points of the page on it. */
function usePointing(
  page: PageInfo | undefined,
  onPoint: PageStageProps['onPoint'],
  onPress: PageStageProps['onPress'],
): React.DOMAttributes<HTMLDivElement> {
  const pressed = useRef({ x: 0, y: 0 });
  if (!page || !onPress) return {};
  const pointOf = (event: React.MouseEvent<HTMLDivElement>): Point | null => pointOn(event, page);
  return {
    onPointerMove: (event) => onPoint?.(pointOf(event)),
    onPointerLeave: () => onPoint?.(null),
    onMouseDown: (event) => {
      pressed.current = { x: event.clientX, y: event.clientY };
      event.preventDefault();
    },
    onClick: (event) => {
      const { x, y } = pressed.current;
      const point = pointOf(event);
      if (point && Math.hypot(event.clientX - x, event.clientY - y) < stillPx) onPress(point);
    },
  };
}

/** Presses and drags of the desk as points of the page on it. */
function useDragging(
  page: PageInfo | undefined,
  dragging: PointDrag | undefined,
): React.DOMAttributes<HTMLDivElement> {
  const held = useRef(false);
  if (!page || !dragging) return {};
  const end = (): void => {
    if (held.current) dragging.onEnd();
    held.current = false;
  };
  return {
    onPointerDown: (event) => {
      const point = pointOn(event, page);
      if (event.button !== 0 || !point || (event.target as Element).closest('button')) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      event.currentTarget.focus({ preventScroll: true });
      held.current = true;
      dragging.onStart(point);
    },
    onPointerMove: (event) => {
      const point = held.current ? pointOn(event, page) : null;
      if (point) dragging.onMove(point);
    },
    onPointerUp: end,
    onPointerCancel: end,
  };
}

/** Where on the page the pointer is. */
function pointOn(event: React.MouseEvent<HTMLDivElement>, page: PageInfo): Point | null {
  const paper = event.currentTarget.firstElementChild?.getBoundingClientRect();
  if (!paper) return null;
  return {
    xUm: ((event.clientX - paper.left) / paper.width) * page.widthUm,
    yUm: ((event.clientY - paper.top) / paper.height) * page.heightUm,
  };
}

/** One page on the desk, scaled; the page before stays until this one is decoded. */
export function PageStage(props: PageStageProps): React.ReactElement {
  const { page, neighbours, zoom, onZoom, onScale } = props;
  const [stage, pane] = useSize();
  const scaleFor = useCallback(
    (of: PageInfo) => scaleOf(zoom, pageSizePx(of), pane, marginPx),
    [zoom, pane],
  );
  const pixelsFor = (of: PageInfo): number =>
    pageSizePx(of).width * scaleFor(of) * window.devicePixelRatio;

  const wanted = page && pane.width > 0 ? addressFor(page, pixelsFor(page)) : undefined;
  const [attempt, setAttempt] = useState(0);
  const retried = wanted === undefined || attempt === 0 ? wanted : `${wanted}#${attempt}`;
  const { shown, slow } = useDecodedImage(page, retried);
  const ready = shown?.address === retried;
  usePrefetch(
    neighbours
      .map((near) => near && pane.width > 0 && addressFor(near, pixelsFor(near)))
      .map((address) => (typeof address === 'string' ? address : undefined)),
    ready,
  );

  const at = slow && page ? page : (shown?.subject ?? page);
  const scale = at && pane.width > 0 ? scaleFor(at) : 1;
  useEffect(() => onScale(scale), [scale, onScale]);
  useWheelZoom(stage, scale, onZoom);
  usePan(stage, props.dragging === undefined);

  const shownKey = shown && `${shown.subject.originalId}/${shown.subject.n}`;
  useLayoutEffect(() => {
    stage.current?.scrollTo(stage.current.scrollLeft, 0);
  }, [stage, shownKey]);

  const size = at ? pageSizePx(at) : { width: 0, height: 0 };
  const box = { width: Math.round(size.width * scale), height: Math.round(size.height * scale) };
  const isShown = at !== undefined && at === shown?.subject ? samePage(at, page) : at === page;
  const focus = isShown && props.boxes.some(({ key }) => key === props.focusBox);
  useBoxInSight(stage, focus ? props.focusBox : null, `${shownKey} ${props.focusTurn}`);
  const pointing = usePointing(isShown ? page : undefined, props.onPoint, props.onPress);
  const choosing = useDragging(isShown ? page : undefined, props.dragging);
  return (
    <div
      ref={stage}
      className="reading-stage"
      tabIndex={0}
      data-ready={ready}
      data-choosing={props.dragging !== undefined}
      {...pointing}
      {...choosing}
    >
      {at && pane.width > 0 && (
        <div className="reading-paper" style={box}>
          {shown && !shown.failed && !slow && (
            <img
              src={shown.address}
              alt={t('reading.page', { n: String(shown.subject.n) })}
              draggable={false}
              style={box}
            />
          )}
          {slow && page && <RoughPage page={page} />}
          {isShown && page && <PageBoxes page={page} boxes={props.boxes} />}
          {shown?.failed && !slow && (
            <div className="reading-failed" role="alert">
              <strong>{t('reading.pageFailed', { n: shown.subject.n })}</strong>
              <p>{t('reading.pageFailedHelp')}</p>
              <Button look="link" onClick={() => setAttempt((count) => count + 1)}>
                {t('reading.retry')}
              </Button>
            </div>
          )}
        </div>
      )}
    </div>
  );
}

/** What stands in for a page that takes long to draw: its thumbnail, and a word. */
function RoughPage({ page }: { readonly page: PageInfo }): React.ReactElement {
  return (
    <>
      <img className="reading-rough" src={page.thumbnail} alt="" draggable={false} />
      <p className="reading-wait" role="status">
        {t('reading.drawing', { n: page.n })}
      </p>
    </>
  );
}
