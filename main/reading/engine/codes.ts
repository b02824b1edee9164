import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { asSharp, type Picture } from './pixels.ts';

/** Long side of the picture that codes are looked for on: modules of a small code have 3 pixels. */
const LONG_SIDE = 1400;

let isPrepared = false;

/** Without these bytes the library would fetch them. */
function prepare(): void {
  if (isPrepared) return;
  const require = createRequire(import.meta.url);
  const wasm = readFileSync(require.resolve('zxing-wasm/reader/zxing_reader.wasm'));
  const wasmBinary = wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength);
  prepareZXingModule({ overrides: { wasmBinary: wasmBinary as ArrayBuffer } });
  isPrepared = true;
}

/** Contents of the QR codes on a page, whichever way it lies. */
export async function readCodes(page: Picture): Promise<readonly string[]> {
  prepare();
  const { data, info } = await asSharp(page)
    .removeAlpha()
    .resize({ width: LONG_SIDE, height: LONG_SIDE, fit: 'inside', withoutEnlargement: true })
    .toColourspace('srgb')
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const image = {
    data: new Uint8ClampedArray(data),
    width: info.width,
    height: info.height,
    colorSpace: 'srgb',
  } as ImageData;
  const found = await readBarcodes(image, {
    formats: ['QRCode'],
    tryHarder: false,
    tryInvert: false,
    tryDownscale: false,
    maxNumberOfSymbols: 4,
  });
  return found.filter((code) => code.isValid).map((code) => code.text);
}
