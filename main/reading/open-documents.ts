import { statSync } from 'node:fs';
import type { PdfDocument } from './pdf-document.ts';
import { openWithPdfium } from './pdfium.ts';
import { openWithPdfjs } from './pdfjs.ts';

export type Engine = 'pdfium' | 'pdfjs';

const openers = { pdfium: openWithPdfium, pdfjs: openWithPdfjs } as const;

/** Documents this worker keeps open between jobs: the next job is mostly the page beside. */
const MAX_OPEN = 4;
const MAX_OPEN_BYTES = 128e6;

interface OpenDocument {
  readonly key: string;
  readonly bytes: number;
  readonly document: PdfDocument;
}

/** Most recently used last. */
const open: OpenDocument[] = [];

/**
 * The document, opened by the engine or still open from an earlier job. It stays open for later
 * ones: do not close it.
 * @throws PasswordNeeded
 * @throws Error when the engine cannot open it
 */
export async function documentOf(
  path: string,
  engine: Engine,
  password?: string,
): Promise<PdfDocument> {
  const { size, mtimeMs } = statSync(path);
  const key = JSON.stringify([path, size, mtimeMs, engine, password]);
  const place = open.findIndex((entry) => entry.key === key);
  if (place >= 0) {
    const [entry] = open.splice(place, 1) as [OpenDocument];
    open.push(entry);
    return entry.document;
  }
  const document = await openers[engine](path, password);
  open.push({ key, bytes: size, document });
  await closeOldest();
  return document;
}

/** Forgets a document that its engine failed on. */
export async function dropDocument(document: PdfDocument): Promise<void> {
  const place = open.findIndex((entry) => entry.document === document);
  if (place < 0) return;
  open.splice(place, 1);
  await document.close().catch(() => {});
}

async function closeOldest(): Promise<void> {
  const total = (): number => open.reduce((sum, entry) => sum + entry.bytes, 0);
  while (open.length > MAX_OPEN || (open.length > 1 && total() > MAX_OPEN_BYTES)) {
    await open.shift()?.document.close();
  }
}
