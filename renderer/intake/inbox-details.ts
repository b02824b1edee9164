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
  // What changes from here on makes it stale again.
  stale.delete(id);
  try {
    const detail = await client.call('catalog.get', { id });
    details.set(({ known }) => ({ known: new Map(known).set(id, detail) }));
  } catch {
    // Gone meanwhile; the list is asked again anyway.
  } finally {
    running--;
    void next();
  }
}

function ask(ids: readonly DocumentId[], wanted: (id: DocumentId) => boolean): void {
  for (const id of ids) if (wanted(id) && !queue.includes(id)) queue.push(id);
  while (running < atOnce && queue.length > 0) void next();
}

/** Asks for the details of `ids` that are not known at all, a few at a time. */
export function wantDetails(ids: readonly DocumentId[]): void {
  const { known } = details.get();
  ask(ids, (id) => !known.has(id));
}

let shown: readonly DocumentId[] = [];

/** These are in sight: what is not known of them, or has changed since, is asked. */
export function showDetails(ids: readonly DocumentId[]): void {
  shown = ids;
  const { known } = details.get();
  ask(ids, (id) => !known.has(id) || stale.has(id));
}

export const useDetail = (id: DocumentId | null): DocumentDetail | undefined =>
  useStore(details, (state) => (id === null ? undefined : state.known.get(id)));

export const useDetails = (): ReadonlyMap<DocumentId, DocumentDetail> =>
  useStore(details, (state) => state.known);

/** Keeps what is in sight fresh while the inbox is shown, and forgets all when it is left. */
export function useFreshDetails(): void {
  useChanged(
    ['document', 'document_tag', 'proposal', 'document_note', 'original', 'part', 'caption'],
    () => {
      for (const id of details.get().known.keys()) stale.add(id);
      showDetails(shown);
    },
  );
  useEffect(
    () => () => {
      queue.length = 0;
      shown = [];
      stale.clear();
      details.set({ known: new Map() });
    },
    [],
  );
}
