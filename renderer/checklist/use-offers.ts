import type {
  DateWindow,
  DocumentFilter,
  DocumentId,
  DocumentRow,
  SearchHit,
  Slot,
  Sort,
} from '../../main/contract/index.ts';
import { CallError } from '../app/client.ts';
import { useChanged } from '../app/data.ts';
import { client } from '../app/session.ts';
import { NotAnswered } from '../ui/paged-rows.ts';
import { usePagedRows } from '../ui/use-paged-rows.ts';
import { t } from '../i18n/index.ts';
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
  readonly at: (index: number) => Offer | undefined;
  readonly want: (from: number, to: number) => void;
}

interface Found {
  readonly row: DocumentRow;
  readonly hit: SearchHit | null;
}

const newestFirst: Sort = { key: 'default', descending: true };
const tables = ['document', 'document_tag', 'part', 'original'];

/** What the library holds for the slot in hand: what is sought, else the newest. */
export function useOffers(slot: Slot | null, window: DateWindow | null, sought: string): Offers {
  const text = useRested(sought).trim();
  const filter: DocumentFilter = text === '' ? {} : { text };
  const key = `${client.archive() ?? ''} ${text}`;
  const list = usePagedRows<Found, null>(key, (offset, limit) => ask(filter, offset, limit), 50);
  useChanged(tables, list.refresh);
  const linked = linkedTo(slot);
  return {
    kind: 'library',
    total: list.rows.total,
    at: (index) => {
      const found = list.rows.at(index);
      return found && offerOf(found, linked, window);
    },
    want: list.want,
  };
}

async function ask(
  filter: DocumentFilter,
  offset: number,
  limit: number,
): Promise<{ total: number | null; rows: readonly Found[]; extra: null }> {
  if (filter.text === undefined) {
    const answer = await client.call('catalog.list', { filter, sort: newestFirst, offset, limit });
    return {
      total: answer.total,
      rows: answer.rows.map((row) => ({ row, hit: null })),
      extra: null,
    };
  }
  try {
    const { total, hits } = await client.call('search.query', { filter, offset, limit });
    return { total, rows: hits.map((hit) => ({ row: hit.row, hit })), extra: null };
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

function offerOf(
  { row, hit }: Found,
  linked: ReadonlySet<DocumentId>,
  window: DateWindow | null,
): Offer {
  return {
    row,
    title: hit?.title ?? [],
    snippet: hit?.snippet ?? [],
    page: hit?.page ?? 1,
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
