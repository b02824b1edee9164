import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Readable } from 'node:stream';
import { ArchiveError, type DocumentId } from '../contract/index.ts';
import { previewImage } from '../binder/index.ts';
import { originalForDownload } from '../catalog/index.ts';
import { originalPath, type Archive } from '../library/index.ts';
import { pageImage, thumbnail, thumbnailOfOriginal } from '../reading/index.ts';

/** Bytes for a renderer. `body` is streamed; a host adds its own headers. */
export interface ResourceAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | Readable | null;
}

const notFound: ResourceAnswer = { status: 404, headers: {}, body: null };

/** The one range of a `Range` header, as first and last byte; undefined: none asked for. */
function rangeOf(
  header: string | undefined,
  size: number,
): readonly [number, number] | null | undefined {
  if (header === undefined) return undefined;
  const parts = /^bytes=(\d*)-(\d*)$/u.exec(header.trim());
  if (parts === null) return null;
  const [, from = '', to = ''] = parts;
  if (from === '' && to === '') return null;
  const first = from === '' ? Math.max(0, size - Number(to)) : Number(from);
  const last = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1);
  return first <= last && first < size ? [first, last] : null;
}

async function fileAnswer(
  path: string,
  headers: Readonly<Record<string, string>>,
  rangeHeader: string | undefined,
): Promise<ResourceAnswer> {
  const found = await stat(path).catch(() => null);
  if (found === null || !found.isFile()) return notFound;
  const { size } = found;
  const range = rangeOf(rangeHeader, size);
  if (range === null) {
    return { status: 416, headers: { 'Content-Range': `bytes */${size}` }, body: null };
  }
  const [first, last] = range ?? [0, size - 1];
  const partly: Record<string, string> =
    range === undefined ? {} : { 'Content-Range': `bytes ${first}-${last}/${size}` };
  return {
    status: range === undefined ? 200 : 206,
    headers: {
      'Accept-Ranges': 'bytes',
      'Content-Length': String(size === 0 ? 0 : last - first + 1),
      ...headers,
      ...partly,
    },
    body: size === 0 ? new Uint8Array() : createReadStream(path, { start: first, end: last }),
  };
}

/** An original leaves only as an attachment of unknown type: it is never a page of ours. */
function attachment(name: string): Record<string, string> {
  return {
    'Content-Type': 'application/octet-stream',
    'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/gu, (c) => `%${c.charCodeAt(0).toString(16)}`)}`,
    'Content-Security-Policy': 'sandbox',
    'X-Content-Type-Options': 'nosniff',
  };
}

const imageHeaders = (path: string): Record<string, string> => ({
  'Content-Type': path.endsWith('.jpg')
    ? 'image/jpeg'
    : path.endsWith('.png')
      ? 'image/png'
      : 'image/webp',
  'Cache-Control': 'private, max-age=86400, immutable',
});

async function original(archive: Archive, id: string, range: string | undefined) {
  const row = await originalForDownload(archive.db.read, Number(id));
  if (row === undefined) return notFound;
  return fileAnswer(originalPath(archive, row.sha256, row.extension), attachment(row.name), range);
}

async function volume(archive: Archive, name: string, range: string | undefined) {
  if (basename(name) !== name) return notFound;
  // Sheets and what else is written to be handed on; only volumes are shown.
  if (/\.(?:xlsx|json|docx|zip)$/iu.test(name)) {
    return fileAnswer(join(archive.paths.exports, name), attachment(name), range);
  }
  if (!/\.pdf$/iu.test(name)) return notFound;
  return fileAnswer(
    join(archive.paths.exports, name),
    {
      ...attachment(name),
      'Content-Type': 'application/pdf',
      'Content-Disposition': `inline; filename*=UTF-8''${encodeURIComponent(name)}`,
    },
    range,
  );
}

/** Answers `<kind>/…` below an archive's handle (main/program: resource paths). */
export async function archiveResource(
  archive: Archive,
  kind: string,
  rest: readonly string[],
  range: string | undefined,
): Promise<ResourceAnswer> {
  const [first = '', second = '', third = ''] = rest;
  try {
    switch (kind) {
      case 'thumb': {
        const id = Number(first) as DocumentId;
        const { path } = await (third === ''
          ? thumbnail(archive, id)
          : thumbnailOfOriginal(archive, Number(second), Number(third)));
        return await fileAnswer(path, imageHeaders(path), range);
      }
      case 'page': {
        const { path } = await pageImage(
          archive,
          Number(first) as DocumentId,
          Number(second),
          Number(third),
        );
        return await fileAnswer(path, imageHeaders(path), range);
      }
      case 'original':
        return await original(archive, first, range);
      case 'volume':
        return await volume(archive, first, range);
      case 'preview': {
        const path = await previewImage(archive, first);
        return await fileAnswer(path, imageHeaders(path), range);
      }
      default:
        return notFound;
    }
  } catch (error) {
    if (error instanceof ArchiveError) {
      return { status: 404, headers: { 'X-Error-Code': error.code }, body: null };
    }
    throw error;
  }
}
