import { createCanvas } from '@napi-rs/canvas';
import sharp from 'sharp';
import { canvasFamily } from './fonts.ts';
import type { Random } from './random.ts';
import { createRandom } from './random.ts';
import { award, market, meeting } from './indoor-scenes.ts';
import { billboard, laneAfter, laneBefore, river, volunteers } from './outdoor-scenes.ts';
import type { Stage } from './scene-parts.ts';

const scenes = {
  award,
  billboard,
  laneAfter,
  laneBefore,
  market,
  meeting,
  river,
  volunteers,
} satisfies Record<string, (stage: Stage, text: string) => void>;

/** What made photos show. */
export type SceneName = keyof typeof scenes;

export interface PhotoOptions {
  readonly widthPx?: number;
  readonly heightPx?: number;
  readonly seed?: number | string;
  readonly quality?: number;
  /** On the banner, board or plaque of the scene. */
  readonly text?: string;
  /** Burnt in at the lower left as phone apps for field work do: time large, place beneath. */
  readonly watermark?: { readonly time: string; readonly place: string };
}

/** A drawn scene made to look like a phone's photo: soft, a little grain and vignette. JPEG. */
export async function photo(scene: SceneName, options: PhotoOptions = {}): Promise<Buffer> {
  const { widthPx = 900, heightPx = 600, seed = 1, quality = 60 } = options;
  const random = createRandom(`${scene} ${seed}`);
  const canvas = createCanvas(widthPx, heightPx);
  const pen = canvas.getContext('2d');
  const scale = Math.max(widthPx / 900, heightPx / 600);
  pen.translate((widthPx - 900 * scale) / 2, heightPx - 600 * scale);
  pen.scale(scale, scale);
  scenes[scene]({ pen, random }, options.text ?? '讲文明树新风');
  pen.resetTransform();
  vignette(pen, widthPx, heightPx);
  const soft = await sharp(canvas.data(), {
    raw: { width: widthPx, height: heightPx, channels: 4 },
  })
    .removeAlpha()
    .blur(0.8)
    .raw()
    .toBuffer();
  grain(soft, random);
  const finished = sharp(soft, { raw: { width: widthPx, height: heightPx, channels: 3 } });
  const marked =
    options.watermark === undefined
      ? finished
      : finished.composite([{ input: watermark(options.watermark, widthPx, heightPx) }]);
  return marked.withDensity(72).jpeg({ quality, mozjpeg: true }).toBuffer();
}

function vignette(pen: Stage['pen'], width: number, height: number): void {
  const gradient = pen.createRadialGradient(
    width / 2,
    height / 2,
    height * 0.45,
    width / 2,
    height / 2,
    width * 0.72,
  );
  gradient.addColorStop(0, 'rgba(0,0,0,0)');
  gradient.addColorStop(1, 'rgba(10,10,25,0.3)');
  pen.fillStyle = gradient;
  pen.fillRect(0, 0, width, height);
}

function grain(rgb: Buffer, random: Random): void {
  for (let index = 0; index < rgb.length; index += 3) {
    const shift = Math.round((random.next() - 0.5) * 9);
    for (let channel = 0; channel < 3; channel += 1) {
      rgb[index + channel] = Math.min(255, Math.max(0, (rgb[index + channel] ?? 0) + shift));
    }
  }
}

function watermark(
  { time, place }: NonNullable<PhotoOptions['watermark']>,
  width: number,
  height: number,
): Buffer {
  const canvas = createCanvas(width, height);
  const pen = canvas.getContext('2d');
  const unit = width / 900;
  pen.shadowColor = 'rgba(0,0,0,0.7)';
  pen.shadowBlur = 4 * unit;
  pen.fillStyle = '#ffffff';
  pen.font = `${30 * unit}px "${canvasFamily('heiBold')}"`;
  pen.fillText(time, 30 * unit, height - 62 * unit);
  pen.fillStyle = '#f2b01e';
  pen.fillRect(30 * unit, height - 50 * unit, 4 * unit, 26 * unit);
  pen.fillStyle = '#ffffff';
  pen.font = `${21 * unit}px "${canvasFamily('hei')}"`;
  pen.fillText(place, 44 * unit, height - 29 * unit);
  return canvas.toBuffer('image/png');
}
