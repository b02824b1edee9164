import { readFileSync } from 'node:fs';
import { type Canvas, createCanvas, GlobalFonts, type SKRSContext2D } from '@napi-rs/canvas';
import { fontPath } from '../workers/fonts.ts';

type Family = 'serif' | 'sans';

const registered = new Set<string>();

/** The name under which a bundled font is known to canvases; the file is read when first needed. */
function registeredName(family: Family, weight: 400 | 700): string {
  const name = `Mingce ${family} ${weight}`;
  if (!registered.has(name)) {
    // By content: in an installed program native code cannot open the file.
    GlobalFonts.register(readFileSync(fontPath(family, weight)), name);
    registered.add(name);
  }
  return name;
}

/** Hei and its like; whatever else Chinese offices write with (Song, Fangsong, Kai) has serifs. */
const sansNames = /hei|yahei|sans|gothic|dengxian|arial|helvetica|calibri|黑|等线|圆/i;
const serifNames = /song|ming|sun|kai|serif|fang|times|roman|cambria|宋|楷|仿/i;

/** The bundled family that stands in for a font the file names but does not hold. */
export function familyFor(fontName: string, fallback: Family): Family {
  if (sansNames.test(fontName)) return 'sans';
  return serifNames.test(fontName) ? 'serif' : fallback;
}

interface CanvasAndContext {
  canvas: Canvas;
  context: SKRSContext2D;
}

/**
 * The canvas factory for pdf.js. Its canvases write in the bundled fonts only: what is drawn does
 * not depend on the fonts of this computer.
 */
export class BundledFontsCanvasFactory {
  create(width: number, height: number): CanvasAndContext {
    const canvas = createCanvas(width, height);
    const context = canvas.getContext('2d');
    writeInBundledFonts(context);
    return { canvas, context };
  }

  reset({ canvas }: CanvasAndContext, width: number, height: number): void {
    canvas.width = width;
    canvas.height = height;
  }

  /** Gives the pixels back now, not when the collector comes by. */
  destroy({ canvas }: CanvasAndContext): void {
    canvas.width = 0;
    canvas.height = 0;
  }
}

function writeInBundledFonts(context: SKRSContext2D): void {
  const prototype = Object.getPrototypeOf(context) as SKRSContext2D;
  const font = Object.getOwnPropertyDescriptor(prototype, 'font');
  if (font?.set === undefined || font.get === undefined) return;
  const { set, get } = font;
  Object.defineProperty(context, 'font', {
    configurable: true,
    get: () => get.call(context) as string,
    set: (value: string) => {
      set.call(context, bundled(value));
    },
  });
}

/** For a font without a file pdf.js sets `<style> <weight> <size>px "<its name>", <generic>`. */
const fontSetting = /^(\w+) (\w+) ([\d.e+-]+px) "?([^",]*)"?(?:, ?(.*))?$/;

function bundled(setting: string): string {
  const match = fontSetting.exec(setting);
  if (match === null) return setting;
  const [, style, weight, size, rawName = '', generic = ''] = match;
  const name = readableName(rawName);
  const family = familyFor(name, generic.includes('sans') ? 'sans' : 'serif');
  const bold = weight !== 'normal' || /bold|heavy|black|xbs|小标宋/i.test(name);
  return `${style} normal ${size} "${registeredName(family, bold ? 700 : 400)}"`;
}

/** Older Chinese Windows programs wrote names in GBK; pdf.js passes bytes on as they are. */
function readableName(name: string): string {
  // oxlint-disable-next-line no-control-regex
  if (!/[\x80-\xff]/.test(name) || /[^\x00-\xff]/.test(name)) return name;
  return new TextDecoder('gbk').decode(Buffer.from(name, 'latin1'));
}
