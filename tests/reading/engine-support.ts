import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import type { PageReading, ReadPageArgs } from '../../main/reading/page-reading.ts';
import type { Rotation } from '../../main/reading/page.ts';
import type { WorkerPool } from '../../main/workers/index.ts';
import { editsBetween } from '../bench/reading/characters.ts';
import type { Paper } from '../support/scans/index.ts';

const A4 = { widthUm: 210_000, heightUm: 297_000 };

/** Reads a page from its file's bytes, in a real worker. */
export async function readBytes(
  workers: WorkerPool,
  bytes: Uint8Array,
  args: Partial<ReadPageArgs> = {},
): Promise<PageReading> {
  const folder = await mkdtemp(join(tmpdir(), 'mingce-test-'));
  try {
    const path = join(folder, 'page');
    await writeFile(path, bytes);
    const usual = { path, type: 'jpeg', page: 1, engine: 'paddle', ...A4 } as const;
    return await workers.run<ReadPageArgs, PageReading>('reading.read', { ...usual, ...args });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The scan as it comes when the sheet lies so that `turn` clockwise makes it upright. */
export function lyingTurned(jpeg: Buffer, turn: Rotation): Promise<Buffer> {
  return sharp(jpeg)
    .rotate((360 - turn) % 360)
    .withMetadata()
    .jpeg({ quality: 80 })
    .toBuffer();
}

/** What is printed on the paper, in the order it was set; seals are no text. */
export function printedOn(paper: Paper): string {
  return paper.marks
    .flatMap((mark) => (mark.kind === 'text' && mark.ink !== 'seal' ? [mark.text] : []))
    .join('');
}

const withoutSpaces = (text: string): string => text.replaceAll(/\s/gu, '');

export const textOf = (reading: PageReading): string =>
  reading.lines.map((line) => line.text).join('\n');

/** Characters to change, as a share of those printed, order included. */
export function errorRate(printed: string, read: string): number {
  const truth = withoutSpaces(printed);
  return editsBetween(truth, withoutSpaces(read)).length / [...truth].length;
}
