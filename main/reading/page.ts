/** A page as it is shown: size after its own rotation, in micrometres; 0 × 0 where unknown. */
export interface PageGeometry {
  readonly widthUm: number;
  readonly heightUm: number;
  /** The turn already applied to that size: a PDF page's /Rotate, a photo's EXIF orientation. */
  readonly rotation: Rotation;
}

export type Rotation = 0 | 90 | 180 | 270;

export function toRotation(degrees: number): Rotation {
  const turned = ((Math.round(degrees / 90) % 4) + 4) % 4;
  return ([0, 90, 180, 270] as const)[turned as 0 | 1 | 2 | 3];
}

/** Uncompressed pixels, rows top down. */
export interface Bitmap {
  readonly width: number;
  readonly height: number;
  readonly channels: 3 | 4;
  readonly data: Uint8Array;
}

export const UM_PER_POINT = 25_400 / 72;

export function pointsToUm(points: number): number {
  return Math.round(points * UM_PER_POINT);
}

/** Limits of design.md: beyond them a file is refused before it is opened any further. */
export const MAX_PAGES = 20_000;
export const MAX_PIXELS = 200e6;

/** A page's text layer is cut here; only a machine's print-out reaches it. */
export const MAX_PAGE_TEXT = 200_000;

/** Drawings are bounded however long a page is: about 64 MB of pixels, sides Skia and WebP accept. */
const MAX_SIDE_PX = 8192;
const MAX_DRAWN_PIXELS = 16e6;

/** Pixel size of a drawing `widthPx` wide that keeps the page's shape within the bounds. */
export function drawingSize(
  page: { readonly width: number; readonly height: number },
  widthPx: number,
): { width: number; height: number } {
  const shape = page.height / page.width;
  const width = Math.min(
    widthPx,
    MAX_SIDE_PX,
    MAX_SIDE_PX / shape,
    Math.sqrt(MAX_DRAWN_PIXELS / shape),
  );
  return {
    width: Math.max(1, Math.round(width)),
    height: Math.max(1, Math.min(MAX_SIDE_PX, Math.round(width * shape))),
  };
}
