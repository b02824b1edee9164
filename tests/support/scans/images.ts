import type { Canvas } from '@napi-rs/canvas';
import type { Sharp } from 'sharp';
import sharp from 'sharp';

/** A canvas as a sharp picture without its alpha. */
function picture(canvas: Canvas): Sharp {
  const { width, height } = canvas;
  return sharp(canvas.data(), { raw: { width, height, channels: 4 } }).removeAlpha();
}

export async function jpeg(canvas: Canvas, quality = 60): Promise<Buffer> {
  return picture(canvas).jpeg({ quality, mozjpeg: true }).toBuffer();
}

/**
 * A JPEG as a phone held sideways writes it: `orientation` 1 to 8 (EXIF), the pixels turned so
 * that a reader who obeys sees the canvas upright. Orientations 3, 6 and 8 are supported.
 */
export async function orientedJpeg(
  canvas: Canvas,
  orientation: 1 | 3 | 6 | 8,
  quality = 60,
): Promise<Buffer> {
  const turn = { 1: 0, 3: 180, 6: 270, 8: 90 }[orientation];
  return picture(canvas).rotate(turn).withMetadata({ orientation }).jpeg({ quality }).toBuffer();
}

export async function png(canvas: Canvas): Promise<Buffer> {
  return picture(canvas).png({ compressionLevel: 9 }).toBuffer();
}

export async function webp(canvas: Canvas): Promise<Buffer> {
  return picture(canvas).webp({ quality: 50 }).toBuffer();
}

/** One byte a pixel, for a grey TIFF page. */
export async function greyPixels(canvas: Canvas): Promise<Uint8Array> {
  return picture(canvas).greyscale().toColourspace('b-w').raw().toBuffer();
}

/** An animated GIF, a frame a canvas; all the same size. */
export async function gif(frames: readonly Canvas[]): Promise<Buffer> {
  const [first] = frames;
  if (first === undefined) throw new RangeError('a GIF needs a frame');
  const { width, height } = first;
  const stacked = Buffer.concat(frames.map((frame) => frame.data()));
  return sharp(stacked, {
    raw: { width, height: height * frames.length, channels: 4, pageHeight: height },
  })
    .gif({ loop: 0, delay: frames.map(() => 200) })
    .toBuffer();
}

/** An uncompressed 24-bit Windows bitmap, rows bottom up. */
export function bmp(canvas: Canvas): Buffer {
  const { width, height } = canvas;
  const data = canvas.data();
  const rowLength = Math.ceil((width * 3) / 4) * 4;
  const bytes = Buffer.alloc(54 + rowLength * height);
  bytes.write('BM', 'latin1');
  bytes.writeUInt32LE(bytes.length, 2);
  bytes.writeUInt32LE(54, 10);
  bytes.writeUInt32LE(40, 14);
  bytes.writeInt32LE(width, 18);
  bytes.writeInt32LE(height, 22);
  bytes.writeUInt16LE(1, 26);
  bytes.writeUInt16LE(24, 28);
  bytes.writeUInt32LE(rowLength * height, 34);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const from = (y * width + x) * 4;
      const to = 54 + (height - 1 - y) * rowLength + x * 3;
      bytes[to] = data[from + 2] ?? 0;
      bytes[to + 1] = data[from + 1] ?? 0;
      bytes[to + 2] = data[from] ?? 0;
    }
  }
  return bytes;
}
