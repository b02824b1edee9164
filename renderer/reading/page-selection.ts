import { useState } from 'react';
import type { DocumentId } from '../../main/contract/index.ts';

/** How a page was meant: alone, added or taken away (Ctrl), up to here (Shift). */
export type PickMode = 'only' | 'toggle' | 'range';

export interface PageSelection {
  /** The pages to act on; the current one where nothing else is chosen. */
  readonly pages: ReadonlySet<number>;
  readonly pick: (n: number, mode: PickMode) => void;
  readonly all: () => void;
  readonly set: (pages: Iterable<number>) => void;
}

interface Chosen {
  readonly of: DocumentId;
  readonly pages: ReadonlySet<number>;
  readonly anchor: number;
}

/** The pages from one to another, both included. */
export const pageRange = (from: number, to: number): ReadonlySet<number> =>
  new Set(
    Array.from({ length: Math.abs(to - from) + 1 }, (_, index) => Math.min(from, to) + index),
  );

/** Which pages of a document are chosen in its strip. Turning to a page outside lets them go. */
export function usePageSelection(
  documentId: DocumentId,
  current: number,
  total: number,
): PageSelection {
  const [chosen, setChosen] = useState<Chosen>({ of: documentId, pages: new Set(), anchor: 1 });
  const holds =
    chosen.of === documentId &&
    chosen.pages.has(current) &&
    [...chosen.pages].every((n) => n <= total);
  const pages = holds ? chosen.pages : new Set([current]);
  const anchor = holds ? chosen.anchor : current;
  const keep = (next: ReadonlySet<number>, from: number): void =>
    setChosen({ of: documentId, pages: next, anchor: from });
  return {
    pages,
    pick: (n, mode) => {
      if (mode === 'only') return keep(new Set([n]), n);
      if (mode === 'range') return keep(pageRange(anchor, n), anchor);
      const next = new Set(pages);
      if (!next.delete(n) || next.size === 0) next.add(n);
      keep(next, n);
    },
    all: () => keep(pageRange(1, Math.max(1, total)), anchor),
    set: (next) => keep(new Set(next), Math.min(...next)),
  };
}
