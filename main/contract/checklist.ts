import { z } from 'zod';
import { archiveChange, archiveRead } from './call.ts';
import { changeResult, documentRow, isoDate } from './documents.ts';
import {
  checklistId,
  documentId,
  itemId,
  linkId,
  markId,
  operationId,
  originalId,
  slotId,
} from './ids.ts';
import { lineBox } from './reading.ts';

const count = z.number().int();
const pageNumber = count.min(1);
const code = z.string().max(100);
const title = z.string().max(1000);
const longText = z.string().max(20_000);
const name = z.string().trim().min(1).max(200);
const person = z.string().trim().min(1).max(100);
/** Points in hundredths: 2.5 is 250. */
const hundredths = count.min(0).max(10_000_000);
const words = count.min(1).max(1_000_000);

/** From–to, both included; null: open on that side. Open on both sides: no date is asked for. */
export const dateWindow = z
  .object({ from: isoDate.nullable(), to: isoDate.nullable() })
  .refine(({ from, to }) => from === null || to === null || from <= to, 'from is after to');
export type DateWindow = z.infer<typeof dateWindow>;

// A checklist as plain data: what an import gives and the core stores.

/** The four kinds of proof that practice knows (domain.md); a checklist may have its own. */
export const usualKinds = ['规范文件', '说明报告', '实景图片', '统计表格'] as const;

export const draftSlot = z.object({
  kind: name,
  /** Least number of proofs; 0: welcome, never missing. */
  need: count.min(0).max(9999),
  hint: z.string().max(2000),
  wordLimit: words.nullable(),
});
export type DraftSlot = z.infer<typeof draftSlot>;

export const itemFields = z.object({
  /** As the sheet writes it; may be empty and need not be unique. */
  code,
  title,
  requirement: longText,
  notes: longText,
  method: z.string().max(500),
  score: hundredths.nullable(),
  /** Of a 负面清单. What it asks for is counted as of any other item. */
  isNegative: z.boolean(),
  /** Instead of the window above it; null: the parent's, in the end the checklist's. */
  window: dateWindow.nullable(),
});
export type ItemFields = z.infer<typeof itemFields>;

export const mostDepth = 30;

export const draftItem = itemFields.extend({
  /** 0: a project. At most one more than the item before it. */
  depth: count.min(0).max(mostDepth),
  slots: z.array(draftSlot).max(100),
  /** The first leads. */
  departments: z.array(person).max(100),
  leader: person.nullable(),
  person: person.nullable(),
  due: isoDate.nullable(),
});
export type DraftItem = z.infer<typeof draftItem>;

/** Items in order, depth first. */
export const checklistDraft = z.object({
  name,
  window: dateWindow,
  items: z.array(draftItem).max(20_000),
});
export type ChecklistDraft = z.infer<typeof checklistDraft>;

// The model as screens see it.

/**
 * What an item is like at a glance (main/checklist/coverage.ts says when which). `none`: it asks for
 * nothing, 不适用.
 */
export const itemState = z.enum([
  'complete',
  'partial',
  'empty',
  'doubtful',
  'review',
  'disputed',
  'none',
]);
export type ItemState = z.infer<typeof itemState>;

/** How far those who owe it are: 未开始, 收集中, 待审, 已完成, 有异议. */
export const progress = z.enum(['open', 'collecting', 'review', 'done', 'disputed']);
export type Progress = z.infer<typeof progress>;

/**
 * What is to be said of a proof. `inbox`: not confirmed yet; `trash`; `pages-gone`: the document no
 * longer shows the pages; `early` and `late`: dated outside the window; `undated`. The first three
 * never count; whether the others do the archive decides (`checklist.rules`).
 */
export const proofFlag = z.enum(['inbox', 'trash', 'pages-gone', 'early', 'late', 'undated']);
export type ProofFlag = z.infer<typeof proofFlag>;

/** Items of a checklist or branch that ask for proof, by state. `items` is their sum. */
export const stateCounts = z.object({
  items: count,
  complete: count,
  partial: count,
  empty: count,
  doubtful: count,
  review: count,
  disputed: count,
});
export type StateCounts = z.infer<typeof stateCounts>;

export const checklist = z.object({
  id: checklistId,
  name: z.string(),
  window: dateWindow,
  /** The year it is about: of the window's end, else its beginning, else as its name says; null: unknown. */
  year: count.nullable(),
  /** When the inspection is. */
  inspectedOn: isoDate.nullable(),
  /** Ours to learn from, not the user's. */
  isExample: z.boolean(),
  /** The edition it carries on. */
  followsId: checklistId.nullable(),
  /** All items, those without slots among them. */
  rows: count,
  counts: stateCounts,
});
export type Checklist = z.infer<typeof checklist>;

