import type { Canvas } from '@napi-rs/canvas';
import { createCanvas } from '@napi-rs/canvas';
import sharp from 'sharp';
import { canvasFamily } from './scans/fonts.ts';
import {
  blankPaper,
  createRandom,
  drawPaper,
  photo,
  plainPapers,
  redHeadPapers,
  tablePaper,
  type Paper,
  type Random,
  type SceneName,
} from './scans/index.ts';
import { starCorners } from './scans/paper.ts';

/** A scanned page, and whether there is a round red seal on it. */
export interface SealPage {
  readonly jpeg: Buffer;
  readonly dpi: number;
  readonly truth: 'seen' | 'none' | 'unknown';
  /** What is on it, for whoever looks at a wrong answer. */
  readonly what: string;
}

type Pen = ReturnType<Canvas['getContext']>;

const units = [
  '清河镇人民政府',
  '清河镇文明创建工作领导小组办公室',
  '清河镇北街社区居民委员会',
  '云溪县文明办',
  '清河镇中心学校',
];
const bodies = [
  '为进一步提升镇域文明程度，营造整洁有序的生活环境，经研究，决定在全镇开展环境卫生集中整治。现将有关事项通知如下：',
  '各村（社区）要对照问题清单逐项整改，做到发现一处、整改一处、销号一处，并于每月底前报送进度。',
  '领导小组下设办公室，负责统筹协调、督促检查和材料归集，各成员单位按照职责分工抓好落实。',
  '活动期间要注意留存通知、签到、照片、简报和总结，年底统一归档。',
];

interface Stamp {
  readonly unit: string;
  readonly diameterMm: number;
  /** Middle, in mm from the top left. */
  readonly at: readonly [xMm: number, yMm: number];
  /** 0 invisible, 1 as wet. */
  readonly strength: number;
  readonly turnDegrees: number;
  readonly star: boolean;
  /** Share of the ring that took no ink. */
  readonly worn: number;
  readonly colour: string;
}

const inks = ['#d0262b', '#c8161d', '#d8343c', '#c22a48', '#d84a3a', '#b8202c'];

function makeStamp(random: Random, paper: Paper, place: 'text' | 'free' | 'edge'): Stamp {
  const diameterMm = random.between(38, 45);
  const radius = diameterMm / 2;
  const at: [number, number] =
    place === 'edge'
      ? [
          random.chance(0.5)
            ? random.between(-0.05, 0.35) * radius
            : paper.widthMm - random.between(-0.05, 0.35) * radius,
          random.between(60, paper.heightMm - 60),
        ]
      : place === 'text'
        ? [random.between(60, 160), random.between(80, 180)]
        : [random.between(110, 165), random.between(200, 262)];
  return {
    unit: random.pick(units),
    diameterMm,
    at,
    strength: random.pick([0.9, 0.85, 0.7, 0.55, 0.4, 0.3]),
    turnDegrees: random.chance(0.3) ? random.between(-180, 180) : random.between(-12, 12),
    star: random.chance(0.8),
    worn: random.pick([0, 0, 0.05, 0.12]),
    colour: random.pick(inks),
  };
}

/** A seal by itself, at `scale` pixels a mm, its middle in the middle. */
function drawSeal(stamp: Stamp, scale: number, random: Random): Canvas {
  const { diameterMm, unit, colour, star, worn } = stamp;
  const side = Math.ceil((diameterMm + 4) * scale);
  const canvas = createCanvas(side, side);
  const pen = canvas.getContext('2d');
  pen.translate(side / 2, side / 2);
  pen.strokeStyle = colour;
  pen.fillStyle = colour;
  const thickMm = random.between(1, 1.4);
  const radius = diameterMm / 2 - thickMm / 2;
  pen.lineWidth = thickMm * scale;
  pen.beginPath();
  pen.arc(0, 0, radius * scale, 0, Math.PI * 2);
  pen.stroke();
  if (star) {
    pen.beginPath();
    for (const [x, y] of starCorners([0, 0], diameterMm * 0.165)) pen.lineTo(x * scale, y * scale);
    pen.fill();
  } else {
    pen.font = `${4.4 * scale}px "${canvasFamily('song')}"`;
    pen.textAlign = 'center';
    pen.fillText(random.pick(['党政办公室', '合同专用章', '业务专用章']), 0, 8 * scale);
  }
  const characters = [...unit];
  const em = (characters.length > 10 ? 4.4 : 5.4) * scale;
  pen.font = `${em}px "${canvasFamily('song')}"`;
  pen.textAlign = 'center';
  const step = Math.min(32, 250 / Math.max(1, characters.length - 1));
  characters.forEach((character, at) => {
    pen.save();
    pen.rotate(((at - (characters.length - 1) / 2) * step * Math.PI) / 180);
    pen.fillText(character, 0, -(radius - 2.2) * scale + em * 0.8);
    pen.restore();
  });
  wear(pen, radius, scale, worn, random);
  return canvas;
}

