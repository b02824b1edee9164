import { readFile, stat } from 'node:fs/promises';
import { extname } from 'node:path';
import type { ChecklistDraft } from '../contract/checklist.ts';
import type { ChecklistMapping, Understanding } from '../contract/checklist-import.ts';
import { ArchiveError } from '../contract/errors.ts';
import type { Task } from '../workers/index.ts';
import type { Sheet } from './sheet-cells.ts';
import { sheetOfText } from './sheet-csv.ts';
import { draftOfJson } from './sheet-json.ts';
import { sheetsOfWorkbook } from './sheet-xlsx.ts';
import { understandSheets } from './understand-sheet.ts';

export interface UnderstandArgs {
  readonly path: string;
  /** The file's own name, where it is stored under another. */
  readonly name: string;
  readonly mapping?: ChecklistMapping | undefined;
}

const mostBytes = 200e6;

/**
 * Reads a file and understands it as a checklist; runs in a worker.
 * @throws ArchiveError `empty`, `too-large`, `unreadable`, `sheet-old` (.xls), `sheet-locked`,
 *   `not-a-sheet`, `source-missing`.
 */
export const understandFile: Task<UnderstandArgs, Understanding> = async ({
  path,
  name,
  mapping,
}) => {
  const bytes = await bytesOf(path);
  const stem = name.slice(0, name.length - extname(name).length) || name;
  const found = await contentOf(bytes, name);
  return found.kind === 'draft'
    ? asItIs(found.draft)
    : understandSheets(found.sheets, stem.toWellFormed(), mapping);
};

async function bytesOf(path: string): Promise<Uint8Array> {
  const found = await stat(path).catch((error: unknown) => {
    throw new ArchiveError('source-missing', {}, error);
  });
  if (!found.isFile()) throw new ArchiveError('not-a-file');
  if (found.size === 0) throw new ArchiveError('empty');
  if (found.size > mostBytes) throw new ArchiveError('too-large', { bytes: found.size });
  return readFile(path);
}

type Content =
  | { readonly kind: 'sheets'; readonly sheets: readonly Sheet[] }
  | { readonly kind: 'draft'; readonly draft: ChecklistDraft };

const begins = (bytes: Uint8Array, ...signature: readonly number[]): boolean =>
  signature.every((byte, at) => bytes[at] === byte);

/** What a file is, its first bytes tell; its name only where they do not. */
async function contentOf(bytes: Uint8Array, name: string): Promise<Content> {
  if (begins(bytes, 0x50, 0x4b)) return { kind: 'sheets', sheets: await sheetsOfWorkbook(bytes) };
  if (begins(bytes, 0xd0, 0xcf, 0x11, 0xe0)) throw new ArchiveError(compoundCode(bytes), { name });
  const extension = extname(name).toLowerCase();
  const isBinary =
    bytes.subarray(0, 4096).includes(0) && !begins(bytes, 0xff, 0xfe) && !begins(bytes, 0xfe, 0xff);
  // Cut off or overwritten at its beginning, or something else under a wrong name.
  if (isBinary)
    throw new ArchiveError(extension === '.xlsx' ? 'unreadable' : 'not-a-sheet', { name });
  if (isDraft(bytes, extension)) return { kind: 'draft', draft: draftOfJson(bytes) };
  if (!['.csv', '.tsv', '.txt', '.xlsx', '.xls'].includes(extension)) {
    throw new ArchiveError('not-a-sheet', { name });
  }
  // Many systems export tables of HTML under the name of a workbook.
  if (begins(bytes, 0x3c)) throw new ArchiveError('not-a-sheet', { name });
  return { kind: 'sheets', sheets: [sheetOfText(bytes)] };
}

/** Both an old .xls and an encrypted .xlsx are compound files; only the latter has this stream. */
function compoundCode(bytes: Uint8Array): 'sheet-old' | 'sheet-locked' {
  const stream = Buffer.from('EncryptedPackage', 'utf16le');
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(stream)
    ? 'sheet-locked'
    : 'sheet-old';
}

const isDraft = (bytes: Uint8Array, extension: string): boolean =>
  extension === '.json' || (extension !== '.csv' && begins(bytes, 0x7b));

/** A checklist of our own format says itself what it is. */
function asItIs(draft: ChecklistDraft): Understanding {
  return {
    mapping: { sheets: [], corrections: [], leftOut: [] },
    draft,
    places: draft.items.map((_, at) => ({ sheet: '', cell: String(at + 1) })),
    unplaced: [],
    mended: [],
    doubtful: [],
    proposedWindow: null,
    sheets: [],
  };
}