/** One line of the tree. Its place among the rows is its place in the checklist, depth first. */
export const treeRow = z.object({
  id: itemId,
  parentId: itemId.nullable(),
  depth: count,
  code: z.string(),
  title: z.string(),
  isNegative: z.boolean(),
  /** The item's own state; of an item without slots, what its branch is like: all `complete`, all `empty`, else `partial`. */
  state: itemState,
  /** Proofs that count and proofs asked for, over its own slots; more than asked for is not counted. */
  have: count,
  need: count,
  /** Items with slots in its branch, itself among them, and how many of these are complete. */
  items: count,
  complete: count,
});
export type TreeRow = z.infer<typeof treeRow>;

export const assignment = z.object({
  /** Who leads. */
  department: z.string().nullable(),
  helping: z.array(z.string()),
  leader: z.string().nullable(),
  person: z.string().nullable(),
  due: isoDate.nullable(),
  progress,
  /** Such as why it is disputed. */
  note: z.string().nullable(),
});
export type Assignment = z.infer<typeof assignment>;
export const assignmentPatch = z
  .object({
    department: person.nullable(),
    helping: z.array(person).max(100),
    leader: person.nullable(),
    person: person.nullable(),
    due: isoDate.nullable(),
    progress,
    note: z.string().trim().min(1).max(2000).nullable(),
  })
  .partial();
export type AssignmentPatch = z.infer<typeof assignmentPatch>;

/** Pages of a document, by their numbers in it. */
export const pageRange = z
  .object({ from: pageNumber, to: pageNumber })
  .refine(({ from, to }) => from <= to, 'from is after to');
export type PageRange = z.infer<typeof pageRange>;

/** One marked line: its rectangle, on the page as the document shows it. `vertical` as of a `textLine`. */
export const markLine = lineBox.extend({ vertical: z.boolean() });
export type MarkLine = z.infer<typeof markLine>;

/** A passage that proves: lines of a page, underlined on screen and in the bound page. */
export const mark = z.object({
  id: markId,
  linkId,
  /** The page in its document; null: the document no longer shows it. */
  n: pageNumber.nullable(),
  originalId,
  originalPage: pageNumber,
  lines: z.array(markLine),
});
export type Mark = z.infer<typeof mark>;

/** A document, some of its pages, or passages on them, proving a slot. */
export const proof = z.object({
  id: linkId,
  slotId,
  document: documentRow,
  /** null: all of it. Empty: the document no longer shows any of them (`pages-gone`). */
  pages: z.array(pageRange).nullable(),
  note: z.string().nullable(),
  /** How many of what the slot asks for it is: one, or the photos on a page. */
  amount: count.min(1),
  marks: z.array(mark),
  flags: z.array(proofFlag),
  /** How many days its date is outside the window; null where it is not. */
  daysOutside: count.nullable(),
  counts: z.boolean(),
});
export type Proof = z.infer<typeof proof>;

export const slot = z.object({
  id: slotId,
  kind: z.string(),
  need: count,
  hint: z.string(),
  wordLimit: count.nullable(),
  /** What counts; may be more than asked for. */
  have: count,
  /** Live, filed proofs outside the window or undated. */
  outOfWindow: count,
  /** Number of links, those that do not count among them. */
  links: count,
  /** The first of them, in order; `checklist.proofs` has the rest. */
  proofs: z.array(proof),
});
export type Slot = z.infer<typeof slot>;

export const itemDetail = z.object({
  id: itemId,
  checklistId,
  parentId: itemId.nullable(),
  /** From the project down, without the item itself. */
  path: z.array(z.object({ id: itemId, code: z.string(), title: z.string() })),
  fields: itemFields,
  /** The window that holds here. */
  window: dateWindow,
  state: itemState,
  slots: z.array(slot),
  /** What was said of the item itself. */
  assignment,
  /** What holds: where nothing was said of department, leader, person or due date, what was said above it. */
  owed: assignment,
  conclusion: z.string(),
  /** Characters of the conclusion without white space, and how many it may have. */
  conclusionWords: count,
  conclusionLimit: count.nullable(),
  /** What the office gives itself. */
  selfScore: hundredths.nullable(),
  selfGrade: z.string().nullable(),
  /** The item of an earlier edition that it carries on. */
  followsId: itemId.nullable(),
  children: count,
});
export type ItemDetail = z.infer<typeof itemDetail>;

