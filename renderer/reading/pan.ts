import { useEffect, type RefObject } from 'react';

/** Dragging the desk moves a page that is larger than its pane. */
export function usePan(stage: RefObject<HTMLDivElement | null>, enabled = true): void {
  useEffect(() => {
    const element = stage.current;
    if (!element || !enabled) return;
    const onDown = (event: PointerEvent): void => {
      const overflows =
        element.scrollWidth > element.clientWidth || element.scrollHeight > element.clientHeight;
      if (event.button !== 0 || !overflows || (event.target as Element).closest('button')) return;
      const start = { x: event.clientX, y: event.clientY };
      const from = { left: element.scrollLeft, top: element.scrollTop };
      element.setPointerCapture(event.pointerId);
      element.dataset['panning'] = 'true';
      const onMove = (move: PointerEvent): void => {
        element.scrollLeft = from.left - (move.clientX - start.x);
        element.scrollTop = from.top - (move.clientY - start.y);
      };
      const onUp = (): void => {
        delete element.dataset['panning'];
        element.removeEventListener('pointermove', onMove);
        element.removeEventListener('pointerup', onUp);
        element.removeEventListener('pointercancel', onUp);
      };
      element.addEventListener('pointermove', onMove);
      element.addEventListener('pointerup', onUp);
      element.addEventListener('pointercancel', onUp);
    };
    element.addEventListener('pointerdown', onDown);
    return () => element.removeEventListener('pointerdown', onDown);
  }, [stage, enabled]);
}
