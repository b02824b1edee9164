import { readFileSync } from 'node:fs';
import fontkit from '@pdf-lib/fontkit';
import subsetFont from 'subset-font';
import { fontPath } from '../workers/index.ts';
import type { Metrics } from './wrap.ts';

export type FaceKey = 'regular' | 'bold' | 'fallback';

interface LoadedFace {
  readonly bytes: Buffer;
  readonly font: FontkitFont;
  readonly advances: Map<number, number | null>;
}
type FontkitFont = ReturnType<typeof fontkit.create>;

/** A run of characters set in one face; null: no face has them, boxes are drawn instead. */
export interface FaceRun {
  readonly face: FaceKey | null;
  readonly text: string;
}

/**
 * The volume's typefaces: Noto Serif SC regular and bold, and Noto Sans SC for characters the
 * Song lacks. Widths are exact, so that setting and drawing agree.
 */
export class Faces implements Metrics {
  readonly #load: (key: FaceKey) => LoadedFace;
  readonly #faces = new Map<FaceKey, LoadedFace>();
  /** Widths asked for most; 0: not asked for yet. Beyond the first plane they are looked up. */
  readonly #advances = { regular: new Float32Array(0x10000), bold: new Float32Array(0x10000) };

  constructor(load: (key: FaceKey) => LoadedFace) {
    this.#load = load;
  }

  #face(key: FaceKey): LoadedFace {
    const known = this.#faces.get(key);
    if (known) return known;
    const face = this.#load(key);
    this.#faces.set(key, face);
    return face;
  }

  advance(codePoint: number, face: 'regular' | 'bold'): number {
    const known = this.#advances[face][codePoint];
    if (known) return known;
    const advance = this.#advanceWithFallback(codePoint, face);
    this.#advances[face][codePoint] = advance;
    return advance;
  }

  #advanceWithFallback(codePoint: number, face: 'regular' | 'bold'): number {
    const key = this.faceFor(codePoint, face);
    return key === null ? 1000 : (this.#advanceIn(key, codePoint) ?? 1000);
  }

  /** The face a character is drawn with; null where none has it. */
  faceFor(codePoint: number, face: 'regular' | 'bold'): FaceKey | null {
    if (this.#advanceIn(face, codePoint) !== null) return face;
    return this.#advanceIn('fallback', codePoint) === null ? null : 'fallback';
  }

  runs(text: string, face: 'regular' | 'bold'): FaceRun[] {
    const runs: { face: FaceKey | null; text: string }[] = [];
    for (const character of text) {
      const key = this.faceFor(character.codePointAt(0) ?? 32, face);
      const last = runs.at(-1);
      if (last && last.face === key) last.text += character;
      else runs.push({ face: key, text: character });
    }
    return runs;
  }

  #advanceIn(key: FaceKey, codePoint: number): number | null {
    const face = this.#face(key);
    const known = face.advances.get(codePoint);
    if (known !== undefined) return known;
    const glyph = face.font.hasGlyphForCodePoint(codePoint)
      ? face.font.glyphForCodePoint(codePoint)
      : null;
    const advance = glyph ? (glyph.advanceWidth * 1000) / face.font.unitsPerEm : null;
    face.advances.set(codePoint, advance);
    return advance;
  }

  /** A TrueType file with just these characters, in code point order: same characters, same bytes. */
  async subset(key: FaceKey, codePoints: ReadonlySet<number>): Promise<SubsetFace> {
    const sorted = [...codePoints].sort((a, b) => a - b);
    const text = String.fromCodePoint(...sorted);
    const bytes = await subsetFont(this.#face(key).bytes, text, {
      targetFormat: 'truetype',
      keepFeatures: [],
      noLayoutClosure: true,
      dropTables: ['GSUB', 'GPOS', 'GDEF', 'BASE', 'VORG', 'vhea', 'vmtx', 'STAT', 'DSIG'],
    });
    const font = fontkit.create(bytes);
    const glyphs = new Map<number, { id: number; advance: number }>();
    for (const codePoint of sorted) {
      const glyph = font.glyphForCodePoint(codePoint);
      const advance = (glyph.advanceWidth * 1000) / font.unitsPerEm;
      glyphs.set(codePoint, { id: glyph.id, advance });
    }
    const scale = 1000 / font.unitsPerEm;
    const { minX, minY, maxX, maxY } = font.bbox;
    return {
      bytes,
      glyphs,
      ascent: font.ascent * scale,
      descent: font.descent * scale,
      box: [minX, minY, maxX, maxY].map((value) => Math.round(value * scale)),
    };
  }
}

export interface SubsetFace {
  readonly bytes: Uint8Array;
  readonly glyphs: ReadonlyMap<number, { readonly id: number; readonly advance: number }>;
  readonly ascent: number;
  readonly descent: number;
  readonly box: readonly number[];
}

export const fontNames: Record<FaceKey, string> = {
  regular: 'NotoSerifSC-Regular',
  bold: 'NotoSerifSC-Bold',
  fallback: 'NotoSansSC-Regular',
};

let loaded: Faces | null = null;

/** The faces, each read when it is first needed and kept for the process's life. */
export function loadFaces(): Faces {
  loaded ??= new Faces((key) => {
    const bytes = readFileSync(pathOf(key));
    // Given the memory itself and not a view of it, fontkit does not copy it byte by byte.
    const memory = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
    return {
      bytes: Buffer.from(memory),
      font: fontkit.create(memory as unknown as Uint8Array),
      advances: new Map(),
    };
  });
  return loaded;
}

function pathOf(key: FaceKey): string {
  switch (key) {
    case 'regular':
      return fontPath('serif', 400);
    case 'bold':
      return fontPath('serif', 700);
    case 'fallback':
      return fontPath('sans', 400);
  }
}
