// Draws resources/icons from the mark: white 明 in Noto Serif on 公文红. Run it after changing the mark:
//   node tests/support/make-icons.ts
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import fontkit from '@pdf-lib/fontkit';
import sharp from 'sharp';

const require = createRequire(import.meta.url);
const folder = join(import.meta.dirname, '../../resources/icons');
const red = '#A61C28';

/** Sizes that Windows looks for in an .ico; 256 is what it scales the rest from. */
const icoSizes = [16, 24, 32, 48, 64, 128, 256];
const pngSizes = [16, 32, 48, 64, 128, 256, 512];

/** The mark on a square of 22 units, the character as an outline: no font is needed to see it. */
async function markSvg(): Promise<string> {
  const path = require.resolve('@expo-google-fonts/noto-serif-sc/700Bold/NotoSerifSC_700Bold.ttf');
  const font = fontkit.create(await readFile(path));
  const glyph = font.layout('明').glyphs[0];
  if (!glyph) throw new Error('the font has no 明');
  const scale = 15.5 / font.unitsPerEm;
  const { minX, minY, maxX, maxY } = glyph.bbox;
  const x = 11 - ((minX + maxX) / 2) * scale;
  const y = 11 + ((minY + maxY) / 2) * scale;
  const place = `translate(${x.toFixed(3)} ${y.toFixed(3)}) scale(${scale.toFixed(6)} ${(-scale).toFixed(6)})`;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 22 22">` +
    `<rect width="22" height="22" rx="3" fill="${red}"/>` +
    `<path fill="#fff" transform="${place}" d="${glyph.path.toSVG()}"/></svg>\n`
  );
}

async function png(svg: string, size: number): Promise<Buffer> {
  return sharp(Buffer.from(svg), { density: (72 * size) / 22 })
    .resize(size, size)
    .png({ compressionLevel: 9 })
    .toBuffer();
}

/** An .ico of PNG images: a directory of 16 bytes an image, then the images. */
function ico(images: readonly { size: number; data: Buffer }[]): Buffer {
  const head = Buffer.alloc(6);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(images.length, 4);
  let offset = head.length + images.length * 16;
  const entries = images.map(({ size, data }) => {
    const entry = Buffer.alloc(16);
    entry.writeUInt8(size % 256, 0);
    entry.writeUInt8(size % 256, 1);
    entry.writeUInt16LE(1, 4);
    entry.writeUInt16LE(32, 6);
    entry.writeUInt32LE(data.length, 8);
    entry.writeUInt32LE(offset, 12);
    offset += data.length;
    return entry;
  });
  return Buffer.concat([head, ...entries, ...images.map(({ data }) => data)]);
}

const svg = await markSvg();
await writeFile(join(folder, 'icon.svg'), svg);
for (const size of pngSizes) {
  await writeFile(join(folder, `${size}x${size}.png`), await png(svg, size));
}
const images = await Promise.all(
  icoSizes.map(async (size) => ({ size, data: await png(svg, size) })),
);
await writeFile(join(folder, 'icon.ico'), ico(images));
