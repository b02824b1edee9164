import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import type { PDFDocumentProxy } from 'pdfjs-dist';

/** What a finished volume must hold. */
export interface Expected {
  readonly pages: number;
  readonly bookmarks: number;
  readonly links: number;
  /** Pages that carry links (contents, dividers), and those that carry their number. */
  readonly linkPages: readonly number[];
}

/** Asked for more at once, pdf.js has lost its way and looks through the whole file. */
const largestRange = 1 << 28;

/**
 * Reads a finished volume with pdf.js, by ranges and never whole, and compares what it finds with
 * what was meant to be written. Gives the differences, in words for a developer.
 */
export async function checkVolume(path: string, expected: Expected): Promise<string[]> {
  const { getDocument, PDFDataRangeTransport, VerbosityLevel } =
    await import('pdfjs-dist/legacy/build/pdf.mjs');
  const file = await open(path, 'r');
  const { size } = await file.stat();
  const lost = Promise.withResolvers<never>();
  class FileRanges extends PDFDataRangeTransport {
    override requestDataRange(begin: number, end: number): void {
      if (end - begin > largestRange)
        lost.reject(new Error('it does not say where its objects are'));
      else void readRange(file, begin, end).then((chunk) => this.onDataRange(begin, chunk));
    }
  }
  const task = getDocument({
    range: new FileRanges(size, null),
    disableAutoFetch: true,
    disableStream: true,
    disableFontFace: true,
    enableXfa: false,
    verbosity: VerbosityLevel.ERRORS,
  });
  try {
    const check = async () => differences(await task.promise, expected);
    return await Promise.race([check(), lost.promise]);
  } catch (error) {
    return [`pdf.js cannot read it: ${String(error)}`];
  } finally {
    await task.destroy();
    await file.close();
  }
}

async function readRange(file: FileHandle, begin: number, end: number): Promise<Uint8Array> {
  const chunk = new Uint8Array(end - begin);
  try {
    const { bytesRead } = await file.read(chunk, 0, chunk.length, begin);
    return chunk.subarray(0, bytesRead);
  } catch {
    // pdf.js finds the bytes missing and says so.
    return new Uint8Array(0);
  }
}

interface OutlineNode {
  readonly items?: readonly OutlineNode[];
}

async function differences(document: PDFDocumentProxy, expected: Expected): Promise<string[]> {
  const problems: string[] = [];
  const compare = (what: string, found: number, wanted: number) => {
    if (found !== wanted) problems.push(`${what}: ${found} instead of ${wanted}`);
  };
  compare('pages', document.numPages, expected.pages);
  const count = (nodes: readonly OutlineNode[]): number =>
    nodes.reduce((sum, node) => sum + 1 + count(node.items ?? []), 0);
  compare('bookmarks', count((await document.getOutline()) ?? []), expected.bookmarks);
  let links = 0;
  for (const number of expected.linkPages) {
    const page = await document.getPage(number);
    const annotations: unknown[] = await page.getAnnotations();
    links += annotations.length;
    page.cleanup();
  }
  compare('links', links, expected.links);
  // The first page opens what a reader opens first; the last proves the end of the tree.
  for (const number of new Set([1, expected.pages])) await document.getPage(number);
  return problems;
}
