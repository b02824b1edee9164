import { createHash } from 'node:crypto';
import type { Drawing } from './drawing.ts';
import { fontNames } from './fonts.ts';
import type { FaceKey, Faces, SubsetFace } from './fonts.ts';
import type { PdfFile } from './pdf-file.ts';
import { num } from './pdf-syntax.ts';

const fontKeys = ['regular', 'bold', 'fallback'] as const;

/** Name of a face among a page's resources. */
export const fontResource = { regular: 'F1', bold: 'F2', fallback: 'F3' } as const;

/** The faces as entries of a page's font resources. */
export function fontResources(embedded: EmbeddedFaces): string {
  return fontKeys
    .flatMap((key) => {
      const face = embedded[key];
      return face ? [`/${fontResource[key]} ${face.number} 0 R`] : [];
    })
    .join('');
}

/** A face as the volume has it: its object, and the glyph of each character used. */
export interface EmbeddedFace {
  readonly number: number;
  readonly glyphs: SubsetFace['glyphs'];
}
export type EmbeddedFaces = Partial<Record<FaceKey, EmbeddedFace>>;

/** Writes subsets of the faces with just the characters that the drawings use. */
export async function embedFaces(
  file: PdfFile,
  faces: Faces,
  drawings: Iterable<Drawing>,
  alwaysRegular: string,
): Promise<EmbeddedFaces> {
  const used: Record<FaceKey, Set<number>> = {
    regular: new Set(),
    bold: new Set(),
    fallback: new Set(),
  };
  const note = (text: string, face: 'regular' | 'bold') => {
    for (const run of faces.runs(text, face)) {
      if (run.face === null) continue;
      for (const character of run.text) used[run.face].add(character.codePointAt(0) ?? 32);
    }
  };
  note(alwaysRegular, 'regular');
  for (const drawing of drawings) {
    for (const mark of drawing) if (mark.kind === 'text') note(mark.text, mark.face);
  }
  const out: EmbeddedFaces = {};
  for (const key of fontKeys) {
    if (used[key].size === 0) continue;
    const subset = await faces.subset(key, used[key]);
    out[key] = { number: await writeFace(file, key, subset), glyphs: subset.glyphs };
  }
  return out;
}

async function writeFace(file: PdfFile, key: FaceKey, subset: SubsetFace): Promise<number> {
  const name = `${subsetTag(subset.bytes)}+${fontNames[key]}`;
  const program = await file.addDeflated(`/Length1 ${subset.bytes.length}`, subset.bytes);
  const flags = key === 'fallback' ? 4 : 6;
  const descriptor = await file.add(
    `<</Type/FontDescriptor/FontName/${name}/Flags ${flags}/FontBBox[${subset.box.join(' ')}]` +
      `/ItalicAngle 0/Ascent ${num(subset.ascent)}/Descent ${num(subset.descent)}` +
      `/CapHeight 730/StemV ${key === 'bold' ? 140 : 80}/FontFile2 ${program} 0 R>>`,
  );
  const byGlyph = [...subset.glyphs.values()].sort((a, b) => a.id - b.id);
  const widths = byGlyph
    .filter((glyph, index) => glyph.id !== byGlyph[index - 1]?.id)
    .map((glyph) => `${glyph.id}[${num(glyph.advance)}]`)
    .join('');
  const descendant = await file.add(
    `<</Type/Font/Subtype/CIDFontType2/BaseFont/${name}/CIDSystemInfo<</Registry(Adobe)` +
      `/Ordering(Identity)/Supplement 0>>/FontDescriptor ${descriptor} 0 R/DW 1000/W[${widths}]` +
      `/CIDToGIDMap/Identity>>`,
  );
  const unicode = await file.addDeflated('', toUnicode(subset));
  return file.add(
    `<</Type/Font/Subtype/Type0/BaseFont/${name}/Encoding/Identity-H` +
      `/DescendantFonts[${descendant} 0 R]/ToUnicode ${unicode} 0 R>>`,
  );
}

/** Six capitals that tell subsets apart, made of the subset itself. */
function subsetTag(bytes: Uint8Array): string {
  const hash = createHash('sha256').update(bytes).digest();
  return Array.from(hash.subarray(0, 6), (byte) => String.fromCharCode(65 + (byte % 26))).join('');
}

function toUnicode(subset: SubsetFace): string {
  const rows = [...subset.glyphs].map(([codePoint, glyph]) => {
    const code = Buffer.from(String.fromCodePoint(codePoint), 'utf16le').swap16().toString('hex');
    return `<${hex4(glyph.id)}> <${code}>`;
  });
  const blocks: string[] = [];
  for (let at = 0; at < rows.length; at += 100) {
    const block = rows.slice(at, at + 100);
    blocks.push(`${block.length} beginbfchar\n${block.join('\n')}\nendbfchar\n`);
  }
  return (
    '/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n' +
    '/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n' +
    '/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n' +
    '1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n' +
    `${blocks.join('')}endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n`
  );
}

export function hex4(value: number): string {
  return value.toString(16).toUpperCase().padStart(4, '0');
}
