import { useEffect, useMemo, useState } from 'react';
import type { DocumentId, PageInfo } from '../../main/contract/index.ts';
import { useCall } from '../app/data.ts';
import type { PageBox } from './box-geometry.ts';
import { nextPage } from './hits.ts';
import { useHitPages } from './use-hit-pages.ts';
import { decidedTables, useReadAnew } from './use-lines.ts';

export interface Hits {
  /** Hits by page. */
  readonly matches: ReadonlyMap<number, number>;
  readonly total: number;
  /** Whether `total` is final: a document of very many pages is counted in pieces. */
  readonly counted: boolean;
  /** Which of all hits is the current one, from 1; 0: none on this page. */
  readonly at: number;
  readonly boxes: readonly PageBox[];
  /** Key of the current hit's box, to bring into sight. */
  readonly current: string | null;
  readonly go: (step: 1 | -1) => void;
}

/** The hits of a query in a document: marked on its pages, gone through with `go` across pages. */
export function useHits(
  documentId: DocumentId,
  query: string,
  page: number,
  info: PageInfo | undefined,
  onPage: (page: number) => void,
): Hits {
  const enabled = query !== '';
  const { pages, counted } = useHitPages(documentId, query);
  const matches = useMemo(() => new Map(pages.map(({ n, hits }) => [n, hits])), [pages]);
  const marks = useCall(
    'reading.marks',
    { id: documentId, n: page, query },
    { tables: decidedTables, enabled: enabled && matches.has(page), keep: false },
  );
  useReadAnew(info, marks.refetch);
  const boxes = (enabled && matches.has(page) && marks.data?.boxes) || [];
  // 'last': the page was come to backwards.
  const [index, setIndex] = useState<number | 'last'>(0);
  const place = `${documentId} ${query}`;
  useEffect(() => setIndex(0), [place]);
  const current = index === 'last' ? boxes.length - 1 : Math.min(index, boxes.length - 1);

  const go = (step: 1 | -1): void => {
    const next = current + step;
    if (next >= 0 && next < boxes.length) return setIndex(next);
    const target = nextPage(
      pages.map(({ n }) => n),
      page,
      step,
    );
    if (target === null) return;
    setIndex(step === 1 ? 0 : 'last');
    onPage(target);
  };
  return {
    matches,
    total: pages.reduce((sum, { hits }) => sum + hits, 0),
    counted,
    at: boxes.length === 0 ? 0 : ordinal(pages, page, current),
    boxes: boxes.map((box, at) => ({
      key: `hit ${at}`,
      box,
      kind: at === current ? 'hit-current' : 'hit',
    })),
    current: current >= 0 && boxes.length > 0 ? `hit ${current}` : null,
    go,
  };
}

/** A hit that runs over a line's end has two boxes: the count never runs past its page. */
function ordinal(
  pages: readonly { readonly n: number; readonly hits: number }[],
  page: number,
  index: number,
): number {
  const before = pages.filter(({ n }) => n < page).reduce((sum, { hits }) => sum + hits, 0);
  const here = pages.find(({ n }) => n === page)?.hits ?? 0;
  return before + Math.min(index + 1, here);
}
