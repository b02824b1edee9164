import { z } from 'zod';

/**
 * Everything that can go wrong in a way a user can act on. Closed: the renderer and the CLI
 * have words for each (renderer/i18n, main/cli/messages.ts).
 */
export const errorCodes = [
  // the call itself
  'bad-request',
  'unknown-call',
  'not-allowed',
  'not-yet',
  'cancelled',
  'internal',
  // archives
  'archive-not-found',
  'archive-exists',
  'archive-held',
  'archive-read-only',
  'archive-from-future',
  'archive-damaged',
  'folder-not-empty',
  'folder-not-writable',
  // files
  'empty',
  'unreadable',
  'locked',
  'wrong-password',
  'source-missing',
  'source-changed',
  'no-permission',
  'disk-full',
  'name-too-long',
  'too-large',
  'not-a-file',
  'reader-missing',
  'worker-died',
  'worker-timeout',
  'original-missing',
  'original-damaged',
  // catalogue
  'no-such-document',
  'no-such-category',
  'no-such-tag',
  'no-such-search',
  'no-such-checklist',
  'no-such-item',
  'no-such-slot',
  'no-such-link',
  'no-such-mark',
  'no-such-binder',
  'no-such-operation',
  'no-such-import',
  'no-such-job',
  'no-such-page',
  'no-page-left',
  'state-secret',
  'name-taken',
  'invalid-value',
  'category-cycle',
  'item-cycle',
  'already-linked',
  'nothing-to-undo',
  'nothing-to-redo',
  'undo-conflict',
  'undo-across-migration',
  'not-in-trash',
  // checklist sheets
  'sheet-old',
  'sheet-locked',
  'not-a-sheet',
  'sheet-unclear',
  'no-such-sheet',
  // binder
  'nothing-to-bind',
  'target-not-writable',
  'target-too-small',
] as const;

export const errorCode = z.enum(errorCodes);
export type ErrorCode = z.infer<typeof errorCode>;

/** Facts for the message's placeholders, and nothing a user may not see: names, counts, holders. */
export const errorDetails = z.record(
  z.string(),
  z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())]),
);
export type ErrorDetails = Readonly<z.infer<typeof errorDetails>>;

/** How an error crosses a boundary: no stack, no cause. */
export const wireError = z.object({ code: errorCode, message: z.string(), details: errorDetails });
export type WireError = z.infer<typeof wireError>;

/** The one error family. `message` is for developers; users read words made from code and details. */
export class ArchiveError extends Error {
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, details: ErrorDetails = {}, cause?: unknown) {
    super(`${code} ${JSON.stringify(details)}`, cause === undefined ? undefined : { cause });
    this.name = 'ArchiveError';
    this.code = code;
    this.details = details;
  }
}

/** One thing that failed while the rest went on. `path` or `id` says which. */
export const failure = z.object({
  path: z.string().optional(),
  id: z.number().int().optional(),
  code: errorCode,
  message: z.string(),
});
export type Failure = z.infer<typeof failure>;
