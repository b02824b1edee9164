import { protocol } from 'electron';
import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { Readable } from 'node:stream';
import { pagePolicy, type Program, type ResourceAnswer } from '../program/index.ts';
import { appScheme, isOurAddress, parseResourcePath } from './address.ts';

const mimeTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
};

const safety = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
};

/** Must run while the entry module is evaluated: after readiness the scheme stays unprivileged. */
export function registerAppScheme(): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true, stream: true };
  protocol.registerSchemesAsPrivileged([{ scheme: appScheme, privileges }]);
}

/** Serves the renderer's files and the program's resources as `app://bundle/…`, and nothing else. */
export async function serveApp(
  rendererFolder: string,
  resource: Program['resource'],
): Promise<void> {
  const files = await listFiles(rendererFolder);
  protocol.handle(appScheme, async (request) => {
    if (!isOurAddress(request.url)) return plainAnswer(404);
    if (request.method !== 'GET' && request.method !== 'HEAD') return plainAnswer(405);
    const path = new URL(request.url).pathname.slice(1);
    const asked = parseResourcePath(path);
    if (asked !== null) {
      const range = request.headers.get('range') ?? undefined;
      return answerResource(await resource(asked.session, asked.path, range), request);
    }
    const file = files.get(path);
    return file === undefined ? plainAnswer(404) : answerFile(file, request);
  });
}

/** The renderer's files by their address. Nothing is looked up on disk by what a request says. */
async function listFiles(folder: string): Promise<ReadonlyMap<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((e) => join(e.parentPath, e.name));
  return new Map(paths.map((path) => [relative(folder, path).split(sep).join('/'), path]));
}

function answerFile(path: string, request: Request): Response {
  const mimeType = mimeTypes[extname(path)] ?? 'application/octet-stream';
  const headers = {
    ...safety,
    'content-type': mimeType,
    'content-security-policy': pagePolicy,
    'cache-control': 'no-cache',
  };
  if (request.method === 'HEAD') return new Response(null, { headers });
  return new Response(asWebStream(createReadStream(path)), { headers });
}

function answerResource(answer: ResourceAnswer, request: Request): Response {
  const headers = new Headers(answer.headers);
  for (const [name, value] of Object.entries(safety)) headers.set(name, value);
  // Bytes that came from outside are never a document of ours, whatever they claim to be.
  headers.set('content-security-policy', "default-src 'none'; sandbox");
  const { status, body } = answer;
  if (body === null || request.method === 'HEAD') {
    if (body instanceof Readable) body.destroy();
    return new Response(null, { status, headers });
  }
  const sent = body instanceof Readable ? asWebStream(body) : new Uint8Array(body);
  return new Response(sent, { status, headers });
}

/** Cancelling it, as a window does that stops listening, closes the file. */
function asWebStream(stream: Readable): ReadableStream<Uint8Array> {
  return Readable.toWeb(stream) as ReadableStream<Uint8Array>;
}

function plainAnswer(status: number): Response {
  return new Response(null, { status, headers: safety });
}
