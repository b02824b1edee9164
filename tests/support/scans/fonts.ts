import { createCanvas, GlobalFonts } from '@napi-rs/canvas';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/**
 * The faces that made pages are set in; handwriting is a slanted, wavering light face. No free
 * 仿宋 is at hand: `fang` is a light Song set narrow, for drawn pages. `kai` is there only where
 * the system has one (`hasKai`).
 */
export type Face = 'song' | 'songBold' | 'hei' | 'heiBold' | 'hand' | 'fang' | 'kai';

const require = createRequire(import.meta.url);

const faceFiles: Record<Exclude<Face, 'kai'>, string> = {
  song: 'noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf',
  songBold: 'noto-serif-sc/700Bold/NotoSerifSC_700Bold.ttf',
  hei: 'noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf',
  heiBold: 'noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf',
  hand: 'noto-sans-sc/300Light/NotoSansSC_300Light.ttf',
  fang: 'noto-serif-sc/300Light/NotoSerifSC_300Light.ttf',
};

// Debian's fonts-arphic-ukai.
const kaiFile = '/usr/share/fonts/truetype/arphic/ukai.ttc';

/** Whether this system has a Kaiti; what is made with it is the same only where it is the same. */
export function hasKai(): boolean {
  return existsSync(kaiFile);
}

/** How far a face is drawn out along the line. */
export function faceStretch(face: Face): number {
  return face === 'fang' ? 0.9 : 1;
}

const registered = new Set<Face>();

function facePath(face: Face): string {
  if (face === 'kai') return kaiFile;
  return require.resolve(`@expo-google-fonts/${faceFiles[face]}`);
}

/** The canvas family of a face; registered on first use, under names nothing else uses. */
export function canvasFamily(face: Face): string {
  const family = `made-${face}`;
  if (!registered.has(face)) {
    GlobalFonts.registerFromPath(facePath(face), family);
    registered.add(face);
  }
  return family;
}

// The package has no types of its own.
const subsetFont = require('subset-font') as (
  font: Buffer,
  text: string,
  options: { readonly targetFormat: 'truetype' },
) => Promise<Buffer>;

/** A TrueType font with the glyphs of these characters alone; their order does not matter. */
export function subsetFace(face: Face, characters: Iterable<string>): Promise<Buffer> {
  const text = [...new Set(characters)].sort().join('');
  return subsetFont(readFileSync(facePath(face)), text, { targetFormat: 'truetype' });
}

const widths = new Map<string, number>();

/** The advance of one character in em, from the font itself. */
function advanceEm(face: Face, character: string): number {
  const key = face + character;
  const known = widths.get(key);
  if (known !== undefined) return known;
  const context = createCanvas(8, 8).getContext('2d');
  context.font = `1000px "${canvasFamily(face)}"`;
  const width = (context.measureText(character).width / 1000) * faceStretch(face);
  widths.set(key, width);
  return width;
}

/** The width of a line in points: advances summed, without kerning. */
export function textWidthPt(face: Face, text: string, sizePt: number): number {
  let em = 0;
  for (const character of text) em += advanceEm(face, character);
  return em * sizePt;
}
