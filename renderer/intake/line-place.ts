import type { TextLine } from '../../main/contract/index.ts';

/** Where on its page a line stands, as far as a person would say so. */
export type LinePlace = 'masthead' | 'under-masthead' | 'centred' | 'signature';

const middleOf = ({ box }: TextLine): number => box.xUm + box.widthUm / 2;

/** Lines differ by so much of the text's width before they are no longer taken for centred. */
const centredShare = 0.05;

/**
 * The place of line `index` among the lines of its page, `page` of the document (GB/T 9704: the red masthead on top, the
 * number under it, the title centred, signature and date at the right after the text).
 */
export function placeOf(lines: readonly TextLine[], index: number, page = 1): LinePlace | null {
  const line = lines[index];
  if (!line || line.vertical) return null;
  const left = Math.min(...lines.map(({ box }) => box.xUm));
  const right = Math.max(...lines.map(({ box }) => box.xUm + box.widthUm));
  const top = Math.min(...lines.map(({ box }) => box.yUm));
  const bottom = Math.max(...lines.map(({ box }) => box.yUm + box.heightUm));
  const width = right - left;
  if (width <= 0) return null;
  const depth = (line.box.yUm - top) / Math.max(1, bottom - top);
  if (line.red && depth < 0.4) return 'masthead';
  if (lines[index - 1]?.red && depth < 0.4) return 'under-masthead';
  const off = (middleOf(line) - (left + right) / 2) / width;
  if (off > 0.12 && (depth > 0.3 || page > 1)) return 'signature';
  return Math.abs(off) < centredShare && line.box.widthUm < width * 0.9 ? 'centred' : null;
}
