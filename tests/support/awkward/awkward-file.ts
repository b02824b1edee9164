import type { ErrorCode } from '../../../main/contract/errors.ts';
import type { Canvas } from '@napi-rs/canvas';
import { createRandom } from '../scans/random.ts';

/** A file as no program should have written it, and what a volume must make of it. */
export interface AwkwardFile {
  /** File name; says what is the matter. */
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Pages it shows; of a file that cannot be opened, 1. */
  readonly pages: number;
  /** Copied as it is, drawn page by page, or a placeholder that says why. */
  readonly becomes: 'bound' | 'drawn' | ErrorCode;
  /**
   * What its pages look like, where its own drawing cannot tell: a sound PDF with the same pages,
   * or pictures. Left out: what PDFium or sharp makes of the file itself.
   */
  readonly like?: Uint8Array | readonly Canvas[];
  /** Its colours may be off by so much of 255 on average: between colour spaces. */
  readonly tolerance?: number;
  /** Its words, where it has any to be found in the volume. */
  readonly says?: string;
}

const sentences = [
  'The east street was swept before eight.',
  'Nine lamps of the square were mended in May.',
  'Forty letters went out to the households.',
  'The reading room is open until nine.',
  'Every shop front was looked at twice.',
  'Two ponds were cleared and fenced.',
] as const;

/** One of a few plain sentences, the same for the same seed. */
export function sentence(seed: string): string {
  return createRandom(seed).pick(sentences);
}