function wear(pen: Pen, radius: number, scale: number, worn: number, random: Random): void {
  pen.globalCompositeOperation = 'destination-out';
  for (let dot = 0; dot < 420; dot += 1) {
    const angle = random.between(0, Math.PI * 2);
    const reach = Math.sqrt(random.next()) * radius * 1.05;
    pen.globalAlpha = random.between(0.15, 0.75);
    pen.beginPath();
    const [x, y] = [Math.cos(angle) * reach * scale, Math.sin(angle) * reach * scale];
    pen.arc(x, y, random.between(0.08, 0.35) * scale, 0, Math.PI * 2);
    pen.fill();
  }
  if (worn > 0) {
    const from = random.between(0, Math.PI * 2);
    pen.globalAlpha = 0.85;
    pen.beginPath();
    pen.moveTo(0, 0);
    pen.arc(0, 0, radius * 1.2 * scale, from, from + worn * Math.PI * 2);
    pen.fill();
  }
  pen.globalAlpha = 1;
  pen.globalCompositeOperation = 'source-over';
}

/** Over the print, as ink is: what is black stays black. */
function press(pen: Pen, stamp: Stamp, scale: number, random: Random): void {
  const seal = drawSeal(stamp, scale, random);
  pen.save();
  pen.globalCompositeOperation = 'multiply';
  pen.globalAlpha = stamp.strength;
  pen.translate(stamp.at[0] * scale, stamp.at[1] * scale);
  pen.rotate((stamp.turnDegrees * Math.PI) / 180);
  pen.drawImage(seal, -seal.width / 2, -seal.height / 2);
  pen.restore();
}

/** 归档章: 45 × 16 mm, six cells, at the top of a page. */
function pressFilingStamp(pen: Pen, scale: number, random: Random): void {
  const [x, y] = [random.between(60, 110) * scale, random.between(6, 14) * scale];
  pen.strokeStyle = '#d0262b';
  pen.fillStyle = '#d0262b';
  pen.lineWidth = 0.5 * scale;
  for (const [left, top, width, height] of [
    [0, 0, 45, 16],
    [15, 0, 15, 16],
    [0, 8, 45, 0],
  ] as const) {
    pen.strokeRect(x + left * scale, y + top * scale, width * scale, height * scale);
  }
  pen.font = `${3.6 * scale}px "${canvasFamily('song')}"`;
  ['Q012', '2024', '36', '文明办', '永久', '3'].forEach((word, at) =>
    pen.fillText(word, x + ((at % 3) * 15 + 2) * scale, y + (at < 3 ? 6 : 14) * scale),
  );
}

