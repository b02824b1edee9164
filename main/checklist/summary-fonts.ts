import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';

/*
 * The faces of official papers are not on every computer: Windows has 仿宋 and 楷体 without the old names,
 * 方正小标宋 is bought. A document says itself what stands in for a face that is missing.
 */

const fallbacks: readonly (readonly [face: string, instead: string])[] = [
  ['方正小标宋简体', '宋体'],
  ['仿宋_GB2312', '仿宋'],
  ['楷体_GB2312', '楷体'],
  ['黑体', 'SimHei'],
  ['宋体', 'SimSun'],
];

const table = 'word/fontTable.xml';

const fonts = fallbacks
  .map(
    ([face, instead]) =>
      `<w:font w:name="${face}"><w:altName w:val="${instead}"/><w:charset w:val="86"/>` +
      `<w:family w:val="auto"/><w:pitch w:val="default"/></w:font>`,
  )
  .join('');

/** A Word document with what stands in for its Chinese faces; docx only embeds whole fonts. */
export function withFallbackFonts(document: Uint8Array): Uint8Array {
  const parts = unzipSync(document);
  const before = parts[table];
  if (before === undefined) return document;
  const text = strFromU8(before);
  const filled = text.endsWith('</w:fonts>')
    ? text.replace('</w:fonts>', `${fonts}</w:fonts>`)
    : text.replace(/\/>$/u, `>${fonts}</w:fonts>`);
  return zipSync({ ...parts, [table]: strToU8(filled) });
}
