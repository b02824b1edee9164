import type {
  Candidate,
  DateWindow,
  DocumentId,
  DocumentRow,
  SearchHit,
  Slot,
  SlotId,
} from '../../main/contract/index.ts';
import { CallError } from '../app/client.ts';
import { useChanged } from '../app/data.ts';
import { client } from '../app/session.ts';
import { t } from '../i18n/index.ts';
import { NotAnswered, type PageOfRows } from '../ui/paged-rows.ts';
import { usePagedRows } from '../ui/use-paged-rows.ts';
import { checklistTables } from './actions.ts';
import { doubtWords, elsewhereWords, reasonWords } from './candidate-words.ts';
import { useRested } from './use-rested.ts';

/** A document that may prove a slot, and what is said of it. */
export interface Offer {
  readonly row: DocumentRow;
  /** The title with hits marked; empty without a search. */
  readonly title: SearchHit['title'];
  readonly snippet: SearchHit['snippet'];
  /** The page it was found on. */
  readonly page: number;
  readonly reasons: readonly string[];
  readonly doubts: readonly string[];
  /** It proves this slot already. */
  readonly linked: boolean;
}

export interface Offers {
  readonly kind: 'candidates' | 'library';
  readonly total: number | null;
  /** Grows when rows come. */
  readonly version: string;
  readonly failed: boolean;
  readonly at: (index: number) => Offer | undefined;
  readonly want: (from: number, to: number) => void;
  readonly retry: () => void;
}

type Found =
  | { readonly kind: 'hit'; readonly hit: SearchHit }
  | { readonly kind: 'candidate'; readonly candidate: Candidate };

/** The weightiest; more would only crowd the row. */
const mostReasons = 3;

const tables = [...checklistTables, 'document_tag', 'original'];

/**
 * What may prove the slot in hand: the candidates with their reasons, or what is sought in the
 * library.
 */
export function useOffers(slot: Slot | null, window: DateWindow | null, sought: string): Offers {
  const text = useRested(sought).trim();
  const key = `${client.archive() ?? ''} ${text === '' ? (slot?.id ?? '') : ''} ${text}`;
  const list = usePagedRows<Found, null>(
    key,
    (offset, limit) => {
      if (text !== '') return found(text, offset, limit);
      return slot === null ? none : candidatesOf(slot.id, offset, limit);
    },
    50,
  );
  useChanged(tables, list.refresh);
  const linked = linkedTo(slot);
  return {
    kind: text === '' ? 'candidates' : 'library',
    total: list.pending && text === '' ? null : list.rows.total,
    version: `${key} ${list.rows.version}`,
    failed: list.rows.error !== null && list.rows.total === null,
    at: (index) => {
      const entry = list.pending && text === '' ? undefined : list.rows.at(index);
      return entry && offerOf(entry, linked, window);
    },
    want: list.want,
    retry: list.refresh,
  };
}

type Answer = PageOfRows<Found, null>;
const none: Promise<Answer> = Promise.resolve({ total: 0, rows: [], extra: null });

async function candidatesOf(slot: SlotId, offset: number, limit: number): Promise<Answer> {
  const { total, candidates } = await client.call('checklist.candidates', { slot, offset, limit });
  return {
    total,
    rows: candidates.map((candidate) => ({ kind: 'candidate' as const, candidate })),
    extra: null,
  };
}

async function found(text: string, offset: number, limit: number): Promise<Answer> {
  try {
    const { total, hits } = await client.call('search.query', { filter: { text }, offset, limit });
    return { total, rows: hits.map((hit) => ({ kind: 'hit' as const, hit })), extra: null };
  } catch (error) {
    if (error instanceof CallError && error.code === 'cancelled') throw new NotAnswered();
    throw error;
  }
}

/** Documents that prove a slot already, as a whole. */
const linkedTo = (slot: Slot | null): ReadonlySet<DocumentId> =>
  new Set(
    (slot?.proofs ?? []).filter(({ pages }) => pages === null).map(({ document }) => document.id),
  );

function offerOf(entry: Found, linked: ReadonlySet<DocumentId>, window: DateWindow | null): Offer {
  if (entry.kind === 'candidate') {
    const { document, reasons, doubts } = entry.candidate;
    return {
      row: document,
      title: [],
      snippet: [],
      page: 1,
      reasons: [...reasons.slice(0, mostReasons).map(reasonWords), ...elsewhereWords(doubts)],
      doubts: doubts.flatMap((doubt) => doubtWords(doubt) ?? []),
      linked: linked.has(document.id),
    };
  }
  const { row, title, snippet, page } = entry.hit;
  return {
    row,
    title,
    snippet,
    page: page ?? 1,
    reasons: [],
    doubts: doubtsOf(row, window),
    linked: linked.has(row.id),
  };
}

/** What would be flagged of the document if it were linked. */
export function doubtsOf(
  { date }: Pick<DocumentRow, 'date'>,
  window: DateWindow | null,
): readonly string[] {
  if (!window || (window.from === null && window.to === null)) return [];
  if (date === null) return [t('checklist.flagUndated')];
  if (window.from !== null && date < window.from) return [t('checklist.beforeWindow')];
  return window.to !== null && date > window.to ? [t('checklist.afterWindow')] : [];
}
