import { createCanvas } from '@napi-rs/canvas';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { starterCategories } from '../../../main/library/starter.ts';
import { title } from '../vocabulary.ts';
import { pngChunk } from './bombs.ts';
import { png } from './images.ts';
import { docx } from './office.ts';
import { redHeadPapers, signInPaper, tablePaper } from './pages.ts';
import type { Random } from './random.ts';
import { createRandom } from './random.ts';
import { scanBilevel, scanPaper } from './scan.ts';
import { scannedPdf } from './scanned-pdf.ts';
import { photo } from './scenes.ts';
import { textPdf } from './text-pdf.ts';
import { tiff } from './tiff.ts';

export interface ImportFolderOptions {
  readonly files: number;
  readonly seed?: number | string;
}

export interface ImportedFile {
  /** Relative to the folder, `/` between names. */
  readonly path: string;
  readonly extension: Extension;
  readonly bytes: number;
}

type Extension = 'pdf' | 'jpg' | 'png' | 'tif' | 'docx';

/**
 * Fills `folder` with a plausible tree, `2024年/组织领导/清政发〔2024〕36号 关于….pdf`: small scanned and text
 * PDFs, JPEG, PNG, G4 TIFF and a few Word files. A handful of originals are drawn and given bytes of
 * their own each time, so that no two hashes agree and thousands are made in seconds.
 */
export async function importFolder(
  folder: string,
  options: ImportFolderOptions,
): Promise<readonly ImportedFile[]> {
  const random = createRandom(options.seed ?? 1);
  const bases = await drawBases();
  const files: ImportedFile[] = [];
  for (let index = 0; index < options.files; index += 1) {
    const base = bases[drawKind(random)];
    const bytes = base.variant(index);
    const year = random.integer(2021, 2024);
    const category = random.pick(starterCategories);
    const relative = `${year}年/${category}/${fileName(random, year, index, base.extension)}`;
    const target = path.join(folder, relative);
    await mkdir(path.dirname(target), { recursive: true });
    await writeFile(target, bytes);
    files.push({ path: relative, extension: base.extension, bytes: bytes.length });
  }
  return files;
}

type Kind = 'scan' | 'text' | 'photo' | 'picture' | 'fax' | 'word';

interface Base {
  readonly extension: Extension;
  readonly variant: (index: number) => Buffer;
}

function drawKind(random: Random): Kind {
  const share = random.next();
  if (share < 0.4) return 'scan';
  if (share < 0.6) return 'text';
  if (share < 0.8) return 'photo';
  if (share < 0.88) return 'picture';
  if (share < 0.95) return 'fax';
  return 'word';
}

let drawn: Promise<Record<Kind, Base>> | undefined;

function drawBases(): Promise<Record<Kind, Base>> {
  drawn ??= makeBases();
  return drawn;
}

async function makeBases(): Promise<Record<Kind, Base>> {
  const papers = redHeadPapers();
  const small = { dpi: 72, quality: 35 } as const;
  const scanned = scannedPdf([
    ...(await Promise.all(papers.map((paper) => scanPaper(paper, { ...small, seed: 'scan' })))),
    await scanPaper(tablePaper(), { ...small, grey: true, seed: 'table' }),
  ]);
  const text = await textPdf(redHeadPapers({ seal: false }));
  const snap = await photo('laneAfter', { widthPx: 480, heightPx: 320, quality: 40 });
  const picture = await png(createCanvas(40, 30));
  const fax = tiff([{ kind: 'bilevel', ...(await scanBilevel(signInPaper(), { dpi: 100 })) }], 100);
  return {
    scan: { extension: 'pdf', variant: (index) => variedPdf(scanned, index) },
    text: { extension: 'pdf', variant: (index) => variedPdf(text, index) },
    photo: { extension: 'jpg', variant: (index) => variedJpeg(snap, index) },
    picture: { extension: 'png', variant: (index) => variedPng(picture, index) },
    fax: { extension: 'tif', variant: (index) => Buffer.concat([fax, stamp(index)]) },
    word: {
      extension: 'docx',
      variant: (index) => docx([`第${index}号材料`, '各村（社区）要逐项整改。']),
    },
  };
}

function stamp(index: number): Buffer {
  return Buffer.from(`made ${String(index).padStart(8, '0')}`);
}

/** The same file with a comment after its end, which readers pass over. */
export function variedPdf(pdf: Uint8Array, index: number): Buffer {
  return Buffer.concat([pdf, Buffer.from('%'), stamp(index), Buffer.from('\n')]);
}

/** The same picture with a comment segment after its first marker. */
export function variedJpeg(jpeg: Uint8Array, index: number): Buffer {
  const comment = stamp(index);
  const head = Buffer.from([0xff, 0xfe, 0, comment.length + 2]);
  return Buffer.concat([jpeg.subarray(0, 2), head, comment, jpeg.subarray(2)]);
}

/** The same picture with a text chunk before its last. */
export function variedPng(picture: Uint8Array, index: number): Buffer {
  const text = pngChunk('tEXt', Buffer.concat([Buffer.from('Comment\0'), stamp(index)]));
  const end = picture.length - 12;
  return Buffer.concat([picture.subarray(0, end), text, picture.subarray(end)]);
}

function fileName(random: Random, year: number, index: number, extension: Extension): string {
  const matter = title(random);
  if (extension === 'jpg' || extension === 'png') {
    return `IMG_${year}0${random.integer(1, 9)}${random.integer(10, 28)}_${String(index).padStart(5, '0')}.${extension}`;
  }
  const agency = random.pick(['清政发', '清政办', '清创组', '清文明办']);
  const number = random.chance(0.5) ? `${agency}〔${year}〕${index + 1}号 ` : '';
  const serial = number === '' ? `（${index + 1}）` : '';
  return `${number}${matter}${serial}.${extension}`;
}
