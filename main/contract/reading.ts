import { z } from 'zod';
import { archiveChange, archiveRead } from './call.ts';
import { pageState } from './documents.ts';
import { documentId, originalId } from './ids.ts';

/** One page of a document as it is to be shown: numbers from 1 through the whole document. */
export const pageInfo = z.object({
  n: z.number().int(),
  originalId,
  /** Page within its original, from 1. */
  originalPage: z.number().int(),
  /** Size as shown, after the page's own rotation; 0 where unknown. */
  widthUm: z.number().int(),
  heightUm: z.number().int(),
  thumbnail: z.string(),
  /** Image addresses by pixel width, small to large. */
  images: z.array(z.object({ widthPx: z.number().int(), address: z.string() })),
  textSource: z.enum(['layer', 'ocr', 'none']),
});
export type PageInfo = z.infer<typeof pageInfo>;

export const readingCalls = {
  'reading.pages': archiveRead(
    z.object({
      id: documentId,
      from: z.number().int().min(1),
      limit: z.number().int().min(1).max(100),
    }),
    z.object({ total: z.number().int(), state: pageState, pages: z.array(pageInfo) }),
  ),
  'reading.text': archiveRead(
    z.object({ id: documentId, n: z.number().int().min(1) }),
    z.object({ text: z.string(), source: z.enum(['layer', 'ocr', 'none']) }),
  ),
  /** Opens a locked original with a password, once; the password is used, never stored. */
  'reading.unlock': archiveChange(
    z.object({ id: documentId, password: z.string().min(1).max(200) }),
    z.object({ pages: z.number().int() }),
  ),
} as const;
