import { useRef, type KeyboardEvent, type PointerEvent } from 'react';
import { t } from '../i18n/index.ts';

/**
 * The line between two panes: 1 px to see, 7 px to grip. `size` is the width of the pane it
 * belongs to, in CSS px; `side` says on which side of the line that pane stands.
 */
export function Splitter(props: {
  readonly size: number;
  readonly min: number;
  readonly max: number;
  readonly side: 'before' | 'after';
  readonly onResize: (size: number) => void;
  readonly onDone: (size: number) => void;
  readonly onReset: () => void;
  readonly controls: string;
}) {
  const drag = useRef<{ x: number; size: number; scale: number } | null>(null);
  const clamp = (size: number): number =>
    Math.round(Math.min(props.max, Math.max(props.min, size)));
  const sign = props.side === 'before' ? 1 : -1;

  const down = (event: PointerEvent<HTMLDivElement>): void => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    // Under CSS zoom the pointer moves in window px, the pane in its own.
    const scale = Number(document.documentElement.style.zoom || '1') || 1;
    drag.current = { x: event.clientX, size: props.size, scale };
  };
  const sizeAt = (event: PointerEvent): number | null => {
    const from = drag.current;
    return from ? clamp(from.size + (sign * (event.clientX - from.x)) / from.scale) : null;
  };
  const move = (event: PointerEvent<HTMLDivElement>): void => {
    const size = sizeAt(event);
    if (size !== null) props.onResize(size);
  };
  const up = (event: PointerEvent<HTMLDivElement>): void => {
    const size = sizeAt(event);
    drag.current = null;
    if (size !== null) props.onDone(size);
  };
  const key = (event: KeyboardEvent<HTMLDivElement>): void => {
    const step = event.shiftKey ? 48 : 12;
    const moved = event.key === 'ArrowRight' ? step : event.key === 'ArrowLeft' ? -step : undefined;
    const to = event.key === 'Home' ? props.min : event.key === 'End' ? props.max : undefined;
    if (moved === undefined && to === undefined) return;
    event.preventDefault();
    props.onDone(clamp(to ?? props.size + sign * (moved ?? 0)));
  };

  return (
    <div
      className="m-splitter"
      role="separator"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label={t('ui.resizePanes')}
      aria-controls={props.controls}
      aria-valuenow={props.size}
      aria-valuemin={props.min}
      aria-valuemax={props.max}
      onPointerDown={down}
      onPointerMove={move}
      onPointerUp={up}
      onPointerCancel={() => (drag.current = null)}
      onDoubleClick={props.onReset}
      onKeyDown={key}
    />
  );
}
