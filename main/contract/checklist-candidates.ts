import { z } from 'zod';
import { archiveRead } from './call.ts';
import { documentRow, longestQuery } from './documents.ts';
import { checklistId, documentId, itemId, slotId } from './ids.ts';

const count = z.number().int();

/** An item that a document proves already, here or in an earlier edition. */
const provenItem = z.object({
  checklistId,
  checklist: z.string(),
  itemId,
  code: z.string(),
  title: z.string(),
  /** The slot's kind. */
  slot: z.string(),
});

/** How a document is of the kind that a slot asks for. */
export const kindFit = z.enum([
  /** It is the kind of paper that is asked for: `value` is that kind. */
  'paper',
  /** It has a 文号, as formal papers do: `value`. */
  'number',
  /** Its pages are pictures. */
  'image',
  /** Its title speaks of a table: `value` is the word. */
  'table',
]);
export type KindFit = z.infer<typeof kindFit>;

/** Why a document may prove a slot. Each says what is so, and nothing more. */
export const candidateReason = z.discriminatedUnion('code', [
  /** Words of the item that stand in its title or file names (`title`), or in its text, tags or note (`text`). */
  z.object({
    code: z.literal('words'),
    where: z.enum(['title', 'text']),
    words: z.array(z.string()),
  }),
  /** In the category of documents that prove the item, now or in an earlier edition. */
  z.object({ code: z.literal('category'), category: z.string() }),
  /** Dated within the window. */
  z.object({ code: z.literal('window') }),
  /** Filed under a year of the window. */
  z.object({ code: z.literal('year'), year: count }),
  /** It proved the like item of an earlier edition. */
  z.object({ code: z.literal('earlier'), item: provenItem }),
  /** It is titled as one that proved the like item of an earlier edition, but of another year. */
  z.object({
    code: z.literal('like-earlier'),
    document: z.object({ id: documentId, title: z.string() }),
    item: provenItem,
  }),
  /** Of one set with a document that proves the item: 方案, 总结 and 照片 of one activity. */
  z.object({
    code: z.literal('set'),
    document: z.object({ id: documentId, title: z.string() }),
  }),
  z.object({ code: z.literal('kind'), fit: kindFit, value: z.string() }),
]);
export type CandidateReason = z.infer<typeof candidateReason>;

/** What speaks against it, or should be known before it is linked. */
export const candidateDoubt = z.discriminatedUnion('code', [
  /** Dated so many days before or after the window. */
  z.object({ code: z.enum(['early', 'late']), days: count }),
  /** The window asks for a date, and it has none. */
  z.object({ code: z.literal('undated') }),
  /** Not confirmed yet: it does not count before. */
  z.object({ code: z.literal('inbox') }),
  /** A photo about which nothing is written. */
  z.object({ code: z.literal('no-caption') }),
  /** It proves other slots of this checklist: how many, and the first of them. */
  z.object({ code: z.literal('elsewhere'), places: count, first: provenItem }),
]);
export type CandidateDoubt = z.infer<typeof candidateDoubt>;

export const candidate = z.object({
  document: documentRow,
  /** The weightiest first; none for what only the search text found. */
  reasons: z.array(candidateReason),
  doubts: z.array(candidateDoubt),
});
export type Candidate = z.infer<typeof candidate>;

export const checklistCandidateCalls = {
  /**
   * Documents that may prove a slot, the likeliest first; what is linked to it already is left out.
   * Looks no further than the likeliest few hundred: `total` is how many there are of these. `text`:
   * only what a search finds (design.md, Text search), whether or not anything speaks for it.
   */
  'checklist.candidates': archiveRead(
    z.object({
      slot: slotId,
      text: z.string().max(longestQuery).optional(),
      offset: count.min(0),
      limit: count.min(1).max(50),
    }),
    z.object({ total: count, candidates: z.array(candidate) }),
  ),
} as const;
