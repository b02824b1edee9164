import type { Canvas } from '@napi-rs/canvas';
import { createCanvas } from '@napi-rs/canvas';
import sharp from 'sharp';
import { drawPaper } from '../scans/draw-paper.ts';
import type { Paper } from '../scans/paper.ts';
import type { Random } from '../scans/random.ts';
import { createRandom } from '../scans/random.ts';
import type { Lie } from '../scans/scan.ts';
import type { Condition } from './conditions.ts';
import type { Turn } from './truth.ts';

export function makeLie(condition: Condition, random: Random): Lie {
  const reach = condition.skewDegrees;
  return {
    skewDegrees: random.between(-reach, reach),
    shiftMm: [random.between(-1.5, 1.5), random.between(-1.5, 1.5)],
  };
}

export interface Sheet {
  readonly front: Paper;
  /** What shows through from behind, where the condition lets it. */
  readonly back: Paper | null;
  readonly condition: Condition;
  readonly lie: Lie;
  readonly turn: Turn;
  readonly seed: string;
}

/** The scan of a sheet: a JPEG, its resolution written in it. */
export async function scanSheet(sheet: Sheet): Promise<Buffer> {
  const { condition, turn } = sheet;
  const random = createRandom(sheet.seed);
  const canvas = await layOnGlass(sheet, random);
  const { width, height } = canvas;
  const blurPx = (condition.blurMm * condition.dpi) / 25.4;
  const soft = await sharp(canvas.data(), { raw: { width, height, channels: 4 } })
    .removeAlpha()
    .blur(Math.max(0.3, blurPx))
    .raw()
    .toBuffer();
  addNoise(soft, condition.noise, random);
  const [low, high] = condition.quality;
  const scan = sharp(soft, { raw: { width, height, channels: 3 } }).rotate((360 - turn) % 360);
  const grey = condition.colour ? scan : scan.greyscale().toColourspace('b-w');
  return (condition.threshold === undefined ? grey : grey.threshold(condition.threshold))
    .withDensity(condition.dpi)
    .jpeg({ quality: random.integer(low, high) })
    .toBuffer();
}

async function layOnGlass(sheet: Sheet, random: Random): Promise<Canvas> {
  const { condition, front, back, lie } = sheet;
  const { dpi } = condition;
  const printed = await drawPaper(front, dpi, random);
  const { width, height } = printed;
  const canvas = createCanvas(width, height);
  const pen = canvas.getContext('2d');
  pen.fillStyle = random.pick(['#fcfaf5', '#f8f6f0', '#fdfdfb', '#f6f1e4']);
  pen.fillRect(0, 0, width, height);
  pen.save();
  pen.globalCompositeOperation = 'multiply';
  pen.translate(width / 2, height / 2);
  pen.rotate((lie.skewDegrees * Math.PI) / 180);
  const [right, down] = lie.shiftMm.map((mm) => (mm * dpi) / 25.4) as [number, number];
  if (back !== null && condition.showThrough !== undefined) {
    const behind = await drawPaper(back, dpi, random);
    pen.save();
    pen.globalAlpha = condition.showThrough;
    pen.scale(-1, 1);
    pen.drawImage(behind, right - width / 2, down - height / 2);
    pen.restore();
  }
  pen.globalAlpha = 1 - (condition.fade ?? 0);
  pen.drawImage(printed, right - width / 2, down - height / 2);
  pen.globalAlpha = 1;
  if (condition.punchHoles === true) punch(pen, dpi, width, random);
  pen.restore();
  if (condition.shadow !== undefined) shade(canvas, condition.shadow, random);
  dust(canvas, condition.specks, dpi, random);
  return canvas;
}

type Pen = ReturnType<Canvas['getContext']>;

/** Two or three holes 12 mm from the left edge; the scanner's lid, dark or bright, behind them. */
function punch(pen: Pen, dpi: number, width: number, random: Random): void {
  const pxPerMm = dpi / 25.4;
  const lid = random.pick(['#3a3835', '#55524e', '#d8d5ce']);
  const places = random.chance(0.5) ? [-40, 40] : [-80, 0, 80];
  for (const mm of places) {
    pen.fillStyle = lid;
    pen.beginPath();
    pen.arc(12 * pxPerMm - width / 2, mm * pxPerMm, 2.8 * pxPerMm, 0, Math.PI * 2);
    pen.fill();
  }
}

/** A dark gutter at the left and a shaded corner, as when a bound volume does not lie flat. */
function shade(canvas: Canvas, depth: number, random: Random): void {
  const { width, height } = canvas;
  const pen = canvas.getContext('2d');
  pen.save();
  pen.globalCompositeOperation = 'multiply';
  const grey = (share: number): string => {
    const level = Math.round(255 * (1 - depth * share));
    return `rgb(${level},${level},${level})`;
  };
  const gutter = pen.createLinearGradient(0, 0, width * 0.22, 0);
  gutter.addColorStop(0, grey(1));
  gutter.addColorStop(0.35, grey(0.45));
  gutter.addColorStop(1, '#ffffff');
  pen.fillStyle = gutter;
  pen.fillRect(0, 0, width, height);
  const [x, y] = [width, random.chance(0.5) ? 0 : height];
  const corner = pen.createRadialGradient(x, y, width * 0.05, x, y, width * 0.75);
  corner.addColorStop(0, grey(0.7));
  corner.addColorStop(1, '#ffffff');
  pen.fillStyle = corner;
  pen.fillRect(0, 0, width, height);
  pen.restore();
}

function dust(canvas: Canvas, count: number, dpi: number, random: Random): void {
  const pen = canvas.getContext('2d');
  for (let speck = 0; speck < count; speck += 1) {
    pen.fillStyle = `rgba(60,55,50,${random.between(0.2, 0.8).toFixed(2)})`;
    pen.beginPath();
    const radius = (dpi / 25.4) * random.between(0.03, 0.16);
    pen.arc(
      random.between(0, canvas.width),
      random.between(0, canvas.height),
      radius,
      0,
      Math.PI * 2,
    );
    pen.fill();
  }
}

/** A sensor's noise, the same in all three colours and a little of its own in each. */
function addNoise(rgb: Buffer, deviation: number, random: Random): void {
  const table = noiseTable(deviation, random);
  const mask = table.length - 1;
  let at = random.integer(0, mask);
  for (let index = 0; index + 2 < rgb.length; index += 3) {
    // A step that wanders keeps the table's repetition out of sight.
    if (index % 4095 === 0) at = random.integer(0, mask);
    at = (at + 1) & mask;
    const shared = table[at] ?? 0;
    for (let channel = 0; channel < 3; channel += 1) {
      const own = (table[(at * 7 + channel * 911) & mask] ?? 0) * 0.35;
      const value = (rgb[index + channel] ?? 0) + shared + own;
      rgb[index + channel] = value < 0 ? 0 : value > 255 ? 255 : value;
    }
  }
}

function noiseTable(deviation: number, random: Random): Float32Array {
  const table = new Float32Array(65_536);
  for (let index = 0; index < table.length; index += 1) {
    const sum = random.next() + random.next() + random.next() + random.next() - 2;
    table[index] = sum * deviation * Math.sqrt(3);
  }
  return table;
}
