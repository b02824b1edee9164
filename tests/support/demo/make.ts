import type { Block } from '../scans/blocks.ts';
import type { LayoutOptions } from '../scans/layout.ts';
import { layOut } from '../scans/layout.ts';
import type { ScanOptions } from '../scans/scan.ts';
import { scanBilevel, scanPaper } from '../scans/scan.ts';
import { scannedPdf } from '../scans/scanned-pdf.ts';
import { layeredPdf, textPdf } from '../scans/text-pdf.ts';
import { tiff } from '../scans/tiff.ts';

/** A demo original: where it stands under resources/demo, and how it is made again. */
export interface DemoFile {
  readonly path: string;
  readonly make: () => Promise<Uint8Array>;
}

export const heading = (text: string): Block => ({ kind: 'heading', text });
export const paragraph = (text: string): Block => ({ kind: 'paragraph', text });
export const title = (text: string): Block => ({ kind: 'title', text });

export interface RedHead {
  readonly issuer: string;
  readonly number: string;
  readonly title: string;
  readonly to?: string;
  readonly body: readonly Block[];
  readonly date: string;
  readonly copies?: string;
  readonly after?: readonly Block[];
}

/** A whole official paper: masthead to imprint. */
export function redHead(paper: RedHead): readonly Block[] {
  return [
    { kind: 'masthead', text: `${paper.issuer}文件` },
    { kind: 'number', text: paper.number },
    title(paper.title),
    ...(paper.to === undefined ? [] : [{ kind: 'to', text: paper.to } as const]),
    ...paper.body,
    { kind: 'signature', unit: paper.issuer, date: paper.date, seal: true },
    ...(paper.after ?? []),
    ...(paper.copies === undefined
      ? []
      : ([
          {
            kind: 'imprint',
            copies: paper.copies,
            printer: `${paper.issuer.replace(/办公室$/u, '')}办公室`,
            date: `${paper.date}印发`,
          },
        ] as const)),
  ];
}

interface ScanLook extends ScanOptions {
  readonly layout?: LayoutOptions;
  /** With a text layer, as scanners that read write it. */
  readonly read?: boolean;
}

/** Blocks, or how to get them where pictures must be drawn first. */
type Content = readonly Block[] | (() => Promise<readonly Block[]>);

async function scan(path: string, content: Content, look: ScanLook): Promise<Uint8Array> {
  const blocks = typeof content === 'function' ? await content() : content;
  const papers = layOut(blocks, look.layout);
  const pages = [];
  for (const [index, paper] of papers.entries()) {
    pages.push(await scanPaper(paper, { quality: 42, ...look, seed: `${path} ${index}` }));
  }
  return look.read === true ? layeredPdf(papers, pages) : scannedPdf(pages);
}

/** A paper scanned in colour, as red heads and seals are. */
export function colourScan(path: string, content: Content, look: ScanLook = {}): DemoFile {
  return { path, make: () => scan(path, content, look) };
}

/** A paper scanned in colour on the machine that also reads. */
export function readScan(path: string, content: Content): DemoFile {
  return colourScan(path, content, { read: true });
}

/** A paper scanned in grey, as sheets and ledgers are. */
export function greyScan(path: string, content: Content, look: ScanLook = {}): DemoFile {
  return { path, make: () => scan(path, content, { grey: true, ...look }) };
}

/** A paper as the office program exported it, with its text. */
export function exported(path: string, blocks: readonly Block[]): DemoFile {
  return { path, make: () => textPdf(layOut(blocks)) };
}

/** A paper from the black-and-white scanner down the corridor. */
export function fax(path: string, blocks: readonly Block[]): DemoFile {
  const make = async (): Promise<Uint8Array> => {
    const pages = [];
    for (const [index, paper] of layOut(blocks).entries()) {
      const page = await scanBilevel(paper, { dpi: 200, seed: `${path} ${index}` });
      pages.push({ kind: 'bilevel', ...page } as const);
    }
    return tiff(pages, 200);
  };
  return { path, make };
}
