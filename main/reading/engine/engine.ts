import type { EngineName } from '../page-reading.ts';
import type { Rotation } from '../page.ts';
import type { Rect } from './geometry.ts';
import type { PagePicture, Picture } from './pixels.ts';
import type { Rules } from './rules.ts';
import type { Timings } from './timings.ts';

/** A line as an engine reads it, on the page turned upright. */
export interface ReadLine {
  readonly rect: Rect;
  /** As read: not yet cleaned. */
  readonly text: string;
  /** Middles of its characters along the line, 0 to 1; empty where not known. */
  readonly centres: readonly number[];
  /** Of each character, 0 to 1; empty where not known. */
  readonly certainties: readonly number[];
  /** Mean of them. */
  readonly confidence: number;
  /** Characters stand upright below each other. */
  readonly vertical: boolean;
  readonly red: boolean;
  /** Difference of paper and ink, 0 to 255. */
  readonly contrast: number;
  /** Steepness of the ink's edges, 0 to 1. */
  readonly steepness: number;
}

/** A page as an engine reads it. */
export interface EngineReading {
  /** In no order, on the page turned upright by `turn`. */
  readonly lines: readonly ReadLine[];
  readonly turn: Rotation;
  /** Degrees clockwise, after the turn. */
  readonly skew: number;
  readonly rules: Rules;
  /** The upright page, small. */
  readonly small: Picture;
  /** The upright page's size in pixels. */
  readonly width: number;
  readonly height: number;
}

/** Reads pictures of pages. It is opened once for the life of a process. */
export interface Engine {
  readonly name: EngineName;
  /** Reads a page, whose pixels it may change. */
  readonly read: (page: PagePicture, timings: Timings) => Promise<EngineReading>;
}
