import type { Canvas } from '@napi-rs/canvas';
import { createCanvas } from '@napi-rs/canvas';
import sharp from 'sharp';
import { drawPaper } from './draw-paper.ts';
import type { Paper } from './paper.ts';
import type { Random } from './random.ts';
import { createRandom } from './random.ts';

export interface ScanOptions {
  readonly dpi?: number;
  readonly seed?: number | string;
  /** Clockwise; a small random lean when absent. */
  readonly skewDegrees?: number;
  readonly grey?: boolean;
  /** JPEG quality, 1 to 100. */
  readonly quality?: number;
}

/** A scanned page: its JPEG and its size, in pixels and on paper. */
export interface ScannedPage {
  readonly jpeg: Buffer;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly widthMm: number;
  readonly heightMm: number;
  readonly grey: boolean;
  readonly lie: Lie;
}

/** How a sheet lies on the glass: turned clockwise about its middle, after a shift. */
export interface Lie {
  readonly skewDegrees: number;
  readonly shiftMm: readonly [right: number, down: number];
}

function lieOf(skewDegrees: number | undefined, random: Random): Lie {
  return {
    skewDegrees: skewDegrees ?? random.between(-0.7, 0.7),
    shiftMm: [random.between(-0.7, 0.7), random.between(-0.7, 0.7)],
  };
}

/** A paper as an office scanner gives it: warm ground, slight lean, soft edges, uneven light. */
export async function scanPaper(paper: Paper, options: ScanOptions = {}): Promise<ScannedPage> {
  const { dpi = 150, seed = 1, grey = false, quality = 45 } = options;
  const random = createRandom(seed);
  const lie = lieOf(options.skewDegrees, random);
  const printed = await drawPaper(paper, dpi, random);
  const canvas = layOnGlass(printed, lie, dpi, random, grey);
  const raw = sharp(canvas.data(), {
    raw: { width: canvas.width, height: canvas.height, channels: 4 },
  })
    .removeAlpha()
    .blur(0.45);
  const jpeg = await (grey ? raw.greyscale().toColourspace('b-w') : raw)
    .withDensity(dpi)
    .jpeg({ quality, mozjpeg: true })
    .toBuffer();
  const { widthMm, heightMm } = paper;
  return { jpeg, widthPx: canvas.width, heightPx: canvas.height, widthMm, heightMm, grey, lie };
}

/** The same paper as a bilevel scan: one byte a pixel, 1 = black, rows top down. */
export async function scanBilevel(
  paper: Paper,
  options: ScanOptions = {},
): Promise<{ readonly bits: Uint8Array; readonly widthPx: number; readonly heightPx: number }> {
  const { dpi = 200, seed = 1 } = options;
  const random = createRandom(seed);
  const lie = lieOf(options.skewDegrees, random);
  const printed = await drawPaper(paper, dpi, random);
  const canvas = layOnGlass(printed, lie, dpi, random, true);
  const data = canvas.data();
  const bits = new Uint8Array(canvas.width * canvas.height);
  for (let index = 0; index < bits.length; index += 1) {
    const [red = 0, green = 0, blue = 0] = data.subarray(index * 4, index * 4 + 3);
    bits[index] = red * 0.3 + green * 0.59 + blue * 0.11 < 150 ? 1 : 0;
  }
  return { bits, widthPx: canvas.width, heightPx: canvas.height };
}

function layOnGlass(
  printed: Canvas,
  { skewDegrees, shiftMm }: Lie,
  dpi: number,
  random: Random,
  grey: boolean,
): Canvas {
  const { width, height } = printed;
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  context.fillStyle = grey ? '#f6f5f2' : '#fbf8f1';
  context.fillRect(0, 0, width, height);
  context.save();
  context.globalCompositeOperation = 'multiply';
  context.translate(width / 2, height / 2);
  context.rotate((skewDegrees * Math.PI) / 180);
  const [right, down] = shiftMm.map((mm) => (mm * dpi) / 25.4) as [number, number];
  context.drawImage(printed, right - width / 2, down - height / 2);
  context.restore();
  shade(canvas, random);
  return canvas;
}

/** Light falls off to one edge and the gutter; a few specks of dust. */
function shade(canvas: Canvas, random: Random): void {
  const { width, height } = canvas;
  const context = canvas.getContext('2d');
  context.globalCompositeOperation = 'multiply';
  const across = context.createLinearGradient(0, 0, width, 0);
  across.addColorStop(0, '#e2ded6');
  across.addColorStop(0.012, '#f5f3ee');
  across.addColorStop(0.05, '#ffffff');
  across.addColorStop(0.975, '#ffffff');
  across.addColorStop(1, random.chance(0.5) ? '#f1eee8' : '#fbfaf7');
  context.fillStyle = across;
  context.fillRect(0, 0, width, height);
  context.globalCompositeOperation = 'source-over';
  for (let speck = 0; speck < 14; speck += 1) {
    context.fillStyle = `rgba(90,80,70,${random.between(0.15, 0.5).toFixed(2)})`;
    context.beginPath();
    context.arc(
      random.between(0, width),
      random.between(0, height),
      (width / 1240) * random.between(0.5, 1.4),
      0,
      Math.PI * 2,
    );
    context.fill();
  }
}
