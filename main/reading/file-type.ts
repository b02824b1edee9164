import { closeSync, openSync, readSync, statSync } from 'node:fs';

/** Types that have pages here. Everything else is kept as an original without pages. */
export const pageTypes = ['pdf', 'jpeg', 'png', 'tiff', 'bmp', 'webp', 'gif'] as const;
export type PageType = (typeof pageTypes)[number];

export function isPageType(type: string): type is PageType {
  return (pageTypes as readonly string[]).includes(type);
}

/** What an extension promises where it promises pages. */
const promisedTypes: Readonly<Record<string, PageType>> = {
  pdf: 'pdf',
  jpg: 'jpeg',
  jpeg: 'jpeg',
  jpe: 'jpeg',
  jfif: 'jpeg',
  png: 'png',
  tif: 'tiff',
  tiff: 'tiff',
  bmp: 'bmp',
  dib: 'bmp',
  webp: 'webp',
  gif: 'gif',
};

const officeExtensions = ['doc', 'xls', 'ppt', 'wps', 'et', 'dps', 'docx', 'xlsx', 'pptx', 'msg'];

export interface FileType {
  /** A page type, a container by what it holds (`docx`, `ofd` …), else the extension, else `unknown`. */
  readonly type: string;
  /** The extension promised pages, and the bytes are of no known type. */
  readonly broken: boolean;
}

/**
 * The type of a file by its first bytes, over its extension: a scan named `.pdf` that is a JPEG is
 * a JPEG. Only types without a signature of their own (text, for one) are named by extension.
 */
export function fileTypeOf(path: string, extension: string): FileType {
  const ext = extension.replace(/^\./, '').toLowerCase();
  const head = edge(path, 'head');
  const type = typeByBytes(head, ext, path);
  if (type !== undefined) return { type, broken: false };
  const promised = promisedTypes[ext];
  if (promised !== undefined) return { type: promised, broken: true };
  return { type: /^[a-z0-9]{1,10}$/.test(ext) ? ext : 'unknown', broken: false };
}

const EDGE_BYTES = 65_536;

function edge(path: string, which: 'head' | 'tail'): Buffer {
  const bytes = statSync(path).size;
  const length = Math.min(bytes, EDGE_BYTES);
  const buffer = Buffer.alloc(length);
  const file = openSync(path, 'r');
  try {
    const read = readSync(file, buffer, 0, length, which === 'head' ? 0 : bytes - length);
    return buffer.subarray(0, read);
  } finally {
    closeSync(file);
  }
}

function typeByBytes(head: Buffer, ext: string, path: string): string | undefined {
  const has = (text: string, at = 0): boolean =>
    head.subarray(at, at + text.length).equals(Buffer.from(text, 'latin1'));
  if (has('\xff\xd8\xff')) return 'jpeg';
  if (has('\x89PNG\r\n\x1a\n')) return 'png';
  if (has('GIF87a') || has('GIF89a')) return 'gif';
  if (has('II*\0') || has('MM\0*') || has('II+\0') || has('MM\0+')) return 'tiff';
  if (has('RIFF')) return riffType(head);
  if (isBmp(head)) return 'bmp';
  if (has('PK\x03\x04') || has('PK\x05\x06')) return zipType(head, path);
  if (has('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1')) return officeExtensions.includes(ext) ? ext : 'ole';
  if (has('ftyp', 4))
    return has('heic', 8) || has('mif1', 8) ? 'heic' : ext === 'mov' ? 'mov' : 'mp4';
  if (has('Rar!')) return 'rar';
  if (has("7z\xbc\xaf'\x1c")) return '7z';
  // Readers accept junk before the header (PDF 1.7, implementation note 13: within 1,024 bytes).
  const pdfHeader = head.subarray(0, 1029).indexOf('%PDF-');
  return pdfHeader >= 0 ? 'pdf' : undefined;
}

function riffType(head: Buffer): string | undefined {
  const forms: Readonly<Record<string, string>> = { WEBP: 'webp', 'AVI ': 'avi', WAVE: 'wav' };
  return forms[head.toString('latin1', 8, 12)];
}

/** `BM` begins many a text: the size of the second header tells a bitmap. */
function isBmp(head: Buffer): boolean {
  if (head.length < 26 || head.toString('latin1', 0, 2) !== 'BM') return false;
  return [12, 40, 52, 56, 64, 108, 124].includes(head.readUInt32LE(14));
}

/** What a ZIP container is, by the names in its first entries and in its directory at the end. */
function zipType(head: Buffer, path: string): string {
  const names = head.toString('latin1') + edge(path, 'tail').toString('latin1');
  if (names.includes('OFD.xml')) return 'ofd';
  if (names.includes('word/')) return 'docx';
  if (names.includes('xl/')) return 'xlsx';
  if (names.includes('ppt/')) return 'pptx';
  const openDocument =
    /application\/vnd\.oasis\.opendocument\.(text|spreadsheet|presentation)/.exec(names);
  if (openDocument !== null) {
    return (
      { text: 'odt', spreadsheet: 'ods', presentation: 'odp' }[openDocument[1] as 'text'] ?? 'zip'
    );
  }
  return 'zip';
}
