import type { Canvas } from '@napi-rs/canvas';
import sharp from 'sharp';
import type { Bitmap } from '../../main/reading/page.ts';
import { openWithPdfium } from '../../main/reading/pdfium.ts';

/** Longest side of the pictures that are compared. */
const longestPx = 300;

function pixelSize(wide: number, high: number): { width: number; height: number } {
  const scale = longestPx / Math.max(wide, high);
  return {
    width: Math.max(1, Math.round(wide * scale)),
    height: Math.max(1, Math.round(high * scale)),
  };
}

/** Every page of a PDF as PDFium draws it. */
export async function picturesOf(path: string): Promise<Bitmap[]> {
  const document = await openWithPdfium(path);
  try {
    const out: Bitmap[] = [];
    for (let page = 1; page <= document.pageCount; page += 1) {
      const { widthPt, heightPt } = await document.readPage(page);
      const { width, height } = pixelSize(widthPt, heightPt);
      out.push(await document.drawPage(page, width, height));
    }
    return out;
  } finally {
    await document.close();
  }
}

/** A picture upright, on white, as small as those of pages. */
export async function shrunk(source: Canvas | Uint8Array): Promise<Bitmap> {
  const picture =
    source instanceof Uint8Array
      ? sharp(source, { failOn: 'none' })
      : sharp(source.data(), { raw: { width: source.width, height: source.height, channels: 4 } });
  const upright = await picture
    .autoOrient()
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .png()
    .toBuffer({ resolveWithObject: true });
  const size = pixelSize(upright.info.width, upright.info.height);
  const { data, info } = await sharp(upright.data)
    .resize({ ...size, fit: 'fill', kernel: 'linear' })
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, channels: 3, data };
}

/** Mean difference of two pictures, of 255; the second is stretched over the first. */
export function difference(one: Bitmap, other: Bitmap): number {
  let sum = 0;
  for (let y = 0; y < one.height; y += 1) {
    const otherY = Math.min(other.height - 1, Math.floor(((y + 0.5) * other.height) / one.height));
    for (let x = 0; x < one.width; x += 1) {
      const otherX = Math.min(other.width - 1, Math.floor(((x + 0.5) * other.width) / one.width));
      const at = (y * one.width + x) * one.channels;
      const otherAt = (otherY * other.width + otherX) * other.channels;
      for (let channel = 0; channel < 3; channel += 1) {
        sum += Math.abs((one.data[at + channel] ?? 0) - (other.data[otherAt + channel] ?? 0));
      }
    }
  }
  return sum / (one.width * one.height * 3);
}
