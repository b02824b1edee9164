import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { ResizeOptions, Sharp } from 'sharp';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { asSharp, type Picture } from './pixels.ts';

/** Long side of the picture that small codes are looked for on. */
const FINE_SIDE = 1700;

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

/**
 * Contents of the QR codes on a page, whichever way it lies: on its small picture first, where
 * codes of 25 mm and more are read; `thorough`: then on a larger one.
 */
export async function readCodes(
  small: Picture,
  page: Picture,
  thorough: boolean,
): Promise<readonly string[]> {
  const codes = await codesOn(asSharp(small), false);
  if (codes.length > 0 || !thorough) return codes;
  const fine = { width: FINE_SIDE, height: FINE_SIDE, fit: 'inside', withoutEnlargement: true };
  return codesOn(asSharp(page).resize(fine as ResizeOptions), true);
}

async function codesOn(picture: Sharp, tryHarder: boolean): Promise<readonly string[]> {
  prepare();
  const { data, info } = await picture
    .removeAlpha()
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const image = {
    data: new Uint8ClampedArray(data.buffer, data.byteOffset, data.length),
    width: info.width,
    height: info.height,
    colorSpace: 'srgb',
  } as ImageData;
  const found = await readBarcodes(image, {
    formats: ['QRCode'],
    tryHarder,
    tryInvert: false,
    tryDownscale: false,
    maxNumberOfSymbols: 4,
  });
  return found.filter((code) => code.isValid).map((code) => code.text);
}
