/** A PNG whose compressed rows a PDF can take over as they are. */
export interface PlainPng {
  readonly width: number;
  readonly height: number;
  readonly bits: number;
  /** Number of colour components in the rows: 1 (grey or palette) or 3. */
  readonly colors: 1 | 3;
  readonly palette: Uint8Array | null;
  readonly rows: readonly Uint8Array[];
  readonly dpi: { readonly x: number; readonly y: number } | null;
}

const signature = '89504e470d0a1a0a';

/** Reads a PNG without interlacing and transparency; null for any other. */
export function readPlainPng(bytes: Uint8Array): PlainPng | null {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (buffer.length < 33 || buffer.toString('hex', 0, 8) !== signature) return null;
  const width = buffer.readUInt32BE(16);
  const height = buffer.readUInt32BE(20);
  const bits = buffer[24] ?? 0;
  const colorType = buffer[25] ?? 0;
  const interlaced = buffer[28] !== 0;
  if (interlaced || (colorType !== 0 && colorType !== 2 && colorType !== 3)) return null;
  let palette: Uint8Array | null = null;
  let dpi: PlainPng['dpi'] = null;
  let ended = false;
  const rows: Uint8Array[] = [];
  for (let at = 8; at + 12 <= buffer.length;) {
    const length = buffer.readUInt32BE(at);
    const type = buffer.toString('latin1', at + 4, at + 8);
    const data = buffer.subarray(at + 8, at + 8 + length);
    if (data.length < length) return null;
    if (type === 'tRNS') return null;
    if (type === 'PLTE') palette = data;
    if (type === 'IDAT') rows.push(data);
    if (type === 'pHYs' && data[8] === 1) {
      dpi = { x: data.readUInt32BE(0) * 0.0254, y: data.readUInt32BE(4) * 0.0254 };
    }
    if (type === 'IEND') {
      ended = true;
      break;
    }
    at += 12 + length;
  }
  if (!ended || rows.length === 0 || (colorType === 3 && !palette)) return null;
  return {
    width,
    height,
    bits,
    colors: colorType === 2 ? 3 : 1,
    palette: colorType === 3 ? palette : null,
    rows,
    dpi,
  };
}
