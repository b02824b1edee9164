import { readFile } from 'node:fs/promises';
import { PDFiumLibrary } from '@hyzyla/pdfium';
import {
  getDocument,
  type PDFDocumentProxy,
  type PDFPageProxy,
} from 'pdfjs-dist/legacy/build/pdf.mjs';

export interface ReadPage {
  readonly text: string;
  readonly widthPt: number;
  readonly heightPt: number;
  /** The figure that stands in an upper corner. */
  readonly number: { readonly figure: string; readonly side: 'left' | 'right' } | null;
  /** What links on this page say and the page (from 1) they lead to. */
  readonly links: readonly { readonly words: string; readonly page: number }[];
}

export interface Bookmark {
  readonly depth: number;
  readonly title: string;
  readonly page: number;
}

export interface ReadVolume {
  readonly pages: readonly ReadPage[];
  readonly bookmarks: readonly Bookmark[];
}

type Destination = string | readonly unknown[] | null;

interface OutlineItem {
  readonly title: string;
  readonly dest: Destination;
  readonly items: readonly OutlineItem[];
}

interface Word {
  readonly str: string;
  readonly x: number;
  readonly y: number;
}

/** Reads a volume with pdf.js: another library than the one that writes. */
export async function readVolume(path: string): Promise<ReadVolume> {
  const task = getDocument({ data: new Uint8Array(await readFile(path)), verbosity: 0 });
  const pdf = await task.promise;
  const pages: ReadPage[] = [];
  for (let n = 1; n <= pdf.numPages; n += 1) pages.push(await readPage(pdf, await pdf.getPage(n)));
  const outline = ((await pdf.getOutline()) ?? []) as unknown as readonly OutlineItem[];
  const bookmarks = await readBookmarks(pdf, outline, 0);
  await task.destroy();
  return { pages, bookmarks };
}

async function readBookmarks(
  pdf: PDFDocumentProxy,
  items: readonly OutlineItem[],
  depth: number,
): Promise<Bookmark[]> {
  const found: Bookmark[] = [];
  for (const { title, dest, items: below } of items) {
    found.push({ depth, title, page: await pageOf(pdf, dest) });
    found.push(...(await readBookmarks(pdf, below, depth + 1)));
  }
  return found;
}

async function pageOf(pdf: PDFDocumentProxy, dest: Destination): Promise<number> {
  const explicit = typeof dest === 'string' ? await pdf.getDestination(dest) : dest;
  const [ref] = (explicit ?? []) as unknown[];
  if (ref === undefined) return 0;
  return (await pdf.getPageIndex(ref as Parameters<typeof pdf.getPageIndex>[0])) + 1;
}

async function readPage(pdf: PDFDocumentProxy, page: PDFPageProxy): Promise<ReadPage> {
  const { width, height } = page.getViewport({ scale: 1 });
  const { items } = await page.getTextContent();
  const words = items.flatMap((item): Word[] =>
    'str' in item
      ? [{ str: item.str, x: Number(item.transform[4]), y: Number(item.transform[5]) }]
      : [],
  );
  const corner = words.find(
    ({ str, x, y }) => /^\d+$/u.test(str) && y > height - 60 && (x < 110 || x > width - 110),
  );
  const annotations = (await page.getAnnotations()) as {
    readonly subtype: string;
    readonly rect: readonly [number, number, number, number];
    readonly dest?: Destination;
  }[];
  const links: { words: string; page: number }[] = [];
  for (const { subtype, dest, rect } of annotations) {
    if (subtype !== 'Link' || dest === undefined) continue;
    const [left, bottom, right, top] = rect;
    const under = words.filter(({ x, y }) => x >= left - 1 && x < right && y >= bottom && y < top);
    links.push({ words: under.map(({ str }) => str).join(''), page: await pageOf(pdf, dest) });
  }
  return {
    text: words.map(({ str }) => str).join(''),
    widthPt: width,
    heightPt: height,
    number: corner ? { figure: corner.str, side: corner.x < width / 2 ? 'left' : 'right' } : null,
    links,
  };
}

/** Dark pixels of a page as PDFium draws it, in permille. */
export async function drawnInkPermille(path: string, page: number): Promise<number> {
  const library = await PDFiumLibrary.init();
  try {
    const document = await library.loadDocument(await readFile(path));
    const drawn = await document.getPage(page - 1).render({ scale: 1, render: 'bitmap' });
    document.destroy();
    let dark = 0;
    for (let at = 0; at < drawn.data.length; at += 4) {
      const [blue = 255, green = 255, red = 255] = drawn.data.subarray(at, at + 3);
      if (red + green + blue < 3 * 150) dark += 1;
    }
    return Math.round((dark * 1000) / (drawn.width * drawn.height));
  } finally {
    library.destroy();
  }
}
