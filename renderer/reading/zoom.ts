/** How a page is scaled: to the pane's width, wholly into the pane, or by a factor of paper size. */
export type Zoom = 'width' | 'page' | number;

export interface SizePx {
  readonly width: number;
  readonly height: number;
}

export const zoomSteps = [
  0.1, 0.15, 0.2, 0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1, 1.1, 1.25, 1.5, 2, 2.5, 3, 4, 5,
] as const;

const cssPxPerInch = 96;
const umPerInch = 25_400;
/** Pages whose size is unknown are shown as if they were A4. */
const a4Um = { width: 210_000, height: 297_000 };

/** The page on screen at 100 %: one inch of paper is 96 CSS pixels. */
export const pageSizePx = (page: {
  readonly widthUm: number;
  readonly heightUm: number;
}): SizePx => {
  const known = page.widthUm > 0 && page.heightUm > 0;
  const width = ((known ? page.widthUm : a4Um.width) / umPerInch) * cssPxPerInch;
  const height = ((known ? page.heightUm : a4Um.height) / umPerInch) * cssPxPerInch;
  return { width, height };
};

/** The factor a zoom comes to for a page in a pane, margins taken off. */
export const scaleOf = (zoom: Zoom, page: SizePx, pane: SizePx, marginPx: number): number => {
  if (typeof zoom === 'number') return zoom;
  const byWidth = (pane.width - 2 * marginPx) / page.width;
  if (zoom === 'width') return Math.max(0.05, byWidth);
  return Math.max(0.05, Math.min(byWidth, (pane.height - 2 * marginPx) / page.height));
};

export const nextZoom = (scale: number, direction: 1 | -1): number => {
  const ordered = direction > 0 ? zoomSteps : zoomSteps.toReversed();
  const beyond = ordered.find((step) =>
    direction > 0 ? step > scale + 0.005 : step < scale - 0.005,
  );
  return beyond ?? (direction > 0 ? 5 : 0.1);
};

/** The smallest picture at least as wide as the screen needs, else the widest there is. */
export const pickImage = <Image extends { readonly widthPx: number }>(
  images: readonly Image[],
  neededPx: number,
): Image | undefined =>
  images.find((image) => image.widthPx >= neededPx) ?? images[images.length - 1];
