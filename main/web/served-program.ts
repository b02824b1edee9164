import type { Readable } from 'node:stream';
import type { CallResponse, HostEvent, PlaceId } from '../contract/index.ts';

/** Bytes by address: status, headers and body as the program wants them sent. */
export interface ResourceAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | Readable | null;
}

/** What this host needs of the program behind it. */
export interface ServedProgram {
  answer(session: string, request: unknown): Promise<CallResponse>;
  subscribe(session: string, listener: (event: HostEvent) => void): () => void;
  resource(session: string, path: string, range: string | undefined): Promise<ResourceAnswer>;
  endSession(session: string): Promise<void>;
  uploadFolder(session: string, place: PlaceId): string | null;
}
