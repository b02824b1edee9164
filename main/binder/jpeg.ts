/** What a JPEG says about itself in its headers. */
export interface JpegInfo {
  readonly width: number;
  readonly height: number;
  readonly components: 1 | 3 | 4;
  /** Stored inverted, as Adobe programs write CMYK. */
  readonly adobe: boolean;
  /** EXIF orientation, 1–8. */
  readonly orientation: number;
  /** Dots per inch; null where the file does not say. */
  readonly dpi: { readonly x: number; readonly y: number } | null;
  /** Its end is there: not cut off. */
  readonly ended: boolean;
}

/**
 * Reads a JPEG's headers; null where a PDF reader could not decode it as it is (lossless,
 * arithmetic or twelve-bit coding, a broken header).
 */
export function readJpeg(bytes: Uint8Array): JpegInfo | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 4 || view.getUint16(0) !== 0xffd8) return null;
  let adobe = false;
  let orientation = 1;
  let dpi: JpegInfo['dpi'] = null;
  let at = 2;
  while (at + 4 <= bytes.length) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff || marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)) {
      at += marker === 0xff ? 1 : 2;
      continue;
    }
    const length = view.getUint16(at + 2);
    const start = at + 4;
    const end = at + 2 + length;
    if (length < 2 || end > bytes.length) return null;
    const segment = bytes.subarray(start, end);
    if (marker === 0xe0) dpi = densityOf(segment) ?? dpi;
    if (marker === 0xe1) {
      const exif = readExif(segment);
      orientation = exif.orientation ?? orientation;
      dpi = dpi ?? exif.dpi;
    }
    if (marker === 0xee && ascii(segment, 0, 5) === 'Adobe') adobe = true;
    if (marker === 0xda) return null;
    if (isFrame(marker)) {
      const precision = segment[0];
      const height = (segment[1] ?? 0) * 256 + (segment[2] ?? 0);
      const width = (segment[3] ?? 0) * 256 + (segment[4] ?? 0);
      const components = segment[5];
      if (marker > 0xc2 || precision !== 8 || width === 0 || height === 0) return null;
      if (components !== 1 && components !== 3 && components !== 4) return null;
      // An APP14 segment stands before the frame in every file that needs it.
      const ended = lastIndexOfEnd(bytes) > end;
      return { width, height, components, adobe, orientation, dpi, ended };
    }
    at = end;
  }
  return null;
}

/** A preview in the headers ends too: what counts stands after the frame. */
function lastIndexOfEnd(bytes: Uint8Array): number {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).lastIndexOf(endOfImage);
}

const endOfImage = Buffer.from([0xff, 0xd9]);

/** SOF markers; DHT, JPG and DAC share their range. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

function ascii(bytes: Uint8Array, at: number, length: number): string {
  return Buffer.from(bytes.subarray(at, at + length)).toString('latin1');
}

function densityOf(jfif: Uint8Array): JpegInfo['dpi'] {
  if (jfif.length < 12 || ascii(jfif, 0, 5) !== 'JFIF\0') return null;
  const unit = jfif[7];
  const x = (jfif[8] ?? 0) * 256 + (jfif[9] ?? 0);
  const y = (jfif[10] ?? 0) * 256 + (jfif[11] ?? 0);
  if (unit === 1) return plausible(x, y);
  return unit === 2 ? plausible(x * 2.54, y * 2.54) : null;
}

/** 72 and 96 are what programs write when they do not know; sizes from them mean nothing. */
export function plausible(x: number, y: number): JpegInfo['dpi'] {
  const known = (value: number) => value > 96.5 && value <= 4800;
  return known(x) && known(y) ? { x, y } : null;
}

/** Orientation and resolution of an EXIF segment (TIFF 6.0 layout). */
function readExif(segment: Uint8Array): { orientation: number | null; dpi: JpegInfo['dpi'] } {
  const nothing = { orientation: null, dpi: null };
  if (ascii(segment, 0, 6) !== 'Exif\0\0') return nothing;
  const view = new DataView(segment.buffer, segment.byteOffset + 6, segment.byteLength - 6);
  try {
    const little = view.getUint16(0) === 0x4949;
    const directory = view.getUint32(4, little);
    const entries = view.getUint16(directory, little);
    const found = new Map<number, number>();
    for (let index = 0; index < entries; index += 1) {
      const at = directory + 2 + index * 12;
      const tag = view.getUint16(at, little);
      if (tag === 0x0112 || tag === 0x0128) found.set(tag, view.getUint16(at + 8, little));
      if (tag === 0x011a || tag === 0x011b) {
        const value = view.getUint32(at + 8, little);
        const denominator = view.getUint32(value + 4, little);
        found.set(tag, view.getUint32(value, little) / Math.max(1, denominator));
      }
    }
    const orientation = found.get(0x0112) ?? 1;
    const perUnit = found.get(0x0128) === 3 ? 2.54 : 1;
    return {
      orientation: orientation >= 1 && orientation <= 8 ? orientation : null,
      dpi: plausible((found.get(0x011a) ?? 0) * perUnit, (found.get(0x011b) ?? 0) * perUnit),
    };
  } catch {
    return nothing;
  }
}
