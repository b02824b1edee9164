import { z } from 'zod';
import { binderCalls } from './binder.ts';
import { catalogCalls } from './catalog.ts';
import { checklistCalls } from './checklist.ts';
import { checklistCandidateCalls } from './checklist-candidates.ts';
import { checklistCheckCalls } from './checklist-check.ts';
import { checklistEditionCalls } from './checklist-editions.ts';
import { checklistImportCalls } from './checklist-import.ts';
import { checklistScoreCalls } from './checklist-scores.ts';
import { checklistSheetCalls } from './checklist-sheets.ts';
import { checklistSummaryCalls } from './checklist-summary.ts';
import { wireError } from './errors.ts';
import { archiveHandle } from './ids.ts';
import { intakeCalls } from './intake.ts';
import { job, jobCalls } from './jobs.ts';
import { keepingCalls } from './keeping.ts';
import { libraryCalls } from './library.ts';
import { readingCalls } from './reading.ts';
import { searchCalls } from './search.ts';

export * from './binder.ts';
export * from './call.ts';
export * from './catalog.ts';
export * from './checklist.ts';
export * from './checklist-candidates.ts';
export * from './checklist-check.ts';
export * from './checklist-editions.ts';
export * from './checklist-import.ts';
export * from './checklist-scores.ts';
export * from './checklist-sheets.ts';
export * from './checklist-summary.ts';
export * from './documents.ts';
export * from './errors.ts';
export * from './error-words.ts';
export * from './ids.ts';
export * from './intake.ts';
export * from './jobs.ts';
export * from './keeping.ts';
export * from './library.ts';
export * from './reading.ts';
export * from './search.ts';

/** Everything a renderer may ask. Hosts, client and tests are all derived from this value. */
export const contract = {
  ...libraryCalls,
  ...intakeCalls,
  ...readingCalls,
  ...catalogCalls,
  ...searchCalls,
  ...checklistCalls,
  ...checklistCandidateCalls,
  ...checklistCheckCalls,
  ...checklistEditionCalls,
  ...checklistImportCalls,
  ...checklistScoreCalls,
  ...checklistSheetCalls,
  ...checklistSummaryCalls,
  ...binderCalls,
  ...keepingCalls,
  ...jobCalls,
} as const;

export type Contract = typeof contract;
export type CallName = keyof Contract;
export type CallArgs<Name extends CallName> = z.input<Contract[Name]['args']>;
export type CallResult<Name extends CallName> = z.output<Contract[Name]['result']>;

/** A call as it crosses the boundary. */
export const callRequest = z.object({
  call: z.string().max(60),
  archive: archiveHandle.optional(),
  args: z.unknown(),
});
export type CallRequest = z.infer<typeof callRequest>;

/** Its answer. Errors cross as data: structured clone would lose their code. */
export const callResponse = z.union([
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), error: wireError }),
]);
export type CallResponse = z.infer<typeof callResponse>;

/** What the main side tells a renderer unasked. */
export const hostEvent = z.discriminatedUnion('type', [
  /** Rows changed: screens that show them ask again. `tables` are catalogue table names. */
  z.object({ type: z.literal('changed'), archive: archiveHandle, tables: z.array(z.string()) }),
  z.object({ type: z.literal('job'), archive: archiveHandle, job }),
  /** The archive is no longer open here (closed, taken over, drive gone). */
  z.object({ type: z.literal('closed'), archive: archiveHandle, error: wireError.nullable() }),
  /**
   * The archive that this session is opening is of an earlier version: so many documents have been
   * made ready for this one. `total` is null while it is backed up.
   */
  z.object({
    type: z.literal('upgrading'),
    done: z.number().int(),
    total: z.number().int().nullable(),
    remainingMs: z.number().nullable(),
  }),
  /** A menu or shortcut of the host: a command of the renderer's palette. */
  z.object({ type: z.literal('command'), command: z.string() }),
]);
export type HostEvent = z.infer<typeof hostEvent>;
