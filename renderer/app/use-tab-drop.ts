import { useEffect, useRef, type DOMAttributes } from 'react';
import { allowDrop, dragging, takeDrop } from '../checklist/document-drag.ts';
import { attempt, goTo, type Room } from './shell-state.ts';

/** Held over a tab that long, what is dragged opens the room. */
const openAfterMs = 500;

/**
 * What the room tabs do while documents are dragged over them: the checklist opens, to be dropped
 * on; a proof dropped on the library is shown there.
 */
export function useTabDrop(): (room: Room) => DOMAttributes<HTMLButtonElement> {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const stop = (): void => {
    clearTimeout(timer.current);
    timer.current = undefined;
  };
  useEffect(() => stop, []);
  return (room) => {
    if (room === 'checklist') {
      return {
        onDragOver: (event) => {
          if (!allowDrop(event)) return;
          timer.current ??= setTimeout(() => goTo('checklist'), openAfterMs);
        },
        onDragLeave: stop,
        onDrop: stop,
      };
    }
    if (room !== 'library') return {};
    return {
      onDragOver: (event) => {
        if (dragging.get().dragged?.proof) allowDrop(event);
      },
      onDrop: (event) => {
        const dragged = takeDrop(event);
        if (!dragged?.proof) return;
        void attempt(dragged.documents()).then((ids) => {
          if (ids?.[0] !== undefined) goTo('library', { documentId: ids[0] });
        });
      },
    };
  };
}
