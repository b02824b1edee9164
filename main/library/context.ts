import type { z } from 'zod';
import type { Call } from '../contract/call.ts';
import type { JobId, PlaceId } from '../contract/ids.ts';
import type { Job } from '../contract/jobs.ts';
import type { Archive } from './archive.ts';

/** How far a job is; what is left out stays as it was. `remainingMs` is worked out where nobody reports it. */
export type JobReport = Partial<
  Pick<
    Job,
    | 'title'
    | 'done'
    | 'total'
    | 'doneBytes'
    | 'totalBytes'
    | 'current'
    | 'failures'
    | 'perMinute'
    | 'remainingMs'
  >
>;

/** What long work is given by whoever started it (the job list, the command line, a test). */
export interface JobControl {
  readonly signal: AbortSignal;
  readonly report: (progress: JobReport) => void;
  /** Resolves when the job is not paused (any more); rejects with `cancelled`. */
  readonly paused: () => Promise<void>;
  /** Pauses the job itself, saying why (a full disk); the user resumes it. */
  readonly pauseBecause: (error: unknown) => void;
}

/** Long work that outlives the call that starts it. */
export interface Jobs {
  readonly start: (
    archive: Archive,
    head: { readonly kind: Job['kind']; readonly title: string; readonly canPause: boolean },
    work: (control: JobControl) => Promise<unknown>,
  ) => JobId;
}

/** A control for work that nobody watches. */
export function unattended(signal: AbortSignal = new AbortController().signal): JobControl {
  return {
    signal,
    report: () => undefined,
    paused: async () => signal.throwIfAborted(),
    pauseBecause: (error) => {
      throw error;
    },
  };
}

/** The folder a scanner writes to, of this archive on this computer. */
export interface Watching {
  readonly now: () => {
    readonly folder: string | null;
    /** `missing`: it is not there now. */
    readonly state: 'off' | 'watching' | 'missing';
    /** Documents made of it since the archive was opened. */
    readonly taken: number;
  };
  /**
   * Watches this folder from now on, or none.
   * @throws ArchiveError `invalid-value` for a folder that belongs to the archive itself.
   */
  readonly choose: (folder: string | null) => Promise<void>;
}

/** What a handler may use of the program that answers the call. */
export interface CallContext {
  readonly archive: Archive;
  readonly session: string;
  readonly jobs: Jobs;
  /** Address the renderer may load for a resource of this archive, e.g. `thumb/12`. */
  readonly address: (
    kind: 'thumb' | 'page' | 'original' | 'volume' | 'preview',
    rest: string,
  ) => string;
  /** The path behind a place; throws ArchiveError `not-allowed` for unknown ones. */
  readonly pathOf: (place: PlaceId) => string;
  readonly placeFor: (path: string) => PlaceId;
  /** Absent where nothing is watched. */
  readonly watching?: Watching;
  readonly chooseFolder:
    ((purpose: 'import' | 'backup' | 'watch') => Promise<string | null>) | undefined;
  readonly chooseFiles: (() => Promise<readonly string[] | null>) | undefined;
  readonly openPath: ((path: string) => Promise<void>) | undefined;
  readonly revealPath: ((path: string) => void) | undefined;
}

/** The implementation of a part of the contract: one function a call. */
export type Handlers<Calls extends Record<string, Call<z.ZodType, z.ZodType>>> = {
  readonly [Name in keyof Calls]: (
    args: z.output<Calls[Name]['args']>,
    context: CallContext,
  ) => Promise<z.input<Calls[Name]['result']>>;
};
