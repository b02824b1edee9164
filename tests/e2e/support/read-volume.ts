import { readFile } from 'node:fs/promises';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

export interface ReadPage {
  readonly text: string;
  readonly widthPt: number;
  readonly heightPt: number;
  /** Text in the upper outer corners, where page numbers stand. */
  readonly corner: string;
  /** Pages (from 1) that links on this page lead to. */
  readonly links: readonly number[];
}

export interface ReadVolume {
  readonly pages: readonly ReadPage[];
  /** Bookmarks as `depth title → page`. */
  readonly bookmarks: readonly { readonly depth: number; readonly title: string; readonly page: number }[];
}

interface Bookmark {
  readonly title: string;
  readonly dest: string | readonly unknown[] | null;
  readonly items: readonly Bookmark[];
}

/** Reads a volume with pdf.js: another library than the one that writes. */
export async function readVolume(path: string): Promise<ReadVolume> {
  const task = getDocument({ data: new Uint8Array(await readFile(path)), verbosity: 0 });
  const pdf = await task.promise;
  const pageOf = async (dest: string | readonly unknown[] | null): Promise<number> => {
    const explicit = typeof dest === 'string' ? await pdf.getDestination(dest) : dest;
    const [ref] = (explicit ?? []) as unknown[];
    return ref === undefined ? 0 : (await pdf.getPageIndex(ref as Parameters<typeof pdf.getPageIndex>[0])) + 1;
  };
  const pages: ReadPage[] = [];
  for (let n = 1; n <= pdf.numPages; n += 1) {
    const page = await pdf.getPage(n);
    const { width, height } = page.getViewport({ scale: 1 });
    const { items } = await page.getTextContent();
    const words = items.flatMap((item) => ('str' in item ? [item] : []));
    const corner = words
      .filter((word) => {
        const x = Number(word.transform[4]);
        return Number(word.transform[5]) > height - 60 && (x < 110 || x > width - 110);
      })
      .map((word) => word.str)
      .join(' ');
    const annotations = (await page.getAnnotations()) as { subtype: string; dest?: readonly unknown[] }[];
    const links: number[] = [];
    for (const link of annotations) {
      if (link.subtype === 'Link' && link.dest !== undefined) links.push(await pageOf(link.dest));
    }
    pages.push({ text: words.map((word) => word.str).join(''), widthPt: width, heightPt: height, corner, links });
  }
  const bookmarks: { depth: number; title: string; page: number }[] = [];
  const walk = async (items: readonly Bookmark[], depth: number): Promise<void> => {
    for (const item of items) {
      bookmarks.push({ depth, title: item.title, page: await pageOf(item.dest) });
      await walk(item.items, depth + 1);
    }
  };
  await walk(((await pdf.getOutline()) ?? []) as unknown as readonly Bookmark[], 0);
  await task.destroy();
  return { pages, bookmarks };
}
