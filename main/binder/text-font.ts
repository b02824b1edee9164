import { hex4 } from './embed-fonts.ts';
import { ascent, descent, glyphlessFont } from './glyphless-font.ts';
import type { PdfFile } from './pdf-file.ts';

/** Name of the font among a text layer's resources. */
export const textFontName = 'T';

/** Codes below this are set half an em wide: Latin, Greek and Cyrillic letters, figures. */
const firstWide = 0x2010;
/** Code units that are no characters stand for characters beyond the first plane. */
const firstSpare = 0xd800;
const lastSpare = 0xdfff;

/**
 * The invisible font of a volume's text layers. A character's code is its own code point, so nothing
 * need be known before the layers are written; what was used is told when the font is.
 */
export class TextFont {
  readonly number: number;
  readonly #rows = new Set<number>();
  readonly #beyond = new Map<number, number>();

  constructor(file: PdfFile) {
    this.number = file.reserve();
  }

  /** A character's code, in hex; '' where there is no code left for it. */
  code(codePoint: number): string {
    if (codePoint <= 0xffff && (codePoint < firstSpare || codePoint > lastSpare)) {
      this.#rows.add(codePoint >> 8);
      return hex4(codePoint);
    }
    if (codePoint <= 0xffff) return '';
    const known = this.#beyond.get(codePoint) ?? firstSpare + this.#beyond.size;
    if (known > lastSpare) return '';
    this.#beyond.set(codePoint, known);
    return hex4(known);
  }

  /** Advance of a character in ems. */
  advance(codePoint: number): number {
    return codePoint < firstWide ? 0.5 : 1;
  }

  /** Writes the font with all it needs; about 1 KB. */
  async write(file: PdfFile): Promise<void> {
    const bytes = glyphlessFont();
    const program = await file.addDeflated(`/Length1 ${bytes.length}`, bytes);
    const name = 'MingceText';
    const descriptor = await file.add(
      `<</Type/FontDescriptor/FontName/${name}/Flags 4/FontBBox[0 ${descent} 1000 ${ascent}]` +
        `/ItalicAngle 0/Ascent ${ascent}/Descent ${descent}/CapHeight ${ascent}/StemV 80` +
        `/FontFile2 ${program} 0 R>>`,
    );
    // Whatever the code, the glyph is the one there is.
    const glyphs = await file.addDeflated('', new Uint8Array(0x20000));
    const descendant = await file.add(
      `<</Type/Font/Subtype/CIDFontType2/BaseFont/${name}/CIDSystemInfo<</Registry(Adobe)` +
        `/Ordering(Identity)/Supplement 0>>/FontDescriptor ${descriptor} 0 R/DW 1000` +
        `/W[0 ${firstWide - 1} 500]/CIDToGIDMap ${glyphs} 0 R>>`,
    );
    const unicode = await file.addDeflated('', this.#toUnicode());
    await file.object(
      this.number,
      `<</Type/Font/Subtype/Type0/BaseFont/${name}/Encoding/Identity-H` +
        `/DescendantFonts[${descendant} 0 R]/ToUnicode ${unicode} 0 R>>`,
    );
  }

  #toUnicode(): string {
    const two = (value: number) => value.toString(16).toUpperCase().padStart(2, '0');
    const rows = [...this.#rows].sort((a, b) => a - b).map(two);
    const ranges = rows.map((row) => `<${row}00> <${row}FF> <${row}00>`);
    const beyond = [...this.#beyond].map(([codePoint, code]) => {
      const units = Buffer.from(String.fromCodePoint(codePoint), 'utf16le').swap16();
      return `<${hex4(code)}> <${units.toString('hex').toUpperCase()}>`;
    });
    return (
      '/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n' +
      '/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n' +
      '/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n' +
      '1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n' +
      `${blocks(ranges, 'bfrange')}${blocks(beyond, 'bfchar')}` +
      'endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n'
    );
  }
}

/** A block holds a hundred entries at most (Adobe Technical Note 5411). */
function blocks(entries: readonly string[], kind: 'bfrange' | 'bfchar'): string {
  let out = '';
  for (let at = 0; at < entries.length; at += 100) {
    const block = entries.slice(at, at + 100);
    out += `${block.length} begin${kind}\n${block.join('\n')}\nend${kind}\n`;
  }
  return out;
}
