import { z } from 'zod';
import { archiveChange, archiveRead } from './call.ts';
import { changeResult, pageState, selection } from './documents.ts';
import { errorCode } from './errors.ts';
import { documentId, originalId } from './ids.ts';

/**
 * A rectangle on a page, in micrometres from the page's top left corner. (x, y) is the rectangle's
 * own top left corner; `angle` turns it about that corner, degrees clockwise. Text runs along its
 * width, in a vertical line along its height.
 */
export const lineBox = z.object({
  xUm: z.number().int(),
  yUm: z.number().int(),
  widthUm: z.number().int(),
  heightUm: z.number().int(),
  angle: z.number(),
});
export type LineBox = z.infer<typeof lineBox>;

/** One line of a page's text, as it stands on the page. */
export const textLine = z.object({
  text: z.string(),
  /** 0–100; 100 for text layers and corrected text. */
  confidence: z.number().int().min(0).max(100),
  box: lineBox,
  /** Where along the line the middle of each character (code point) is, in permille; empty where not known. */
  centres: z.array(z.number().int()),
  vertical: z.boolean(),
  /** Printed in red ink: mastheads, seals. */
  red: z.boolean(),
  /** Begins a paragraph. */
  paragraph: z.boolean(),
});
export type TextLine = z.infer<typeof textLine>;

/** Whose text a page has: the file's own layer, what the program read, what a person corrected. */
export const textSource = z.enum(['layer', 'ocr', 'hand', 'none']);
export type TextSource = z.infer<typeof textSource>;

/** How far the reading of a page is; `none`: nothing is to be read. */
export const readingState = z.enum(['none', 'waiting', 'done', 'failed']);
export type ReadingState = z.infer<typeof readingState>;

/** One page of a document as it is to be shown: numbers from 1 through the whole document. */
export const pageInfo = z.object({
  n: z.number().int(),
  originalId,
  /** Page within its original, from 1. */
  originalPage: z.number().int(),
  /** Size as shown, after the page's own rotation and `turn`; 0 where unknown. */
  widthUm: z.number().int(),
  heightUm: z.number().int(),
  /** The clockwise turn this document gives the page. */
  turn: z.union([z.literal(0), z.literal(90), z.literal(180), z.literal(270)]),
  thumbnail: z.string(),
  /** Image addresses by pixel width, small to large. */
  images: z.array(z.object({ widthPx: z.number().int(), address: z.string() })),
  textSource,
  reading: readingState,
  /** Why reading failed. */
  problem: errorCode.nullable(),
  /** Nothing on it: a back page. */
  blank: z.boolean(),
  /** Resolution of the scan; null where not known. */
  dpi: z.number().int().nullable(),
});
export type PageInfo = z.infer<typeof pageInfo>;

const onePage = z.object({ id: documentId, n: z.number().int().min(1) });
const count = z.number().int();

export const readingCalls = {
  'reading.pages': archiveRead(
    z.object({
      id: documentId,
      from: z.number().int().min(1),
      limit: z.number().int().min(1).max(100),
    }),
    z.object({ total: count, state: pageState, pages: z.array(pageInfo) }),
  ),
  /** The page's text for reading: paragraphs are lines. */
  'reading.text': archiveRead(onePage, z.object({ text: z.string(), source: textSource })),
  /** The page's lines with their boxes on the page as shown. Text layers give theirs, too. */
  'reading.lines': archiveRead(onePage, z.object({ lines: z.array(textLine), source: textSource })),
  /** Boxes of a query's hits (design.md, Text search) on the page as shown; those of `text` exactly. */
  'reading.marks': archiveRead(
    onePage.extend({ query: z.string().max(1000) }),
    z.object({ boxes: z.array(lineBox) }),
  ),
  /**
   * Pages of a document with hits of a query, in order, with their number of hits: of the `limit`
   * pages from page `from` on. `next` is the page to go on from; null: these were the last.
   */
  'reading.hits': archiveRead(
    z.object({
      id: documentId,
      query: z.string().max(1000),
      from: count.min(1),
      limit: count.min(1).max(1000),
    }),
    z.object({ pages: z.array(z.object({ n: count, hits: count })), next: count.nullable() }),
  ),
  /** Corrects lines by hand, numbered from 0 as `reading.lines` gives them; '' takes a line away. */
  'reading.correct': archiveChange(
    onePage.extend({
      lines: z
        .array(z.object({ line: count.min(0), text: z.string().max(1000) }))
        .min(1)
        .max(500),
    }),
    changeResult,
  ),
  /** Back from the corrected text to what the machine read. */
  'reading.uncorrect': archiveChange(onePage, changeResult),
  /** Puts pages in the reading queue again; `pages` of a single document's selection, else all. */
  'reading.again': archiveChange(
    z.object({ selection, pages: z.array(count.min(1)).max(1000).optional() }),
    z.object({ pages: count }),
  ),
  /** Says which page is on screen: it is read next. */
  'reading.look': archiveRead(onePage, z.object({})),
  'reading.status': archiveRead(
    z.object({}),
    z.object({ waiting: count, failed: count, automatic: z.boolean() }),
  ),
  /** Pages that could not be read. */
  'reading.failed': archiveRead(
    z.object({ offset: count.min(0), limit: count.min(1).max(200) }),
    z.object({
      total: count,
      pages: z.array(z.object({ id: documentId, title: z.string(), n: count, code: errorCode })),
    }),
  ),
  /** Opens a locked original with a password, once; the password is used, never stored. */
  'reading.unlock': archiveChange(
    z.object({ id: documentId, password: z.string().min(1).max(200) }),
    z.object({ pages: count }),
  ),
} as const;
