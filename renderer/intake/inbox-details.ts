import { useEffect } from 'react';
import type { DocumentDetail, DocumentId } from '../../main/contract/index.ts';
import { useChanged } from '../app/data.ts';
import { client } from '../app/session.ts';
import { createStore, useStore } from '../app/store.ts';

/** Details of inbox documents as they were last asked for: what their rows say comes from them. */
const details = createStore<{ known: ReadonlyMap<DocumentId, DocumentDetail> }>({
  known: new Map(),
});
const queue: DocumentId[] = [];
const stale = new Set<DocumentId>();
let running = 0;
const atOnce = 4;

async function next(): Promise<void> {
  const id = queue.shift();
  if (id === undefined) return;
  running++;
  try {
    const detail = await client.call('catalog.get', { id });
    stale.delete(id);
    details.set(({ known }) => ({ known: new Map(known).set(id, detail) }));
  } catch {
    // Gone meanwhile; the list is asked again anyway.
  } finally {
    running--;
    void next();
  }
}

/** Asks for the details of `ids` that are not known yet, a few at a time. */
export function wantDetails(ids: readonly DocumentId[]): void {
  const { known } = details.get();
  for (const id of ids) {
    if ((!known.has(id) || stale.has(id)) && !queue.includes(id)) queue.push(id);
  }
  while (running < atOnce && queue.length > 0) void next();
}

export const knownDetails = (): ReadonlyMap<DocumentId, DocumentDetail> => details.get().known;

export const useDetail = (id: DocumentId | null): DocumentDetail | undefined =>
  useStore(details, (state) => (id === null ? undefined : state.known.get(id)));

export const useDetails = (): ReadonlyMap<DocumentId, DocumentDetail> =>
  useStore(details, (state) => state.known);

/** Keeps details fresh while the inbox is shown, and forgets them when it is left. */
export function useFreshDetails(shown: () => readonly DocumentId[]): void {
  useChanged(['document', 'document_tag', 'proposal', 'document_note', 'original', 'part'], () => {
    for (const id of details.get().known.keys()) stale.add(id);
    wantDetails(shown());
  });
  useEffect(
    () => () => {
      queue.length = 0;
      details.set({ known: new Map() });
    },
    [],
  );
}
