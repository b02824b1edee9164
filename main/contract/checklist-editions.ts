import { z } from 'zod';
import { archiveChange, archiveRead } from './call.ts';
import { dateWindow } from './checklist.ts';
import { documentRow, isoDate } from './documents.ts';
import { checklistId, itemId, linkId, operationId, slotId } from './ids.ts';

const count = z.number().int();
const name = z.string().trim().min(1).max(200);
const windowed = (most: number) => ({ offset: count.min(0), limit: count.min(1).max(most) });
const links = z.array(linkId).max(20_000).default([]);

/**
 * Whether a document still proves in another edition's window, and why (main/checklist/standing.ts says
 * the rule). It is carried over where it is dated `within` the window, `spans` it by the years that its title
 * names, or is `standing`: of a kind that holds until it is replaced. It is not where its title names
 * other years (`year-bound`), where it is of its time (`dated`), in the `trash`, where its document has
 * lost the pages (`pages-gone`), and where the other edition has no slot for it (`no-slot`).
 */
export const carryReason = z.enum([
  'within',
  'spans',
  'standing',
  'year-bound',
  'dated',
  'trash',
  'pages-gone',
  'no-slot',
]);
export type CarryReason = z.infer<typeof carryReason>;

/** Reasons that a person may not decide against: there is nothing to carry, or nowhere to carry it. */
export const firmReasons: readonly CarryReason[] = ['trash', 'pages-gone', 'no-slot'];

export const carriedLink = z.object({
  id: linkId,
  itemId,
  code: z.string(),
  title: z.string(),
  slotId,
  /** The slot's kind. */
  slot: z.string(),
  document: documentRow,
  reason: carryReason,
  /** What the reason stands on: the years that the title names, the kind of paper, the date; may be empty. */
  value: z.string(),
  /** What will be done: what the reason says, or what was chosen. */
  keep: z.boolean(),
});
export type CarriedLink = z.infer<typeof carriedLink>;

/** A slot of the next edition for which new proof must be found. */
export const refreshSlot = z.object({
  /** Item and slot of the edition that is carried on. */
  itemId,
  slotId,
  code: z.string(),
  title: z.string(),
  slot: z.string(),
  need: count,
  /** What is carried over and counts in the new window. */
  kept: count,
  /** How many proofs stay behind, and the titles of the first of them. */
  left: count,
  examples: z.array(z.string()),
});
export type RefreshSlot = z.infer<typeof refreshSlot>;

/** Links that are carried over or left against what their reason says. */
const choices = { keep: links, drop: links };

/** One item of an edition, with the titles above it. */
export const editionItem = z.object({
  id: itemId,
  code: z.string(),
  title: z.string(),
  path: z.array(z.string()),
});
export type EditionItem = z.infer<typeof editionItem>;

/**
 * How an item of the earlier edition and one of the later go together. `sure`: alike, and no other nearly
 * as much; `unclear`: alike, for the user to settle; `none`: nothing is like it; `settled`: a person said
 * so, now or before; `added`: an item of the later edition to which none of the earlier belongs.
 */
export const matchState = z.enum(['sure', 'unclear', 'none', 'settled', 'added']);
export type MatchState = z.infer<typeof matchState>;

export const editionMatch = z.object({
  /** null: `added`. */
  old: editionItem.nullable(),
  /** The one it goes with, of `unclear` the likeliest; null: none does. */
  match: editionItem.nullable(),
  /** How alike they are, 0–100; null where there is no match. */
  confidence: count.min(0).max(100).nullable(),
  state: matchState,
  /** The likeliest of the later edition, the best first. */
  options: z.array(z.object({ item: editionItem, confidence: count.min(0).max(100) })),
  /** How many proofs the item of the earlier edition has. */
  links: count,
});
export type EditionMatch = z.infer<typeof editionMatch>;

/** What the user said: this item of the earlier edition goes on as that one of the later; null: as none. */
export const settledMatch = z.object({ old: itemId, match: itemId.nullable() });
export type SettledMatch = z.infer<typeof settledMatch>;
const settled = z.array(settledMatch).max(20_000).default([]);

/** Where the proofs of an edition may go: to its next year, or to another edition that is there. */
export const carryTarget = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('next-year'), window: dateWindow }),
  z.object({ kind: z.literal('edition'), checklist: checklistId, settled }),
]);
export type CarryTarget = z.infer<typeof carryTarget>;

export const checklistEditionCalls = {
  /** What the next year's edition would be called and which window it would have: a year later. */
  'checklistEditions.nextYear': archiveRead(
    z.object({ id: checklistId }),
    z.object({
      name: z.string(),
      window: dateWindow,
      inspectedOn: isoDate.nullable(),
      items: count,
      slots: count,
      links: count,
      /** Items of which it was said who owes them, or by when. */
      assignments: count,
    }),
  ),
  /** The proofs of an edition, each with whether it is carried over. `show`: only those that are, or are not. */
  'checklistEditions.links': archiveRead(
    z.object({
      id: checklistId,
      target: carryTarget,
      ...choices,
      show: z.enum(['all', 'kept', 'left']).default('all'),
      ...windowed(200),
    }),
    z.object({ links: count, kept: count, total: count, rows: z.array(carriedLink) }),
  ),
  /** What the next year's edition will miss, in the checklist's order. */
  'checklistEditions.refresh': archiveRead(
    z.object({ id: checklistId, window: dateWindow, ...choices, ...windowed(200) }),
    z.object({ total: count, slots: z.array(refreshSlot) }),
  ),
  /**
   * Makes the next year's edition, as one operation: items and slots as they are, their windows and due
   * dates moved by as many years as the edition's window, who owes them (`assignments`), nothing done
   * yet; conclusions and scores are not taken along.
   */
  'checklistEditions.rollOver': archiveChange(
    z.object({
      id: checklistId,
      name,
      window: dateWindow,
      inspectedOn: isoDate.nullable(),
      assignments: z.boolean().default(true),
      ...choices,
    }),
    z.object({
      id: checklistId,
      items: count,
      slots: count,
      links: count,
      operation: operationId,
    }),
  ),

  /** How the items of two editions go together. Every item of the earlier stands in the list once. */
  'checklistEditions.match': archiveRead(
    z.object({
      old: checklistId,
      new: checklistId,
      settled,
      show: z.enum(['all', 'sure', 'unclear', 'none', 'settled', 'added']).default('all'),
      ...windowed(200),
    }),
    z.object({
      counts: z.object({
        sure: count,
        unclear: count,
        none: count,
        settled: count,
        added: count,
      }),
      total: count,
      rows: z.array(editionMatch),
    }),
  ),
  /** Items of an edition whose code or title holds a text, in its order: to settle a match by hand. */
  'checklistEditions.find': archiveRead(
    z.object({ id: checklistId, text: z.string().max(200), ...windowed(50) }),
    z.object({ total: count, items: z.array(editionItem) }),
  ),
  /**
   * Makes the later edition carry on the earlier, as one operation: items that match (what is unclear
   * and not settled does not), who owes them where nothing was said yet (`assignments`), and the proofs
   * that still hold.
   */
  'checklistEditions.carryOver': archiveChange(
    z.object({
      old: checklistId,
      new: checklistId,
      settled,
      assignments: z.boolean().default(true),
      ...choices,
    }),
    z.object({
      items: count,
      links: count,
      assignments: count,
      operation: operationId.nullable(),
    }),
  ),
} as const;
