import { createCanvas, GlobalFonts } from '@napi-rs/canvas';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** The faces that made pages are set in; handwriting is a slanted, wavering light face. */
export type Face = 'song' | 'songBold' | 'hei' | 'heiBold' | 'hand';

const require = createRequire(import.meta.url);

const faceFiles: Record<Face, string> = {
  song: 'noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf',
  songBold: 'noto-serif-sc/700Bold/NotoSerifSC_700Bold.ttf',
  hei: 'noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf',
  heiBold: 'noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf',
  hand: 'noto-sans-sc/300Light/NotoSansSC_300Light.ttf',
};

const registered = new Set<Face>();

function facePath(face: Face): string {
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
  const width = context.measureText(character).width / 1000;
  widths.set(key, width);
  return width;
}

/** The width of a line in points: advances summed, without kerning. */
export function textWidthPt(face: Face, text: string, sizePt: number): number {
  let em = 0;
  for (const character of text) em += advanceEm(face, character);
  return em * sizePt;
}
