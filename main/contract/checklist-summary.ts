import { z } from 'zod';
import { archiveRead } from './call.ts';
import { filingYear } from './documents.ts';
import { checklistId, jobId } from './ids.ts';
import { language } from './library.ts';

/** What a year's summary tells of, in its order. */
export const summarySections = [
  /** 组织领导和制度建设: what was issued and decided. */
  'deployment',
  /** 重点工作开展情况: what was done, by category. */
  'activities',
  /** 学习培训情况 */
  'training',
  /** 督查考核情况 */
  'inspections',
  /** 问题整改情况 */
  'problems',
  /** 荣誉表彰情况 */
  'honours',
  /** 测评体系材料情况: how much of the checklist is proven. */
  'coverage',
  /** 存在的问题和下一步打算: gaps of the checklist; the rest is for the office to write. */
  'outlook',
] as const;
export const summarySection = z.enum(summarySections);
export type SummarySectionId = z.infer<typeof summarySection>;

export const summaryRequest = z.object({
  year: filingYear,
  /** Whose coverage is told; null: no edition's. */
  checklist: checklistId.nullable(),
  /** Of the words that the program adds; what documents say stays as it is. */
  language,
  sections: z.array(summarySection).min(1).max(summarySections.length),
});
export type SummaryRequest = z.infer<typeof summaryRequest>;

/** What the job of `checklistSummary.draft` gives. `name`: the .docx in the exports folder. */
export const writtenSummary = z.object({
  name: z.string(),
  bytes: z.number().int(),
  /** Documents that statements name as their source. */
  sources: z.number().int(),
  /** Places left to fill in. */
  blanks: z.number().int(),
});
export type WrittenSummary = z.infer<typeof writtenSummary>;

export const checklistSummaryCalls = {
  /**
   * Drafts the summary of a year (年度总结) from what is filed, into the exports folder; it is opened
   * and shown by `checklistSheets.open` and `checklistSheets.reveal`. The job's result is a
   * `writtenSummary`; it fails with `no-such-checklist`, `target-not-writable`, `disk-full`.
   */
  'checklistSummary.draft': archiveRead(summaryRequest, z.object({ job: jobId })),
} as const;
