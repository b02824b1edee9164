import type {
  ArchiveHandle,
  CallArgs,
  CallName,
  CallRequest,
  CallResult,
  Contract,
  ErrorCode,
  ErrorDetails,
  HostEvent,
  WireError,
} from '../../main/contract/index.ts';
import type { Transport } from './transport.ts';

/** A call that the program answered with an error: what a user can be told is `code` and `details`. */
export class CallError extends Error {
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(error: WireError) {
    super(error.message);
    this.name = 'CallError';
    this.code = error.code;
    this.details = error.details;
  }
}

type ProgramCall = {
  [Name in CallName]: Contract[Name]['scope'] extends 'program' ? Name : never;
}[CallName];

/** Calls that need no archive. A record, so that the compiler notices a missing or surplus name. */
const programCalls: Readonly<Record<ProgramCall, true>> = {
  'program.state': true,
  'program.setPreferences': true,
  'library.chooseFolder': true,
  'library.create': true,
  'library.open': true,
  'library.openDemo': true,
  'library.stopOpening': true,
  'library.forget': true,
};

export interface Client {
  /** Asks the program. Rejects with `CallError`; calls of an archive go to the current one. */
  call: <Name extends CallName>(
    name: Name,
    args: CallArgs<Name>,
    options?: { archive?: ArchiveHandle },
  ) => Promise<CallResult<Name>>;
  onEvent: (listener: (event: HostEvent) => void) => () => void;
  setArchive: (archive: ArchiveHandle | null) => void;
  readonly archive: () => ArchiveHandle | null;
  readonly transport: Transport;
}

export function createClient(transport: Transport): Client {
  let archive: ArchiveHandle | null = null;
  const listeners = new Set<(event: HostEvent) => void>();
  transport.subscribe((event) => {
    for (const listener of listeners) listener(event);
  });

  const requestFor = (name: CallName, args: unknown, handle: ArchiveHandle | null): CallRequest => {
    if (name in programCalls) return { call: name, args };
    if (!handle) throw new CallError({ code: 'archive-not-found', message: name, details: {} });
    return { call: name, archive: handle, args };
  };

  return {
    transport,
    archive: () => archive,
    setArchive: (handle) => {
      archive = handle;
    },
    onEvent: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    call: async (name, args, options) => {
      const answer = await transport.call(requestFor(name, args, options?.archive ?? archive));
      if (!answer.ok) throw new CallError(answer.error);
      return answer.value as CallResult<typeof name>;
    },
  };
}
