import { z } from 'zod';
import { archiveRead } from './call.ts';
import { checklistId, itemId, jobId } from './ids.ts';

const format = z.enum(['xlsx', 'pdf']);

/** A sheet that leaves the house. */
export const sentSheet = z.discriminatedUnion('kind', [
  /** 缺口单: what one lead department still owes; null: what nobody leads. */
  z.object({ kind: z.literal('gaps'), department: z.string().max(100).nullable(), format }),
  /** One 缺口单 for each department that has gaps. */
  z.object({ kind: z.literal('all-gaps'), format }),
  /** 责任分工表: who answers for which item, by when. */
  z.object({ kind: z.literal('assignments'), format }),
  /** 提交表 of items, each on pages of its own. A4 to print. */
  z.object({ kind: z.literal('submissions'), items: z.array(itemId).min(1).max(500) }),
]);
export type SentSheet = z.infer<typeof sentSheet>;

/** What the job of `checklistSheets.write` gives. `name`: file, or folder, in the exports folder. */
export const writtenSheet = z.object({
  name: z.string(),
  files: z.number().int(),
  /** Lines of its tables, or sheets of items. */
  rows: z.number().int(),
  bytes: z.number().int(),
});
export type WrittenSheet = z.infer<typeof writtenSheet>;

const named = z.object({ name: z.string().max(255) });

export const checklistSheetCalls = {
  /**
   * Writes sheets of a checklist into the exports folder. The job's result is a `writtenSheet`; it
   * fails with `nothing-to-write` where there is no gap. Several files are a folder where the host
   * can show one, else a .zip.
   */
  'checklistSheets.write': archiveRead(
    z.object({ id: checklistId, sheet: sentSheet }),
    z.object({ job: jobId }),
  ),
  /** Opens or shows what was written; where the host cannot, gives an address to download. */
  'checklistSheets.open': archiveRead(named, z.object({ address: z.string().nullable() })),
  /** Shows it in its folder; false where the host cannot. */
  'checklistSheets.reveal': archiveRead(named, z.object({ shown: z.boolean() })),
} as const;
