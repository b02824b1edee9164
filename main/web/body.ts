import type { IncomingMessage } from 'node:http';
import { Refusal } from './refusal.ts';

/** Reads a JSON body of at most `mostBytes`. Throws `Refusal` 415, 413 or 400. */
export async function readJson(request: IncomingMessage, mostBytes: number): Promise<unknown> {
  const type = request.headers['content-type'] ?? '';
  // A form or plain text is what a foreign page may send without asking first.
  if (!/^application\/json(;\s*charset=utf-8)?$/i.test(type)) throw new Refusal(415, 'not JSON');
  refuseOverlong(request, mostBytes);
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > mostBytes) throw tooLarge();
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    throw new Refusal(400, 'not JSON', {
      error: { code: 'bad-request', message: 'the body is not JSON', details: {} },
    });
  }
}

/** Refuses by the announced length, before anything is read. */
export function refuseOverlong(request: IncomingMessage, mostBytes: number): void {
  if (Number(request.headers['content-length'] ?? 0) > mostBytes) throw tooLarge();
}

export function tooLarge(): Refusal {
  return new Refusal(413, 'too large', {
    error: { code: 'too-large', message: 'the body is too large', details: {} },
  });
}
