import { useRef, useState, type DragEvent } from 'react';
import type { ItemId, TreeRow } from '../../main/contract/index.ts';
import { allowDrop, takeDrop, type Dragged } from './document-drag.ts';
import { placeBeside, type ItemPlace } from './tree-model.ts';

type Where = 'before' | 'after' | 'inside';

/** Where something dragged over the tree would go, and what the rows do about it. */
export interface TreeDrop {
  readonly over: { readonly id: ItemId; readonly where: Where } | null;
  readonly onStart: (row: TreeRow, event: DragEvent) => void;
  readonly onOver: (row: TreeRow, event: DragEvent<HTMLElement>) => void;
  readonly onLeave: () => void;
  readonly onDrop: (row: TreeRow, event: DragEvent) => void;
  readonly onEnd: () => void;
}

/** A document held over an item that long shows it, so that its slots can be aimed at. */
const openAfterMs = 600;

/** Items are dragged to other places of the tree; documents and proofs are dropped on items. */
export function useTreeDrop(options: {
  readonly rows: readonly TreeRow[];
  readonly canChange: boolean;
  readonly onMove: (row: TreeRow, place: ItemPlace) => void;
  readonly onShow: (id: ItemId) => void;
  readonly onDocuments: (row: TreeRow, dragged: Dragged, at: DragEvent) => void;
}): TreeDrop {
  const { rows, canChange } = options;
  const [moved, setMoved] = useState<TreeRow | null>(null);
  const [over, setOver] = useState<TreeDrop['over']>(null);
  const held = useRef<{ id: ItemId; since: number } | null>(null);
  const leave = (): void => {
    setOver(null);
    held.current = null;
  };

  const overDocuments = (row: TreeRow): void => {
    if (over?.id !== row.id) setOver({ id: row.id, where: 'inside' });
    const now = performance.now();
    if (held.current?.id !== row.id) held.current = { id: row.id, since: now };
    else if (now - held.current.since > openAfterMs) {
      held.current.since = Number.POSITIVE_INFINITY;
      options.onShow(row.id);
    }
  };
  return {
    over,
    onStart: (row, event) => {
      event.dataTransfer.effectAllowed = 'move';
      event.dataTransfer.setData('text/plain', row.title);
      setMoved(row);
    },
    onOver: (row, event) => {
      if (!canChange) return;
      if (allowDrop(event)) {
        overDocuments(row);
        return;
      }
      if (!moved) return;
      const box = event.currentTarget.getBoundingClientRect();
      const share = (event.clientY - box.top) / box.height;
      const where = share < 0.28 ? 'before' : share > 0.72 ? 'after' : 'inside';
      if (!placeBeside(rows, moved.id, row.id, where)) return;
      event.preventDefault();
      if (over?.id !== row.id || over.where !== where) setOver({ id: row.id, where });
    },
    onLeave: leave,
    onDrop: (row, event) => {
      const where = over?.where;
      const item = moved;
      leave();
      setMoved(null);
      const dragged = takeDrop(event);
      if (dragged) options.onDocuments(row, dragged, event);
      else if (item && where) {
        event.preventDefault();
        const place = placeBeside(rows, item.id, row.id, where);
        if (place) options.onMove(item, place);
      }
    },
    onEnd: () => {
      leave();
      setMoved(null);
    },
  };
}
