import { useCallback, useEffect, useRef, useState } from 'react';
import type { CallResult, DocumentId } from '../../main/contract/index.ts';
import { useChanged } from '../app/data.ts';
import { client } from '../app/session.ts';
import { textTables } from './use-lines.ts';

type PageHits = CallResult<'reading.hits'>['pages'][number];

export interface HitPages {
  /** Pages with hits, in order, as far as they are known. */
  readonly pages: readonly PageHits[];
  /** False while pages further on have not been looked through. */
  readonly counted: boolean;
}

/** A document of very many pages is looked through in pieces: one that is left is not gone on with. */
const pieceOfPages = 400;

const none: HitPages = { pages: [], counted: true };

/** Which pages of a document have hits of a query, and how many; '' has none. */
export function useHitPages(documentId: DocumentId, query: string): HitPages {
  const place = `${client.archive() ?? ''} ${documentId} ${query}`;
  const [found, setFound] = useState<HitPages & { readonly place: string }>({ ...none, place });
  const turns = useRef(0);
  const whole = useRef<string | null>(null);

  const look = useCallback(async (): Promise<void> => {
    const turn = ++turns.current;
    if (query === '') return;
    const pages: PageHits[] = [];
    for (let from: number | null = 1; from !== null;) {
      const piece: CallResult<'reading.hits'> = await client.call('reading.hits', {
        id: documentId,
        query,
        from,
        limit: pieceOfPages,
      });
      if (turn !== turns.current) return;
      pages.push(...piece.pages);
      from = piece.next;
      // Counted anew, the count before stays until the new one is whole.
      if (from !== null && whole.current === place) continue;
      if (from === null) whole.current = place;
      setFound({ place, pages: [...pages], counted: from === null });
    }
  }, [documentId, query, place]);

  // What cannot be looked through has no hits to show; why is said where its pages are.
  const ask = useCallback((): void => void look().catch(() => undefined), [look]);
  useEffect(() => {
    const asked = turns;
    ask();
    return () => {
      asked.current += 1;
    };
  }, [ask]);
  useChanged(textTables, ask);
  return query !== '' && found.place === place ? found : none;
}
