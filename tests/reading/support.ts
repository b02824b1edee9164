import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { drawPage, inspectFile, type Inspection } from '../../main/reading/index.ts';
import type { DrawArgs } from '../../main/reading/index.ts';
import type { WorkerPool } from '../../main/workers/index.ts';
import { temporaryFolder } from '../support/archives.ts';
import { redHeadPapers, type Paper } from '../support/scans/index.ts';

/** Files of one test and the tasks that read them, in real workers. */
export interface Desk {
  readonly put: (name: string, bytes: Uint8Array) => Promise<string>;
  readonly inspect: (name: string, bytes: Uint8Array, password?: string) => Promise<Inspection>;
  /** Draws a page of a file put there before; gives the drawing's path. */
  readonly draw: (path: string, args: Partial<DrawArgs>) => Promise<string>;
}

export async function openDesk(workers: WorkerPool): Promise<Desk> {
  const folder = await temporaryFolder();
  let drawings = 0;
  const put = async (name: string, bytes: Uint8Array): Promise<string> => {
    const path = join(folder, name);
    await writeFile(path, bytes);
    return path;
  };
  return {
    put,
    inspect: async (name, bytes, password) => {
      const path = await put(name, bytes);
      const extension = name.slice(name.lastIndexOf('.') + 1);
      return inspectFile(workers, {
        path,
        extension,
        ...(password === undefined ? {} : { password }),
      });
    },
    draw: async (path, args) => {
      const outPath = join(folder, 'drawn', `${++drawings}.webp`);
      const usual = { type: 'pdf', page: 1, widthPx: 480, rotation: 0, format: 'webp' } as const;
      await drawPage(workers, { path, outPath, ...usual, ...args });
      return outPath;
    },
  };
}

/** A red-head paper of one page. */
export function paperOf(): Paper {
  const [paper] = redHeadPapers();
  if (paper === undefined) throw new Error('nothing laid out');
  return paper;
}

/** Share of pixels darker than mid-grey within a part of a drawing, in per cent of its sides. */
export async function inkIn(
  drawing: string,
  [left, top, right, bottom]: readonly [number, number, number, number] = [0, 0, 100, 100],
): Promise<number> {
  const { width, height } = await sharp(drawing).metadata();
  const { data } = await sharp(drawing)
    .extract({
      left: Math.floor((width * left) / 100),
      top: Math.floor((height * top) / 100),
      width: Math.ceil((width * (right - left)) / 100),
      height: Math.ceil((height * (bottom - top)) / 100),
    })
    .greyscale()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return data.filter((value) => value < 128).length / data.length;
}

/** Size of a drawing in pixels. */
export async function sizeOf(drawing: string): Promise<[width: number, height: number]> {
  const { width, height } = await sharp(drawing).metadata();
  return [width, height];
}

/** Mean difference of two drawings' grey values, of 255, the second turned. */
export async function difference(a: string, b: string, turn = 0): Promise<number> {
  const grey = (path: string, angle: number) =>
    sharp(path).rotate(angle).greyscale().raw().toBuffer();
  const [one, other] = await Promise.all([grey(a, 0), grey(b, turn)]);
  const sum = one.reduce((total, value, n) => total + Math.abs(value - (other[n] ?? 0)), 0);
  return sum / one.length;
}
