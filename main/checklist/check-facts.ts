import type { DocumentId, ItemId, LinkId, SlotId } from '../contract/ids.ts';
import type { CheckRows, PageTuple, RunTuple } from './check-queries.ts';
import { wantsPhotos, wantsSeal } from './check-kinds.ts';
import type { SealSight } from './check-seal.ts';
import type { CoveredItem, CoveredSlot } from './coverage.ts';

/** A page as the material check knows it; null: nobody has looked yet. */
export interface CheckPage {
  readonly pageId: number;
  /** In its document, from 1. */
  readonly n: number;
  readonly originalId: number;
  readonly number: number;
  readonly letters: number | null;
  /** Of the first page of an original; of others null. */
  readonly sketch: string | null;
  readonly seal: 'seen' | 'none' | 'unknown' | null;
  readonly picture: string | null;
  /** Resolution of a scan under 200 dpi; null: it is finer, no scan, or not measured. */
  readonly coarseDpi: number | null;
  readonly drawable: boolean;
}

export interface CheckDocument {
  readonly id: DocumentId;
  readonly title: string;
  readonly referenceNumber: string | null;
  readonly kind: string | null;
  readonly date: string | null;
  /** Some of its pages wait to be read. */
  readonly waits: boolean;
  /** Whether each of event, time, place, people, background, photographer is written. */
  readonly caption: readonly boolean[];
  readonly pages: readonly CheckPage[];
  /** Whether a seal was seen on a page; null: not all were looked at yet. */
  readonly seal: SealSight | null;
  /** Originals of it that have no pages. */
  readonly files: readonly number[];
  /** Attachments that its paper names and that are not among its pages. */
  readonly missing: readonly { readonly number: number; readonly name: string }[];
}

export interface CheckProof {
  readonly linkId: LinkId;
  readonly item: CoveredItem;
  /** The item's place in the checklist, from 0. */
  readonly at: number;
  readonly slot: CoveredSlot;
  /** The slot's place among its item's, from 1. */
  readonly slotNumber: number;
  readonly wordLimit: number | null;
  readonly document: CheckDocument;
  /** The pages that the link means. */
  readonly pages: readonly CheckPage[];
}

export interface CheckFacts {
  readonly items: readonly CoveredItem[];
  /** In the checklist's order. */
  readonly proofs: readonly CheckProof[];
  readonly byItem: ReadonlyMap<ItemId, readonly CheckProof[]>;
  /** Of documents with proofs, by id; the same array where nothing of them changed. */
  readonly documents: readonly CheckDocument[];
}

const pageOf = (tuple: PageTuple, n: number): CheckPage => {
  const [, pageId, originalId, number, letters, sketch, seal, picture, coarseDpi, drawable] = tuple;
  return {
    pageId,
    n,
    originalId,
    number,
    letters,
    sketch,
    seal,
    picture,
    coarseDpi,
    drawable: drawable === 1,
  };
};

/** Numbers of a list such as 1,3-5. */
function listed(list: string): number[] {
  return list.split(',').flatMap((part) => {
    const [from = 0, to = from] = part.split('-').map(Number);
    if (!(from >= 1) || !(to >= from) || to > 999) return [];
    return Array.from({ length: to - from + 1 }, (_, at) => from + at);
  });
}

/** One page of a grey scan may be the one that bears the seal: then nobody knows. */
function sealOn(pages: readonly CheckPage[]): SealSight | null {
  let [looked, grey, waits] = [false, false, false];
  for (const { seal, drawable } of pages) {
    if (seal === 'seen') return 'seen';
    if (!drawable) continue;
    if (seal === null) waits = true;
    if (seal === 'unknown') grey = true;
    looked = true;
  }
  if (waits) return null;
  return looked && !grey ? 'none' : 'unknown';
}

/** Documents by what they were made of: it is the same object where nothing of it changed. */
const documentsMade = new WeakMap<
  CheckRows['pages'],
  { readonly rows: CheckRows; readonly made: MadeDocuments }
>();

interface MadeDocuments {
  readonly byId: ReadonlyMap<DocumentId, CheckDocument>;
  readonly inOrder: readonly CheckDocument[];
}

