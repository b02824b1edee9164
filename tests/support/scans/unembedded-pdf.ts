import { pointsPerMm } from './paper.ts';
import type { PdfPageParts } from './pdf-writer.ts';
import { addPages, finishWith, PdfWriter } from './pdf-writer.ts';

/** Chinese fonts that Word, WPS and OA systems name and leave to the reader's machine. */
export type UnembeddedFont = 'STSong-Light' | 'SimSun';

/**
 * A PDF whose Chinese font is named and not embedded, a page for each list of lines:
 * STSong-Light as a CIDFontType0 with UniGB-UCS2-H, SimSun as a TrueType CIDFontType2 with
 * GBK-EUC-H. Lines hold Chinese, and characters of GBK only.
 */
export function unembeddedPdf(font: UnembeddedFont, pages: readonly (readonly string[])[]): Buffer {
  const writer = new PdfWriter();
  const fontNumber = addFont(writer, font);
  const encode = font === 'STSong-Light' ? utf16Hex : gbkHex;
  const parts: PdfPageParts[] = pages.map((lines) => ({
    widthPt: 210 * pointsPerMm,
    heightPt: 297 * pointsPerMm,
    resources: `/Font << /F1 ${fontNumber} 0 R >>`,
    content: lines
      .map((line, index) => `BT /F1 16 Tf 80 ${737 - index * 29} Td <${encode(line)}> Tj ET`)
      .join('\n'),
  }));
  return finishWith(writer, addPages(writer, parts));
}

function addFont(writer: PdfWriter, font: UnembeddedFont): number {
  const trueType = font === 'SimSun';
  const descriptor = writer.add(
    `<< /Type /FontDescriptor /FontName /${font} /Flags 6 /FontBBox [-25 -254 1000 880] ` +
      '/ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>',
  );
  const descendant = writer.add(
    `<< /Type /Font /Subtype /CIDFontType${trueType ? 2 : 0} /BaseFont /${font} ` +
      '/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> ' +
      `/FontDescriptor ${descriptor} 0 R /DW 1000 /W [1 95 500 814 939 500] >>`,
  );
  return writer.add(
    `<< /Type /Font /Subtype /Type0 /BaseFont /${font} ` +
      `/Encoding /${trueType ? 'GBK-EUC-H' : 'UniGB-UCS2-H'} /DescendantFonts [${descendant} 0 R] >>`,
  );
}

function utf16Hex(line: string): string {
  return Buffer.from(line, 'utf16le').swap16().toString('hex');
}

let gbkCodes: Map<string, number> | undefined;

/** GBK by asking the platform's decoder about every double-byte code once. */
function gbkTable(): Map<string, number> {
  if (gbkCodes !== undefined) return gbkCodes;
  const decoder = new TextDecoder('gbk');
  const codes = new Map<string, number>();
  for (let lead = 0x81; lead <= 0xfe; lead += 1) {
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      const character = decoder.decode(Uint8Array.of(lead, trail));
      if (character.length === 1 && character !== '�') codes.set(character, (lead << 8) | trail);
    }
  }
  gbkCodes = codes;
  return codes;
}

function gbkHex(line: string): string {
  return [...line]
    .map((character) => {
      const single = character.charCodeAt(0);
      if (single < 0x80) return single.toString(16).padStart(2, '0');
      const code = gbkTable().get(character);
      if (code === undefined) throw new RangeError(`not in GBK: ${character}`);
      return code.toString(16);
    })
    .join('');
}
