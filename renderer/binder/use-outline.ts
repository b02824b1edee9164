import { useEffect, useRef, useState } from 'react';
import type { BinderRecipe, CallResult, OutlineEntry } from '../../main/contract/index.ts';
import { useChanged } from '../app/data.ts';
import { client } from '../app/session.ts';

type Answer = CallResult<'binder.outline'>;

export interface Outline {
  readonly documents: number;
  readonly pages: number;
  readonly unconfirmed: number;
  readonly entries: readonly OutlineEntry[];
  /** Those that take pages, in their order. */
  readonly stretches: readonly OutlineEntry[];
  /** False while further lines are on their way. */
  readonly complete: boolean;
}

/** Neither a document nor a page for what is missing: there is nothing to bind. */
export const isEmpty = ({ documents, entries }: Outline): boolean =>
  documents === 0 && !entries.some(({ kind }) => kind === 'gap');

const linesPerCall = 500;
const restMs = 220;
const outlineTables = [
  'document',
  'part',
  'category',
  'original',
  'document_tag',
  'page',
  'checklist',
  'checklist_item',
  'slot',
  'link',
  'assignment',
];

/**
 * The outline of a recipe as it would be bound now. A changed recipe or catalogue asks anew after a
 * short rest; the outline before stays in sight. Lines come five hundred at a time.
 */
export function useOutline(recipe: BinderRecipe | null): {
  readonly outline: Outline | null;
  readonly loading: boolean;
  readonly error: unknown;
  readonly refresh: () => void;
} {
  const [outline, setOutline] = useState<Outline | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [loading, setLoading] = useState(true);
  const [round, setRound] = useState(0);
  const latest = useRef(recipe);
  latest.current = recipe;
  // The cover's words change no page number; only what does asks again.
  const key =
    recipe && JSON.stringify({ ...recipe, title: '', unit: '', compiler: '', date: null });

  useEffect(() => {
    let current = true;
    const load = async (asked: BinderRecipe): Promise<void> => {
      setLoading(true);
      const entries: OutlineEntry[] = [];
      let answer: Answer;
      do {
        answer = await client.call('binder.outline', {
          recipe: asked,
          offset: entries.length,
          limit: linesPerCall,
        });
        if (!current) return;
        entries.push(...answer.entries);
        const { documents, pages, unconfirmed, total } = answer;
        const complete = entries.length >= total || answer.entries.length === 0;
        const stretches = entries.filter((entry) => entry.pages > 0);
        setOutline({ documents, pages, unconfirmed, entries: [...entries], stretches, complete });
      } while (answer.entries.length > 0 && entries.length < answer.total);
      setError(null);
      setLoading(false);
    };
    const timer = setTimeout(() => {
      if (!latest.current) return;
      load(latest.current).catch((problem: unknown) => {
        if (!current) return;
        setError(problem);
        setLoading(false);
      });
    }, restMs);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [key, round]);
  useChanged(outlineTables, () => setRound((count) => count + 1));
  return { outline, loading, error, refresh: () => setRound((count) => count + 1) };
}

/** The line a printed page belongs to; undefined beyond what has come. */
export function entryAtPage(
  entries: readonly OutlineEntry[],
  page: number,
): OutlineEntry | undefined {
  let low = 0;
  let high = entries.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const entry = entries[middle];
    if (!entry) return undefined;
    if (page < entry.page) high = middle - 1;
    else if (page >= entry.page + entry.pages && entries[middle + 1]) low = middle + 1;
    else return page < entry.page + entry.pages ? entry : undefined;
  }
  return undefined;
}
