import { useState, type DragEvent } from 'react';
import { documentId as documentIdSchema, type DocumentId } from '../../main/contract/index.ts';
import { createStore } from '../app/store.ts';

/** Pages that are being dragged out of a strip. */
interface DraggedPages {
  readonly documentId: DocumentId;
  readonly pages: ReadonlySet<number>;
}

/** The type a drag of pages carries; what they are is known only on dropping. */
export const pagesType = 'application/x-mingce-pages';

export const draggedPages = createStore<{ dragged: DraggedPages | null }>({ dragged: null });

export const carriesPages = (event: DragEvent): boolean =>
  event.dataTransfer.types.includes(pagesType);

/** The pages a drop brings; null where it brings none. */
export function droppedPages(event: DragEvent): DraggedPages | null {
  const id = documentIdSchema.safeParse(Number(event.dataTransfer.getData(pagesType)));
  const { dragged } = draggedPages.get();
  return id.success && dragged?.documentId === id.data ? dragged : null;
}

export interface StripDrag {
  readonly documentId: DocumentId;
  /** The dragged pages are to stand before page `before`. */
  readonly onMove: (before: number, pages: ReadonlySet<number>) => void;
}

type Handlers = React.DOMAttributes<HTMLDivElement>;

/** Dragging chosen pages of a strip to another place in it, or out of it. */
export function useStripDrag(
  side: 'bottom' | 'left',
  selected: ReadonlySet<number>,
  drag: StripDrag | undefined,
): {
  readonly rail: Handlers;
  readonly tile: (n: number) => Handlers & { readonly draggable?: boolean };
  /** Before which page they would be dropped. */
  readonly place: number | null;
} {
  const [place, setPlace] = useState<number | null>(null);
  if (!drag) return { rail: {}, tile: () => ({}), place: null };
  const over = (event: DragEvent): boolean =>
    carriesPages(event) && draggedPages.get().dragged?.documentId === drag.documentId;
  return {
    place,
    rail: {
      onDragOver: (event) => {
        if (!over(event)) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = 'move';
        const tile = (event.target as Element).closest<HTMLElement>('[data-page]');
        if (!tile) return;
        const box = tile.getBoundingClientRect();
        const isAfter =
          side === 'bottom'
            ? event.clientX > box.left + box.width / 2
            : event.clientY > box.top + box.height / 2;
        setPlace(Number(tile.dataset['page']) + (isAfter ? 1 : 0));
      },
      onDragLeave: (event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setPlace(null);
      },
      onDrop: (event) => {
        if (!over(event)) return;
        event.preventDefault();
        const { dragged } = draggedPages.get();
        if (place !== null && dragged) drag.onMove(place, dragged.pages);
        setPlace(null);
      },
    },
    tile: (n) => ({
      draggable: true,
      onDragStart: (event) => {
        const pages = selected.has(n) ? selected : new Set([n]);
        draggedPages.set({ dragged: { documentId: drag.documentId, pages } });
        event.dataTransfer.effectAllowed = 'move';
        event.dataTransfer.setData(pagesType, String(drag.documentId));
      },
      onDragEnd: () => {
        setPlace(null);
        draggedPages.set({ dragged: null });
      },
    }),
  };
}
