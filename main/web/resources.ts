import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { contentPolicy } from './headers.ts';
import type { ResourceAnswer, ServedProgram } from './served-program.ts';

/** Our own drawings: the only bytes a browser may show by itself. */
const shown = new Set(['image/webp', 'image/jpeg', 'image/png']);
const passed = new Set(['content-length', 'content-range', 'accept-ranges', 'etag']);

/** Sends what the program has at `path` (`r/…`), made harmless. */
export async function sendResource(
  program: ServedProgram,
  session: string,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const answer = await program.resource(session, path, request.headers.range);
  response.writeHead(answer.status, harmless(answer, path));
  if (request.method === 'HEAD' || answer.body === null) {
    if (answer.body instanceof Readable) answer.body.destroy();
    response.end();
  } else if (answer.body instanceof Readable) {
    await pipeline(answer.body, response);
  } else {
    response.end(answer.body);
  }
}

/**
 * Whatever the program says a file is, it leaves here as a picture of ours or as an attachment
 * that no browser opens as a page of this host: HTML, SVG and polyglots included.
 */
function harmless(answer: ResourceAnswer, path: string): Record<string, string> {
  const headers = Object.fromEntries(
    Object.entries(answer.headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
  const kept = Object.fromEntries(Object.entries(headers).filter(([name]) => passed.has(name)));
  const type = headers['content-type'] ?? '';
  const isPicture = shown.has(type) && /^r\/(page|thumb|preview)\//.test(path);
  return {
    ...kept,
    'content-security-policy': contentPolicy,
    'content-type': isPicture ? type : 'application/octet-stream',
    ...(isPicture
      ? { 'cache-control': 'private, max-age=1200' }
      : { 'content-disposition': asAttachment(headers['content-disposition']) }),
  };
}

/** Keeps the file's name, percent-encoded, and nothing else of what was said. */
function asAttachment(disposition: string | undefined): string {
  const name = /; filename\*=UTF-8''([\w.~!%-]+)$/.exec(disposition ?? '')?.[1];
  return name === undefined ? 'attachment' : `attachment; filename*=UTF-8''${name}`;
}
