import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { HostEvent } from '../../../main/contract/index.ts';
import type { ResourceAnswer, ServedProgram } from '../../../main/web/served-program.ts';

export const uploadPlace = 'upload-place-1';

/** A program that says what it was asked, and believes every file to be what it claims. */
export interface FakeProgram extends ServedProgram {
  readonly asked: { session: string; request: unknown }[];
  readonly ended: string[];
  readonly uploads: string;
  readonly send: (event: HostEvent) => void;
  readonly remove: () => Promise<void>;
}

export async function fakeProgram(): Promise<FakeProgram> {
  const uploads = await mkdtemp(join(tmpdir(), 'mingce-uploads-'));
  const asked: FakeProgram['asked'] = [];
  const ended: string[] = [];
  const listeners = new Set<(event: HostEvent) => void>();
  return {
    asked,
    ended,
    uploads,
    send: (event) => {
      for (const listener of listeners) listener(event);
    },
    remove: () => rm(uploads, { recursive: true, force: true }),
    answer: async (session, request) => {
      asked.push({ session, request });
      return { ok: true, value: request };
    },
    subscribe: (_session, listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    resource: async (_session, path, range) => resources(path, range),
    endSession: async (session) => {
      ended.push(session);
    },
    uploadFolder: (_session, place) => (place === uploadPlace ? uploads : null),
  };
}

const html = '<!doctype html><script>document.title = "in"</script>';
const originals: Readonly<Record<string, readonly [string, string]>> = {
  'r/original/archive-1/1': ['text/html', html],
  'r/original/archive-1/2': ['image/svg+xml', '<svg xmlns="http://www.w3.org/2000/svg"/>'],
  'r/original/archive-1/3': ['application/pdf', `%PDF-1.4\n${html}`],
  'r/page/archive-1/1/1/800': ['image/webp', 'RIFF'],
  'r/page/archive-1/1/2/800': ['text/html', html],
};

function resources(path: string, range: string | undefined): ResourceAnswer {
  const [type, text] = originals[path] ?? [];
  if (type === undefined || text === undefined) return { status: 404, headers: {}, body: null };
  const headers = { 'Content-Type': type, 'Set-Cookie': 'mingce=theirs', 'Accept-Ranges': 'bytes' };
  if (range !== 'bytes=0-3') return { status: 200, headers, body: Readable.from([text]) };
  const part = Buffer.from(text.slice(0, 4));
  return {
    status: 206,
    headers: { ...headers, 'Content-Range': `bytes 0-3/${text.length}`, 'Content-Length': '4' },
    body: part,
  };
}
