import type { TextLine } from '../contract/reading.ts';
import type { PageType } from './file-type.ts';
import type { Rotation } from './page.ts';

export type EngineName = 'paddle' | 'tesseract';

/** Arguments of task `reading.read`: one page of one file. */
export interface ReadPageArgs {
  readonly path: string;
  readonly type: PageType;
  /** Page within the file, from 1. */
  readonly page: number;
  /** Size of the page as its file shows it; 0 where unknown. Boxes are in its micrometres. */
  readonly widthUm: number;
  readonly heightUm: number;
  readonly engine: EngineName;
  readonly password?: string;
}

/** What reading a page finds. */
export interface PageReading {
  readonly engine: EngineName;
  /**
   * In reading order, upright or not: boxes are in the frame of the page as its file shows it
   * (its own /Rotate or EXIF orientation applied), so lines of an upside-down page have an angle near 180.
   * No spaces between Chinese characters, full-width punctuation kept.
   */
  readonly lines: readonly TextLine[];
  /** The clockwise turn that makes the page upright. */
  readonly turn: Rotation;
  /** How far the lines lean after that turn, degrees clockwise. */
  readonly skewDegrees: number;
  /** Resolution of the scan on the page; null where the page is not a picture. */
  readonly dpi: number | null;
  /** 0–100: how sharp the edges of letters are; under 40 a person sees it is blurred. */
  readonly sharpness: number;
  /** Nothing but paper: a back page. */
  readonly blank: boolean;
  /** A photograph, or mostly one. */
  readonly photo: boolean;
  /** Contents of QR codes on the page. */
  readonly codes: readonly string[];
}
