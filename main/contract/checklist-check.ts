import { z } from 'zod';
import { archiveChange, archiveRead } from './call.ts';
import { changeResult } from './documents.ts';
import { checklistId, documentId, itemId, jobId, linkId, slotId } from './ids.ts';

const count = z.number().int();

/**
 * What the material check looks for. Where the rules come from stands in domain.md, and beside each
 * of them on screen:
 * `no-number` a 规范文件 without 文号; `no-seal` a 规范文件 on whose pages no round seal is seen;
 * `few-photos` fewer photos than asked for; `no-caption` a photo without elements of its caption;
 * `over-limit` more characters than the slot allows; `undated` and `outside-window`;
 * `no-request` a 批复 or 复函 without its 请示 or 函; `missing-attachment` a paper names one that is
 * not there; `broken-chain` an activity without parts that prove it was done; `duplicate` what
 * another document proves already; `low-resolution` pages scanned under 200 dpi.
 */
export const checkRules = [
  'outside-window',
  'few-photos',
  'missing-attachment',
  'duplicate',
  'undated',
  'no-number',
  'no-seal',
  'no-request',
  'broken-chain',
  'no-caption',
  'over-limit',
  'low-resolution',
] as const;
export const checkRule = z.enum(checkRules);
export type CheckRule = z.infer<typeof checkRule>;

/** `high`: the proof may not be taken; `medium`: it may be asked about; `low`: it could be better. */
export const severity = z.enum(['high', 'medium', 'low']);
export type Severity = z.infer<typeof severity>;

/** Names a finding for as long as what it is about is there. */
export const findingKey = z.object({ rule: checkRule, subject: z.string().min(2).max(80) });
export type FindingKey = z.infer<typeof findingKey>;

const acceptance = z.object({ reason: z.string(), user: z.string(), at: z.string() });

/**
 * One objection. What is said of a document is said once, at the first of its places that were asked
 * for; `places` counts them. Details, by rule:
 * `no-seal` reason (`none`, `grey`: no page has colours to tell by) pages;
 * `few-photos` have need; `no-caption` missing (of event time place people background photographer,
 * by commas); `over-limit` words limit; `outside-window` side (`early`, `late`) days date;
 * `no-request` reply (`批复`, `复函`) request; `missing-attachment` names (one a line) numbers;
 * `broken-chain` topic has missing (of plan record photo news summary, by commas);
 * `duplicate` by (`file`, `text`, `picture`) other (a document) otherTitle otherItem (an item)
 * otherCode page otherPage; `low-resolution` pages (such as 1,3-5) dpi.
 */
export const finding = findingKey.extend({
  severity,
  item: z.object({ id: itemId, code: z.string(), title: z.string() }),
  slot: z.object({ id: slotId, kind: z.string(), number: count }).nullable(),
  link: linkId.nullable(),
  document: z.object({ id: documentId, title: z.string() }).nullable(),
  /** The page of the document to look at, from 1; null: all of it. */
  page: count.nullable(),
  /** Who leads there. */
  department: z.string().nullable(),
  places: count.min(1),
  details: z.record(z.string(), z.union([z.string(), count])),
  /** Why somebody called it fine. */
  accepted: acceptance.nullable(),
});
export type Finding = z.infer<typeof finding>;

export const findingOrder = z.enum(['worst', 'checklist']);
export type FindingOrder = z.infer<typeof findingOrder>;

const reason = z.string().trim().min(1).max(500);
const keys = z.array(findingKey).min(1).max(1000);

export const checklistCheckCalls = {
  /**
   * What a checklist's filed proofs are objected to. `item`: with its branch. `rules` and
   * `department` (null: of none) narrow the findings, but not the counts by themselves.
   */
  'checklist.check': archiveRead(
    z.object({
      id: checklistId,
      rules: z.array(checkRule).max(checkRules.length).optional(),
      department: z.string().nullable().optional(),
      item: itemId.optional(),
      document: documentId.optional(),
      /** Those that were called fine, instead of those that were not. */
      accepted: z.boolean().default(false),
      order: findingOrder.default('worst'),
      offset: count.min(0),
      limit: count.min(1).max(200),
    }),
    z.object({
      total: count,
      findings: z.array(finding),
      byRule: z.array(z.object({ rule: checkRule, findings: count })),
      byDepartment: z.array(z.object({ name: z.string().nullable(), findings: count })),
      /** How many were called fine, whatever is asked for. */
      accepted: count,
      /** Linked pages that nobody has looked at yet: of them some rules say nothing. */
      pending: count,
    }),
  ),
  'checklist.checkRules': archiveRead(
    z.object({}),
    z.object({ rules: z.array(z.object({ rule: checkRule, on: z.boolean() })) }),
  ),
  'checklist.setCheckRule': archiveChange(
    z.object({ rule: checkRule, on: z.boolean() }),
    changeResult,
  ),
  /** Calls findings fine: they are hidden until that is taken back. */
  'checklist.acceptFindings': archiveChange(z.object({ findings: keys, reason }), changeResult),
  'checklist.unacceptFindings': archiveChange(z.object({ findings: keys }), changeResult),
  /** Looks at linked pages that were not looked at yet; null: there are none. A job `check`. */
  'checklist.look': archiveChange(
    z.object({ id: checklistId }),
    z.object({ job: jobId.nullable() }),
  ),
} as const;
