import type { AwkwardFile } from './awkward-file.ts';
import { sentence } from './awkward-file.ts';
import type { Corners } from './sheet.ts';
import { fonts, marks, pdfOf } from './sheet.ts';

interface Boxed {
  readonly entries: string;
  /** Where the marks stand: in what is to be seen of the page. */
  readonly at?: Corners;
  readonly tree?: string;
  /** As a page with these entries: PDFium shows nothing of the page itself. */
  readonly like?: string;
}

const cases: Readonly<Record<string, Boxed>> = {
  'origin below zero': { entries: '/MediaBox [-300 -400 295 442]', at: [-300, -400, 295, 442] },
  'corners swapped': { entries: '/MediaBox [595 842 0 0]' },
  'corners swapped, moved and cropped': {
    entries: '/MediaBox [700 900 100 50] /CropBox [600 850 200 250]',
    at: [200, 250, 600, 850],
  },
  'box, turn and crop from the tree': {
    entries: '',
    tree: '/MediaBox [0 0 595 842] /CropBox [50 100 545 742] /Rotate 90',
    at: [50, 100, 545, 742],
  },
  'without a box': { entries: '', at: [0, 0, 612, 792] },
  'box without area': { entries: '/MediaBox [0 0 0 0]', at: [0, 0, 612, 792] },
  'box of words': { entries: '/MediaBox [/a /b /c /d]', at: [0, 0, 612, 792] },
  'box of numbers elsewhere': { entries: '/MediaBox [0 0 595.276 841.89]' },
  'enormous box': {
    entries: '/MediaBox [0 0 40000 60000]',
    at: [0, 0, 40_000, 60_000],
  },
  'box of a postage stamp': { entries: '/MediaBox [0 0 60 80]', at: [0, 0, 60, 80] },
  'a strip ten times as long': { entries: '/MediaBox [0 0 300 3000]', at: [0, 0, 300, 3000] },
  'crop beyond the sheet': { entries: '/MediaBox [0 0 595 842] /CropBox [-50 -50 700 900]' },
  'crop beside the sheet': {
    entries: '/MediaBox [0 0 595 842] /CropBox [900 900 990 990]',
    like: '/MediaBox [0 0 595 842]',
  },
  'turned by 90': { entries: '/MediaBox [0 0 595 842] /Rotate 90' },
  'turned by 180': { entries: '/MediaBox [0 0 595 842] /Rotate 180' },
  'turned by 270': { entries: '/MediaBox [0 0 595 842] /Rotate 270' },
  'turned by -90': { entries: '/MediaBox [0 0 595 842] /Rotate -90' },
  'turned by 450': { entries: '/MediaBox [0 0 595 842] /Rotate 450' },
  'turned by 45, which is no turn': { entries: '/MediaBox [0 0 595 842] /Rotate 45' },
  'turned, cropped, origin below zero': {
    entries: '/MediaBox [-100 -100 495 742] /CropBox [-50 -20 400 600] /Rotate 270',
    at: [-50, -20, 400, 600],
  },
  'user unit of two': { entries: '/MediaBox [0 0 297 421] /UserUnit 2', at: [0, 0, 297, 421] },
};

/** One page each, upright and whole whatever its boxes say. */
export function boxedFiles(): AwkwardFile[] {
  return Object.entries(cases).map(([what, { entries, at, tree = '', like }]) => {
    const page = (boxes: string) => ({
      entries: `${boxes} /Resources << ${fonts} >>`,
      content: marks(what, at),
    });
    return {
      name: `${what}.pdf`,
      bytes: pdfOf(() => ({ pages: [page(entries)], tree })),
      pages: 1,
      becomes: 'bound',
      says: sentence(what),
      ...(like !== undefined && { like: pdfOf(() => ({ pages: [page(like)] })) }),
    };
  });
}
