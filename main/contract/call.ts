import type { z } from 'zod';

/**
 * One thing the renderer can ask. `scope: 'archive'` calls carry the handle of an open archive;
 * `effect: 'change'` calls are refused where the archive is read-only.
 */
export interface Call<Args extends z.ZodType, Result extends z.ZodType> {
  readonly scope: 'program' | 'archive';
  readonly effect: 'read' | 'change';
  readonly args: Args;
  readonly result: Result;
}

const define =
  <Scope extends 'program' | 'archive', Effect extends 'read' | 'change'>(
    scope: Scope,
    effect: Effect,
  ) =>
  <Args extends z.ZodType, Result extends z.ZodType>(args: Args, result: Result) => ({
    scope,
    effect,
    args,
    result,
  });

/** Asks something of the program, no archive needed. */
export const programRead = define('program', 'read');
export const programChange = define('program', 'change');
/** Asks something of an open archive. */
export const archiveRead = define('archive', 'read');
export const archiveChange = define('archive', 'change');