/** A slot that is short, and who owes it. */
export const gap = z.object({
  itemId,
  slotId,
  code: z.string(),
  title: z.string(),
  /** The slot's kind. */
  slot: z.string(),
  /** Its place among the item's slots, from 1. */
  slotNumber: count,
  need: count,
  have: count,
  outOfWindow: count,
  department: z.string().nullable(),
  person: z.string().nullable(),
  due: isoDate.nullable(),
  window: dateWindow,
});
export type Gap = z.infer<typeof gap>;

/** A proof of a document: where it proves what. */
export const proofPlace = z.object({
  linkId,
  checklistId,
  checklist: z.string(),
  itemId,
  code: z.string(),
  title: z.string(),
  slotId,
  slot: z.string(),
  slotNumber: count,
  pages: z.array(pageRange).nullable(),
  note: z.string().nullable(),
});
export type ProofPlace = z.infer<typeof proofPlace>;

const linkFields = {
  /** null: all of the document. Pages by their numbers in it. */
  pages: z.array(pageRange).min(1).max(200).nullable(),
  note: z.string().trim().min(1).max(2000).nullable(),
  amount: count.min(1).max(9999),
};
export const newLink = z.object({
  slot: slotId,
  document: documentId,
  pages: linkFields.pages.default(null),
  note: linkFields.note.default(null),
  amount: linkFields.amount.default(1),
});
export type NewLink = z.output<typeof newLink>;

const windowed = (most: number) => ({ offset: count.min(0), limit: count.min(1).max(most) });
const items = z.array(itemId).min(1).max(20_000);
const links = z.array(linkId).min(1).max(10_000);
/** Place among the siblings, or proofs of a slot, that are there or stay; 0 first; left out: at the end. */
const position = count.min(0).optional();
const made = <Id extends z.ZodType>(id: Id) => z.object({ id, operation: operationId });