/** What is red and round, or long, and no seal. */
const decoys: Readonly<Record<string, (pen: Pen, scale: number, random: Random) => void>> = {
  'filing stamp': pressFilingStamp,
  'red lines': (pen, scale, random) => {
    pen.strokeStyle = '#c8161d';
    for (let line = 0; line < 9; line += 1) {
      pen.lineWidth = random.between(0.3, 1.2) * scale;
      pen.beginPath();
      const y = random.between(40, 260) * scale;
      pen.moveTo(25 * scale, y);
      pen.lineTo(185 * scale, y);
      pen.stroke();
    }
  },
  'red words': (pen, scale, random) => {
    pen.fillStyle = '#c8161d';
    pen.font = `${random.between(6, 20) * scale}px "${canvasFamily('hei')}"`;
    for (let line = 0; line < 5; line += 1) {
      pen.fillText('创建文明城镇人人有责', 20 * scale, (60 + line * 36) * scale);
    }
  },
  'red disc': (pen, scale, random) => {
    pen.fillStyle = '#c8161d';
    pen.beginPath();
    pen.arc(105 * scale, 150 * scale, random.between(18, 23) * scale, 0, Math.PI * 2);
    pen.fill();
  },
  'pencil ring': (pen, scale, random) => {
    pen.strokeStyle = '#d0262b';
    pen.lineWidth = random.between(0.6, 1.2) * scale;
    pen.beginPath();
    const [wide, high] = [random.between(17, 24), random.between(17, 24)];
    pen.ellipse(100 * scale, 240 * scale, wide * scale, high * scale, 0.3, 0, Math.PI * 2);
    pen.stroke();
  },
  'red table': (pen, scale, random) => {
    pen.strokeStyle = '#c8161d';
    pen.lineWidth = 0.4 * scale;
    const step = random.between(6, 14);
    for (let x = 25; x <= 185; x += step) line(pen, [x, 50], [x, 250], scale);
    for (let y = 50; y <= 250; y += step) line(pen, [25, y], [185, y], scale);
  },
  'square seal': (pen, scale, random) => {
    pen.strokeStyle = '#c8161d';
    pen.fillStyle = '#c8161d';
    pen.lineWidth = 1.2 * scale;
    const side = random.between(18, 40);
    pen.strokeRect(120 * scale, 220 * scale, side * scale, side * scale);
    pen.font = `${(side / 2.4) * scale}px "${canvasFamily('song')}"`;
    pen.fillText('清河', (120 + side * 0.1) * scale, (220 + side * 0.45) * scale);
    pen.fillText('之印', (120 + side * 0.1) * scale, (220 + side * 0.9) * scale);
  },
  lanterns: (pen, scale, random) => {
    for (let n = 0; n < 4; n += 1) {
      const [x, y] = [40 + n * 42, random.between(100, 160)];
      pen.fillStyle = random.pick(['#c8161d', '#d8343c', '#b01018']);
      pen.beginPath();
      pen.ellipse(x * scale, y * scale, 19 * scale, 17 * scale, 0, 0, Math.PI * 2);
      pen.fill();
      pen.strokeStyle = '#e8b84a';
      pen.lineWidth = 0.8 * scale;
      for (const part of [0.3, 0.65, 1]) {
        pen.beginPath();
        pen.ellipse(x * scale, y * scale, 19 * part * scale, 17 * scale, 0, 0, Math.PI * 2);
        pen.stroke();
      }
    }
  },
};

function line(
  pen: Pen,
  from: readonly [number, number],
  to: readonly [number, number],
  scale: number,
): void {
  pen.beginPath();
  pen.moveTo(from[0] * scale, from[1] * scale);
  pen.lineTo(to[0] * scale, to[1] * scale);
  pen.stroke();
}

const scenes: readonly SceneName[] = ['award', 'billboard', 'laneAfter', 'market', 'meeting'];

async function photoPaper(random: Random, photos: number): Promise<Paper> {
  const picture = (yMm: number, jpeg: Uint8Array) =>
    ({ kind: 'picture', jpeg, xMm: 25, yMm, widthMm: 160, heightMm: 107 }) as const;
  const make = () => photo(random.pick(scenes), { seed: random.integer(1, 1000), quality: 70 });
  const marks = [picture(25, await make())];
  if (photos > 1) marks.push(picture(145, await make()));
  return { ...blankPaper(), marks };
}

/** @param photos how many are on a page of them: nobody stamps over one */
async function paperOf(random: Random, kind: string, photos: number): Promise<Paper> {
  const unit = random.pick(units);
  const body = Array.from({ length: random.integer(2, 5) }, () => random.pick(bodies));
  const first = (papers: readonly Paper[]): Paper => papers[0] ?? blankPaper();
  switch (kind) {
    case 'red head':
      return first(redHeadPapers({ issuer: unit, body, seal: false }));
    case 'table':
      return tablePaper();
    case 'photos':
      return photoPaper(random, photos);
    default:
      return first(plainPapers('关于环境整治工作的情况说明', body));
  }
}

interface Scan {
  readonly dpi: number;
  readonly grey?: boolean;
}

