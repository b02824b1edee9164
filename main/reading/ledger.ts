import type { ErrorCode } from '../contract/errors.ts';
import type { OperationId } from '../contract/ids.ts';
import type { Writer } from '../db/index.ts';
import type { Archive } from '../library/index.ts';
import { encodeLines } from './page-lines.ts';
import type { PageReading } from './page-reading.ts';
import type { Rotation } from './page.ts';
import { expand, turnPages, type Part } from './parts.ts';
import * as q from './queue-queries.ts';
import { documentsToTurn, partsOf } from './part-queries.ts';
import { storeParts } from './store-parts.ts';

/** How a page's reading ended. */
export type PageEnd =
  | { readonly page: q.WaitingPage; readonly reading: PageReading }
  | { readonly page: q.WaitingPage; readonly code: ErrorCode };

/** Enters results a few at a time: each batch makes the index of its documents anew. */
export interface Ledger {
  readonly add: (end: PageEnd) => void;
  /** Pages whose reading has come to an end that is not entered. */
  readonly open: () => readonly number[];
  /** Those of them that could be read. */
  readonly openReadings: () => readonly number[];
  readonly isDue: () => boolean;
  /** Enters what there is; throws what the catalogue says, and keeps it then. */
  readonly flush: () => Promise<readonly number[]>;
  /** Ends the operation that turned pages, if any did. */
  readonly close: () => Promise<void>;
}

const MOST_OPEN = 24;
const LEAST_WAIT_MS = 1000;
const MOST_WAIT_MS = 15_000;
/** Entering a page means making the text of its whole document anew. */
const WAIT_MS_A_PAGE = 100;

export function openLedger(archive: Archive): Ledger {
  let ends: PageEnd[] = [];
  let sinceMs = 0;
  let waitMs = LEAST_WAIT_MS;
  let operation: OperationId | null = null;
  let turned = 0;

  const enter = async (batch: readonly PageEnd[]): Promise<void> => {
    /** What was read of a page that was destroyed meanwhile is nobody's; gives what is kept. */
    const store = async (writer: Writer): Promise<readonly Read[]> => {
      const there = await q.stillThere(
        writer,
        batch.map(({ page }) => page),
      );
      const { readings, failures } = sorted(batch.filter(({ page }) => there.has(page.pageId)));
      await q.keepReadings(writer, readings.map(kept));
      await q.keepFailures(writer, failures);
      return readings;
    };
    if (!batch.some(isToTurn)) {
      await archive.derive(['page', 'document'], store);
      return;
    }
    operation ??= await archive.beginOperation(turnWords(0));
    turned += await archive.continueOperation(operation, async (writer) => {
      const readings = await store(writer);
      return await turnUpright(writer, readings.filter(isToTurn));
    });
  };

  return {
    add: (end) => {
      if (ends.length === 0) [sinceMs, waitMs] = [performance.now(), LEAST_WAIT_MS];
      ends.push(end);
      const wait = end.page.documentPages * WAIT_MS_A_PAGE;
      waitMs = Math.min(MOST_WAIT_MS, Math.max(waitMs, wait));
    },
    open: () => ends.map(({ page }) => page.pageId),
    openReadings: () => ends.filter((end) => 'reading' in end).map(({ page }) => page.pageId),
    isDue: () =>
      ends.length >= MOST_OPEN || (ends.length > 0 && performance.now() - sinceMs >= waitMs),
    flush: async () => {
      const batch = [...ends];
      if (batch.length === 0) return [];
      await enter(batch);
      ends = ends.slice(batch.length);
      return batch.map(({ page }) => page.pageId);
    },
    close: async () => {
      if (operation === null) return;
      const sealed = operation;
      operation = null;
      await archive.sealOperation(sealed, turnWords(turned));
      turned = 0;
    },
  };
}

const turnWords = (pages: number) => ({
  kind: 'turn',
  zh: pages === 0 ? '转正页面' : `转正 ${pages} 页`,
  en: pages === 0 ? 'Turn pages upright' : `Turn ${pages} page${pages === 1 ? '' : 's'} upright`,
});

type Read = Extract<PageEnd, { reading: PageReading }>;

const isToTurn = (end: PageEnd): boolean =>
  'reading' in end && end.reading.turn !== 0 && end.page.again === 0;

function sorted(batch: readonly PageEnd[]) {
  const readings: Read[] = [];
  const failures: { pageId: number; code: ErrorCode }[] = [];
  for (const end of batch) {
    if ('reading' in end) readings.push(end);
    else failures.push({ pageId: end.page.pageId, code: end.code });
  }
  return { readings, failures };
}

function kept({ page, reading }: Read): q.KeptReading {
  const { engine, turn, dpi, sharpness, blank, photo, codes, skewDegrees } = reading;
  return {
    pageId: page.pageId,
    ...encodeLines(reading.lines),
    engine,
    turn,
    skewMillidegrees: Math.round(skewDegrees * 1000),
    dpi: dpi === null ? null : Math.round(dpi),
    sharpness: Math.round(sharpness),
    blank,
    photo,
    codes: JSON.stringify(codes),
  };
}

/** Turns the pages in every document where no person has turned them; gives how many. */
async function turnUpright(writer: Writer, readings: readonly Read[]): Promise<number> {
  const turns = new Map<string, Rotation>();
  const documents = new Set<number>();
  for (const { page, reading } of readings) {
    const found = await documentsToTurn(writer, page.originalId, page.number);
    for (const { documentId } of found) {
      turns.set(`${documentId} ${page.originalId} ${page.number}`, reading.turn);
      documents.add(documentId);
    }
  }
  let count = 0;
  for (const documentId of documents) {
    const parts = await partsOf(writer, documentId);
    const pages = expand(parts).flatMap(({ originalId, firstPage, rotation, n }) => {
      const turn = turns.get(`${documentId} ${originalId} ${firstPage}`);
      return n === null || turn === undefined || rotation !== 0 ? [] : [{ n, turn }];
    });
    let turned: readonly Part[] = parts;
    for (const turn of [90, 180, 270] as const) {
      const chosen = pages.filter((page) => page.turn === turn).map(({ n }) => n);
      if (chosen.length > 0) turned = turnPages(turned, chosen, turn);
    }
    await storeParts(writer, documentId, parts, turned);
    count += pages.length;
  }
  return count;
}
