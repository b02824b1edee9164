import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { PageInfo } from '../../main/contract/index.ts';
import { t } from '../i18n/index.ts';
import { Button } from '../ui/button.tsx';
import { useDecodedImage, usePrefetch } from './decoded-image.ts';
import { usePan } from './pan.ts';
import { pageSizePx, pickImage, scaleOf, type Rotation, type SizePx, type Zoom } from './zoom.ts';

const marginPx = 12;

interface PageStageProps {
  readonly page: PageInfo | undefined;
  readonly neighbours: readonly (PageInfo | undefined)[];
  readonly zoom: Zoom;
  readonly rotation: Rotation;
  readonly onZoom: (zoom: number) => void;
  /** The factor in use, for the toolbar's percentage. */
  readonly onScale: (scale: number) => void;
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

/** One page on the desk, scaled and turned; the page before stays until this one is decoded. */
export function PageStage(props: PageStageProps): React.ReactElement {
  const { page, neighbours, zoom, rotation, onZoom, onScale } = props;
  const [stage, pane] = useSize();
  const scaleFor = useCallback(
    (of: PageInfo) => scaleOf(zoom, pageSizePx(of, rotation), pane, marginPx),
    [zoom, rotation, pane],
  );
  const pixelsFor = (of: PageInfo): number =>
    pageSizePx(of, 0).width * scaleFor(of) * window.devicePixelRatio;

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
  usePan(stage);

  const shownKey = shown && `${shown.subject.originalId}/${shown.subject.n}`;
  useLayoutEffect(() => {
    stage.current?.scrollTo(stage.current.scrollLeft, 0);
  }, [stage, shownKey]);

  const size = at ? pageSizePx(at, rotation) : { width: 0, height: 0 };
  const box = { width: Math.round(size.width * scale), height: Math.round(size.height * scale) };
  const turned = rotation % 180 !== 0;
  return (
    <div ref={stage} className="reading-stage" data-ready={ready}>
      {at && pane.width > 0 && (
        <div className="reading-paper" style={box}>
          {shown && !shown.failed && !slow && (
            <img
              src={shown.address}
              alt={t('reading.page', { n: String(shown.subject.n) })}
              draggable={false}
              style={{
                width: turned ? box.height : box.width,
                height: turned ? box.width : box.height,
                transform: `translate(-50%, -50%) rotate(${rotation}deg)`,
              }}
            />
          )}
          {slow && page && <RoughPage page={page} turned={turned} rotation={rotation} />}
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
function RoughPage(props: {
  readonly page: PageInfo;
  readonly turned: boolean;
  readonly rotation: Rotation;
}): React.ReactElement {
  const { page, turned, rotation } = props;
  return (
    <>
      <img
        className="reading-rough"
        src={page.thumbnail}
        alt=""
        draggable={false}
        style={{ transform: `translate(-50%, -50%) rotate(${rotation}deg)` }}
        data-turned={turned}
      />
      <p className="reading-wait" role="status">
        {t('reading.drawing', { n: page.n })}
      </p>
    </>
  );
}
