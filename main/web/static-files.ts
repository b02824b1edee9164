import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.ttf': 'font/ttf',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.bcmap': 'application/octet-stream',
  '.pfb': 'application/octet-stream',
};

interface StaticFile {
  readonly path: string;
  readonly type: string;
  readonly bytes: number;
}

/** The renderer's files by address (`assets/main-1a2b.js`; `` is the start page). */
export type StaticFiles = ReadonlyMap<string, StaticFile>;

/** Lists `folder` once: an address that is not in the list has no file, whatever it spells. */
export async function listStaticFiles(folder: string): Promise<StaticFiles> {
  const files = new Map<string, StaticFile>();
  const names = await readdir(folder, { recursive: true });
  for (const name of names) {
    const path = join(folder, name);
    const found = await stat(path);
    const type = types[extname(name)];
    if (!found.isFile() || !type) continue;
    files.set(name.replaceAll('\\', '/'), { path, type, bytes: found.size });
  }
  const start = files.get('index.html');
  if (!start) throw new Error(`no index.html in ${folder}: the renderer is not built`);
  return files.set('', start);
}

/** Sends one of the renderer's files. */
export async function sendStatic(
  file: StaticFile,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  response.writeHead(200, { 'content-type': file.type, 'content-length': file.bytes });
  if (request.method === 'HEAD') response.end();
  else await pipeline(createReadStream(file.path), response);
}