function documentsOf(rows: CheckRows): MadeDocuments {
  const known = documentsMade.get(rows.pages);
  const isSame = (['documents', 'files', 'attachments'] as const).every(
    (key) => known?.rows[key] === rows[key],
  );
  if (known !== undefined && isSame) return known.made;
  const byId = makeDocuments(rows);
  const made = { byId, inOrder: [...byId.values()].toSorted((a, b) => a.id - b.id) };
  documentsMade.set(rows.pages, { rows, made });
  return made;
}

function makeDocuments(rows: CheckRows): Map<DocumentId, CheckDocument> {
  const pages = Map.groupBy(rows.pages, ([document]) => document);
  const files = Map.groupBy(rows.files, ([document]) => document);
  const attachments = new Map(rows.attachments.map((row) => [row[0], row]));
  return new Map(
    rows.documents.map(([id, title, referenceNumber, kind, date, waits, caption]) => {
      const [, names, missing] = attachments.get(id) ?? [id, null, ''];
      const named = (names ?? '').split('\n');
      const own = (pages.get(id) ?? []).map((tuple, at) => pageOf(tuple, at + 1));
      const document: CheckDocument = {
        id,
        title,
        referenceNumber,
        kind,
        date,
        waits: waits === 1,
        caption: caption.map((given) => given === 1),
        pages: own,
        seal: sealOn(own),
        files: (files.get(id) ?? []).map(([, original]) => original),
        missing: listed(missing).map((number) => ({ number, name: named[number - 1] ?? '' })),
      };
      return [id, document];
    }),
  );
}

const isIn = (page: CheckPage, runs: readonly RunTuple[]): boolean =>
  runs.some(
    ([, original, first, last]) =>
      original === page.originalId && (first ?? 1) <= page.number && page.number <= (last ?? 0),
  );

/** Puts together what was read of a checklist and of its proofs. */
export function checkFacts(items: readonly CoveredItem[], rows: CheckRows): CheckFacts {
  const { byId, inOrder: documents } = documentsOf(rows);
  const runs = Map.groupBy(rows.runs, ([link]) => link);
  const limits = new Map<SlotId, number>(rows.limits);
  const links = Map.groupBy(rows.links, ([, slot]) => slot);
  const proofs: CheckProof[] = [];
  for (const [at, item] of items.entries()) {
    for (const [index, slot] of item.slots.entries()) {
      for (const [linkId, , id, whole] of links.get(slot.id) ?? []) {
        const document = byId.get(id);
        if (document === undefined) continue;
        const own = runs.get(linkId) ?? [];
        const pages =
          whole === 1 ? document.pages : document.pages.filter((page) => isIn(page, own));
        const wordLimit = limits.get(slot.id) ?? null;
        proofs.push({ linkId, item, at, slot, slotNumber: index + 1, wordLimit, document, pages });
      }
    }
  }
  return {
    items,
    proofs,
    byItem: Map.groupBy(proofs, ({ item }) => item.row.id),
    documents,
  };
}

/** Pages to be looked at for the check to know what it asks: their texts, and their pictures. */
export interface PendingPages {
  readonly texts: readonly number[];
  /** By document: once a seal is seen on one page, those of a paper need no more looking at. */
  readonly pictures: readonly {
    readonly pageId: number;
    readonly document: DocumentId;
    readonly isPhoto: boolean;
  }[];
}

export function pendingPages({ proofs, documents }: CheckFacts): PendingPages {
  const photos = new Set<DocumentId>();
  const papers = new Set<DocumentId>();
  for (const { slot, document } of proofs) {
    if (wantsPhotos(slot.kind)) photos.add(document.id);
    else if (wantsSeal(slot.kind)) papers.add(document.id);
  }
  const texts = new Set<number>();
  const pictures = new Map<number, PendingPages['pictures'][number]>();
  for (const document of documents) {
    for (const { pageId, letters } of document.pages) if (letters === null) texts.add(pageId);
    const isPhoto = photos.has(document.id);
    if (!isPhoto && (!papers.has(document.id) || document.seal !== null)) continue;
    for (const { pageId, seal, drawable } of document.pages) {
      if (seal !== null || !drawable || pictures.get(pageId)?.isPhoto === true) continue;
      pictures.set(pageId, { pageId, document: document.id, isPhoto });
    }
  }
  return { texts: [...texts], pictures: [...pictures.values()] };
}

/** How many pages that is. */
export function countPending(pending: PendingPages): number {
  return new Set([...pending.texts, ...pending.pictures.map(({ pageId }) => pageId)]).size;
}
