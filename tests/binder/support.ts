import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { getDocument, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { PDFDocumentProxy } from 'pdfjs-dist';
import type {
  PlannedDocument,
  PlannedPart,
  PlannedSection,
  VolumePlan,
} from '../../main/binder/plan.ts';
import type { VolumeReport } from '../../main/binder/volume-report.ts';
import { write } from '../../main/binder/write-task.ts';
import { openWithPdfium } from '../../main/reading/pdfium.ts';
import type { Bitmap } from '../../main/reading/page.ts';
import { temporaryFolder } from '../support/archives.ts';

export const mm = 72 / 25.4;

/** Stores bytes as an original; a part of the plan that binds all its pages. */
export async function original(
  folder: string,
  name: string,
  bytes: Uint8Array,
  given: Partial<PlannedPart> = {},
): Promise<PlannedPart> {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const path = join(folder, 'originals', sha256);
  await mkdir(join(folder, 'originals'), { recursive: true });
  await writeFile(path, bytes);
  const extension = name.split('.').at(-1) ?? '';
  const type = { jpg: 'jpeg', tif: 'tiff' }[extension] ?? extension;
  return {
    name,
    path,
    sha256,
    type,
    state: 'ready',
    firstPage: null,
    lastPage: null,
    pages: 1,
    oversizePages: 0,
    rotation: 0,
    ...given,
  };
}

let lastId = 0;

export function paper(
  title: string,
  parts: readonly PlannedPart[],
  given: Partial<PlannedDocument> = {},
): PlannedDocument {
  lastId += 1;
  return {
    id: lastId,
    title,
    referenceNumber: null,
    issuer: null,
    date: null,
    parts,
    ...given,
  };
}

export function section(
  documents: readonly PlannedDocument[],
  given: Partial<PlannedSection> = {},
): PlannedSection {
  return { year: 2024, categoryId: 1, path: ['组织领导'], tab: 0, documents, ...given };
}

export function planOf(
  sections: readonly PlannedSection[],
  options: Partial<VolumePlan['options']> = {},
  given: Partial<VolumePlan> = {},
): VolumePlan {
  return {
    title: '文明创建迎检材料',
    unit: '清河镇人民政府',
    subtitle: '二〇二四年度',
    fonds: 'Q012',
    compiler: '清河镇文明办',
    date: '2024-09-11',
    sections,
    ...given,
    options: {
      cover: true,
      contents: true,
      dividers: true,
      remarks: true,
      pageNumbers: true,
      duplex: true,
      a3: 'fold',
      ...options,
    },
  };
}

/** Only the papers themselves, nothing printed on them. */
export const bare = {
  cover: false,
  contents: false,
  dividers: false,
  remarks: false,
  pageNumbers: false,
  duplex: false,
} as const;

/** Writes a volume as the worker would; in a folder of its own unless one is given. */
export async function bind(
  plan: VolumePlan,
  folder?: string,
  signal: AbortSignal = new AbortController().signal,
  progress: (value: unknown) => void = () => undefined,
): Promise<VolumeReport> {
  const target = folder ?? (await temporaryFolder());
  return write({ plan, folder: target, fileName: '迎检册.pdf' }, { signal, progress });
}

/** Opens a volume with pdf.js, which had no part in writing it. */
export async function openVolume(path: string): Promise<PDFDocumentProxy> {
  const task = getDocument({ url: path, verbosity: VerbosityLevel.ERRORS, useSystemFonts: false });
  onTestFinished(() => task.destroy());
  return task.promise;
}

export interface PlacedText {
  readonly text: string;
  /** Where the text starts, in points from the lower left of the page as shown. */
  readonly x: number;
  readonly y: number;
  readonly widthPt: number;
  readonly sizePt: number;
  /** Degrees counter-clockwise; 0 is upright. */
  readonly angle: number;
}

export async function textsOf(volume: PDFDocumentProxy, page: number): Promise<PlacedText[]> {
  const proxy = await volume.getPage(page);
  const { items } = await proxy.getTextContent();
  return items.flatMap((item) => {
    if (!('str' in item) || item.str.trim() === '') return [];
    const [a = 0, b = 0, , , x = 0, y = 0] = item.transform as number[];
    const angle = Math.round((Math.atan2(b, a) * 180) / Math.PI);
    return [{ text: item.str, x, y, widthPt: item.width, sizePt: Math.hypot(a, b), angle }];
  });
}

export async function sizeOf(
  volume: PDFDocumentProxy,
  page: number,
): Promise<{ widthMm: number; heightMm: number }> {
  const { width, height } = (await volume.getPage(page)).getViewport({ scale: 1 });
  return { widthMm: width / mm, heightMm: height / mm };
}

/** A page drawn by PDFium. */
export async function drawn(path: string, page: number, width: number): Promise<Bitmap> {
  const document = await openWithPdfium(path);
  try {
    const { widthPt, heightPt } = await document.readPage(page);
    return await document.drawPage(page, width, Math.round((width * heightPt) / widthPt));
  } finally {
    await document.close();
  }
}

/** Box of all pixels darker than `below` within shares of the page; null: none. */
export function inkBox(
  { width, height, channels, data }: Bitmap,
  within = { left: 0, top: 0, right: 1, bottom: 1 },
  below = 200,
): { left: number; top: number; right: number; bottom: number; pixels: number } | null {
  let box: { left: number; top: number; right: number; bottom: number; pixels: number } | null =
    null;
  for (let y = Math.floor(within.top * height); y < within.bottom * height; y += 1) {
    for (let x = Math.floor(within.left * width); x < within.right * width; x += 1) {
      const at = (y * width + x) * channels;
      const light = Math.min(data[at] ?? 255, data[at + 1] ?? 255, data[at + 2] ?? 255);
      if (light >= below) continue;
      box ??= { left: x, top: y, right: x, bottom: y, pixels: 0 };
      box.left = Math.min(box.left, x);
      box.right = Math.max(box.right, x);
      box.bottom = y;
      box.pixels += 1;
    }
  }
  return (
    box && {
      left: box.left / width,
      right: box.right / width,
      top: box.top / height,
      bottom: box.bottom / height,
      pixels: box.pixels,
    }
  );
}