/** Tinted paper, uneven light, soft edges, noise, JPEG; mostly leaning a little. */
async function scan(canvas: Canvas, { dpi, grey = false }: Scan, random: Random): Promise<Buffer> {
  const { width, height } = canvas;
  const glass = createCanvas(width, height);
  const pen = glass.getContext('2d');
  pen.fillStyle = random.pick(['#fcfaf5', '#f8f6f0', '#fdfdfb', '#f1ead6', '#f4f4f6']);
  pen.fillRect(0, 0, width, height);
  pen.globalCompositeOperation = 'multiply';
  pen.translate(width / 2, height / 2);
  pen.rotate((random.between(-1.2, 1.2) * Math.PI) / 180);
  pen.drawImage(canvas, -width / 2, -height / 2);
  pen.resetTransform();
  const light = pen.createLinearGradient(0, 0, width, 0);
  light.addColorStop(0, random.pick(['#d8d4cc', '#ffffff']));
  light.addColorStop(0.1, '#ffffff');
  light.addColorStop(1, random.pick(['#f0eeea', '#ffffff']));
  pen.fillStyle = light;
  pen.fillRect(0, 0, width, height);
  const raw = await sharp(glass.data(), { raw: { width, height, channels: 4 } })
    .removeAlpha()
    .blur(random.between(0.4, 1) * Math.max(0.6, dpi / 200))
    .raw()
    .toBuffer();
  const deviation = random.pick([2, 4, 8]);
  for (let at = 0; at < raw.length; at += 1) {
    const noisy = (raw[at] ?? 0) + (random.next() - 0.5) * deviation * 2;
    raw[at] = noisy < 0 ? 0 : noisy > 255 ? 255 : noisy;
  }
  const picture = sharp(raw, { raw: { width, height, channels: 3 } });
  return (grey ? picture.greyscale().toColourspace('b-w') : picture)
    .withDensity(dpi)
    .jpeg({ quality: random.integer(45, 85) })
    .toBuffer();
}

const resolutions = [150, 200, 300];
const grounds = ['red head', 'plain', 'table', 'photos'];
const places = ['free', 'text', 'free', 'edge'] as const;

async function sealed(number: number, grey: boolean): Promise<SealPage> {
  const random = createRandom(`seal ${number} ${grey}`);
  const dpi = resolutions[number % 3] ?? 200;
  const ground = grounds[Math.floor(number / 3) % grounds.length] ?? 'plain';
  const paper = await paperOf(random, ground, 1);
  const canvas = await drawPaper(paper, dpi, random);
  const place = places[number % places.length] ?? 'free';
  const stamp = makeStamp(random, paper, ground === 'photos' && place === 'text' ? 'free' : place);
  press(canvas.getContext('2d'), stamp, dpi / 25.4, random);
  if (random.chance(0.3)) pressFilingStamp(canvas.getContext('2d'), dpi / 25.4, random);
  const jpeg = await scan(canvas, { dpi, grey }, random);
  const what = `${ground}, ${stamp.diameterMm.toFixed(0)} mm, ${stamp.strength}, at ${stamp.at
    .map((mm) => mm.toFixed(0))
    .join(':')}, worn ${stamp.worn}, ${dpi} dpi`;
  return { jpeg, dpi, truth: grey ? 'unknown' : 'seen', what };
}

async function unsealed(number: number): Promise<SealPage> {
  const random = createRandom(`decoy ${number}`);
  const dpi = resolutions[number % 3] ?? 200;
  const names = Object.keys(decoys);
  const name = names[number % (names.length + 2)];
  const ground = grounds[Math.floor(number / 5) % grounds.length] ?? 'plain';
  const canvas = await drawPaper(await paperOf(random, ground, 2), dpi, random);
  if (name !== undefined) decoys[name]?.(canvas.getContext('2d'), dpi / 25.4, random);
  const jpeg = await scan(canvas, { dpi }, random);
  return {
    jpeg,
    dpi,
    truth: 'none',
    what: `${ground}, ${name ?? 'nothing red beside'}, ${dpi} dpi`,
  };
}

/**
 * So many made pages with a seal, without (mastheads, lines, red photos, stamps), and scanned in grey;
 * the same in every run.
 */
export async function* sealPages(counts: {
  readonly sealed: number;
  readonly unsealed: number;
  readonly grey: number;
}): AsyncGenerator<SealPage> {
  for (let number = 0; number < counts.sealed; number += 1) yield await sealed(number, false);
  for (let number = 0; number < counts.unsealed; number += 1) yield await unsealed(number);
  for (let number = 0; number < counts.grey; number += 1) yield await sealed(number, true);
}