export const checklistCalls = {
  /** Editions, the newest first. */
  'checklist.list': archiveRead(z.object({}), z.object({ checklists: z.array(checklist) })),
  /** Makes a checklist of a draft, as one operation. */
  'checklist.create': archiveChange(
    z.object({
      draft: checklistDraft,
      isExample: z.boolean().default(false),
      followsId: checklistId.nullable().default(null),
    }),
    z.object({ id: checklistId, items: count, slots: count, operation: operationId }),
  ),
  'checklist.change': archiveChange(
    z.object({
      id: checklistId,
      patch: z
        .object({
          name,
          window: dateWindow,
          inspectedOn: isoDate.nullable(),
          isExample: z.boolean(),
          followsId: checklistId.nullable(),
        })
        .partial(),
    }),
    changeResult,
  ),
  /** Takes a checklist away with its items, links and marks; the documents stay. */
  'checklist.remove': archiveChange(z.object({ id: checklistId }), changeResult),

  /**
   * Its items with what they are like, depth first. `open`: only what is not complete, `doubtful`: only
   * what has doubts, each with the branches it stands in.
   */
  'checklist.tree': archiveRead(
    z.object({
      id: checklistId,
      only: z.enum(['all', 'open', 'doubtful']).default('all'),
      ...windowed(10_000),
    }),
    z.object({ total: count, counts: stateCounts, rows: z.array(treeRow) }),
  ),
  'checklist.item': archiveRead(z.object({ id: itemId }), itemDetail),
  'checklist.proofs': archiveRead(
    z.object({ slot: slotId, ...windowed(200) }),
    z.object({ total: count, proofs: z.array(proof) }),
  ),
  /** Where a document proves something. */
  'checklist.ofDocument': archiveRead(
    z.object({ id: documentId, ...windowed(200) }),
    z.object({ total: count, places: z.array(proofPlace) }),
  ),
  /** The marks on pages of a document, for all that it proves. */
  'checklist.marks': archiveRead(
    z.object({ id: documentId, from: pageNumber, limit: count.min(1).max(100) }),
    z.object({ marks: z.array(mark) }),
  ),

  'checklist.addItem': archiveChange(
    z.object({ id: checklistId, parentId: itemId.nullable(), position, fields: itemFields }),
    made(itemId),
  ),
  'checklist.changeItem': archiveChange(
    z.object({
      id: itemId,
      patch: itemFields.partial().extend({
        conclusionLimit: words.nullable().optional(),
        selfScore: hundredths.nullable().optional(),
        selfGrade: z.string().trim().min(1).max(20).nullable().optional(),
        followsId: itemId.nullable().optional(),
      }),
    }),
    changeResult,
  ),
  /** To another parent (null: a project), in the checklist's order; what is below them goes along. */
  'checklist.moveItems': archiveChange(
    z.object({ ids: items, parentId: itemId.nullable(), position }),
    changeResult,
  ),
  /** With all that is below them, their links and marks. */
  'checklist.removeItems': archiveChange(z.object({ ids: items }), changeResult),
  'checklist.conclude': archiveChange(z.object({ id: itemId, conclusion: longText }), changeResult),
  'checklist.assign': archiveChange(z.object({ ids: items, patch: assignmentPatch }), changeResult),

  'checklist.addSlot': archiveChange(
    z.object({ item: itemId, position, slot: draftSlot }),
    made(slotId),
  ),
  'checklist.changeSlot': archiveChange(
    z.object({ id: slotId, patch: draftSlot.partial() }),
    changeResult,
  ),
  /** Within its item, or with its proofs to another one of the same checklist. */
  'checklist.moveSlot': archiveChange(
    z.object({ id: slotId, item: itemId, position }),
    changeResult,
  ),
  'checklist.removeSlots': archiveChange(
    z.object({ ids: z.array(slotId).min(1).max(1000) }),
    changeResult,
  ),

  /** Links documents to slots, in the order given, from `position` on. What is linked so already stays as it is. */
  'checklist.link': archiveChange(
    z.object({ links: z.array(newLink).min(1).max(10_000), position }),
    changeResult.extend({ links: z.array(linkId) }),
  ),
  'checklist.unlink': archiveChange(z.object({ ids: links }), changeResult),
  /** To a place in a slot, their own or another, in the order given. A document already there as a whole is not put there twice: that link goes. */
  'checklist.moveLinks': archiveChange(
    z.object({ ids: links, slot: slotId, position }),
    changeResult,
  ),
  'checklist.changeLink': archiveChange(
    z.object({ id: linkId, patch: z.object(linkFields).partial() }),
    changeResult,
  ),
  /** Marks lines on a page of the link's document, beside what is marked there already. */
  'checklist.mark': archiveChange(
    z.object({ link: linkId, n: pageNumber, lines: z.array(markLine).min(1).max(200) }),
    made(markId),
  ),
  'checklist.unmark': archiveChange(
    z.object({ ids: z.array(markId).min(1).max(1000) }),
    changeResult,
  ),

  /** What is proven: how many items, how many without a gap. */
  'checklist.coverage': archiveRead(
    z.object({ id: checklistId }),
    z.object({
      window: dateWindow,
      /** Items with slots; those of them that have no gap, whatever else is said of them. */
      items: count,
      complete: count,
      gaps: count,
      counts: stateCounts,
    }),
  ),
  /** What is missing, in the checklist's order; of one lead department (null: of none), or due by a day. */
  'checklist.gaps': archiveRead(
    z.object({
      id: checklistId,
      department: z.string().nullable().optional(),
      dueBy: isoDate.optional(),
      ...windowed(1000),
    }),
    z.object({ total: count, gaps: z.array(gap) }),
  ),
  /** The picture of a checklist: its projects with a cell an item that asks for proof, and its departments. */
  'checklist.overview': archiveRead(
    z.object({ id: checklistId }),
    z.object({
      checklist,
      projects: z.array(
        z.object({
          id: itemId,
          code: z.string(),
          title: z.string(),
          counts: stateCounts,
          cells: z.array(z.object({ id: itemId, state: itemState })),
        }),
      ),
      /** By lead department; null: of none, last. `proofs` over slots, more than asked for not counted. */
      departments: z.array(
        z.object({
          name: z.string().nullable(),
          counts: stateCounts,
          have: count,
          need: count,
          gaps: count,
        }),
      ),
    }),
  ),
  /** Items that are not complete and have a due date, the most urgent first. */
  'checklist.due': archiveRead(
    z.object({ id: checklistId, by: isoDate.optional(), ...windowed(200) }),
    z.object({
      total: count,
      items: z.array(
        z.object({
          id: itemId,
          code: z.string(),
          title: z.string(),
          state: itemState,
          department: z.string().nullable(),
          person: z.string().nullable(),
          due: isoDate,
        }),
      ),
    }),
  ),

  /** What the archive decides about counting: whether a proof outside the window, or undated, counts. */
  'checklist.rules': archiveRead(z.object({}), z.object({ outsideCounts: z.boolean() })),
  'checklist.setRules': archiveChange(z.object({ outsideCounts: z.boolean() }), changeResult),
} as const;
