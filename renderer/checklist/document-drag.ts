import type { DragEvent } from 'react';
import type { DocumentId, LinkId, SlotId } from '../../main/contract/index.ts';
import { createStore } from '../app/store.ts';

/** Documents on their way from a list, or a proof from its slot. */
export interface Dragged {
  readonly title: string;
  /** The ids are asked for only on dropping: a selection may be of a whole search. */
  readonly documents: () => Promise<readonly DocumentId[]>;
  /** Where it proves something already: dropping it elsewhere moves it. */
  readonly proof: { readonly linkId: LinkId; readonly slotId: SlotId } | null;
}

/** The type such a drag carries; what it is stands in the store. */
export const documentsType = 'application/x-mingce-documents';

export const dragging = createStore<{ dragged: Dragged | null }>({ dragged: null });

export const carriesDocuments = (event: {
  readonly dataTransfer: Pick<DataTransfer, 'types'> | null;
}): boolean => event.dataTransfer?.types.includes(documentsType) ?? false;

export function startDrag(event: DragEvent, dragged: Dragged): void {
  event.dataTransfer.effectAllowed = 'linkMove';
  event.dataTransfer.setData(documentsType, '1');
  event.dataTransfer.setData('text/plain', dragged.title);
  dragging.set({ dragged });
}

export const endDrag = (): void => dragging.set({ dragged: null });

/** Takes what is dropped; null where it is nothing of ours. */
export function takeDrop(event: DragEvent): Dragged | null {
  const { dragged } = dragging.get();
  if (!carriesDocuments(event) || !dragged) return null;
  event.preventDefault();
  event.stopPropagation();
  endDrag();
  return dragged;
}

/** Lets what is dragged be dropped here. */
export function allowDrop(event: DragEvent): boolean {
  const { dragged } = dragging.get();
  if (!carriesDocuments(event) || !dragged) return false;
  event.preventDefault();
  event.dataTransfer.dropEffect = dragged.proof ? 'move' : 'link';
  return true;
}
