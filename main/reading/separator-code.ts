import { z } from 'zod';
import { documentFields } from '../contract/documents.ts';

/** What a separator sheet says of the document after it. All null: it only separates. */
export interface SeparatorWords {
  readonly year: number | null;
  /**
   * Names from the outermost category to the innermost; null: none. What is read back may lack the
   * outermost ones (see `separatorCode`): it is the end of a category's path.
   */
  readonly category: readonly string[] | null;
  readonly department: string | null;
}

/** The number is the version of the payload; a later one is not a separator to this program. */
const mark = 'MINGCE1';

/**
 * What the names of a category may take, in bytes: with all else the code then stays under 45
 * modules a side, over a millimetre each on the sheet, which a 150 dpi JPEG keeps.
 */
const mostPathBytes = 96;

/** Longer texts are no code of ours: they are not even parted. */
const mostCharacters = 2000;

/**
 * The text in the QR code of a separator sheet: `MINGCE1|year|outer/inner|department`, an unknown
 * left empty, `%`, `|`, `/` and control characters of names percent-encoded. Where the names of a
 * category are long, the outermost are left out; the innermost is always there.
 */
export function separatorCode({ year, category, department }: SeparatorWords): string {
  const path = (category ?? []).map(escaped);
  while (path.length > 1 && Buffer.byteLength(path.join('/')) > mostPathBytes) path.shift();
  return [mark, year ?? '', path.join('/'), escaped(department ?? '')].join('|');
}

/** What a QR code says; null where it is none of a separator sheet. */
export function readSeparatorCode(text: string): SeparatorWords | null {
  if (!text.startsWith(`${mark}|`) || text.length > mostCharacters) return null;
  const fields = text.trimEnd().split('|').slice(1);
  const [year = '', path = '', department = ''] = fields;
  if (fields.length !== 3) return null;
  try {
    return words.parse({
      year: year === '' ? null : /^\d{4}$/u.test(year) ? Number(year) : undefined,
      category: path === '' ? null : path.split('/').map(decodeURIComponent),
      department: department === '' ? null : decodeURIComponent(department),
    });
  } catch {
    return null;
  }
}

const words = z.object({
  year: documentFields.shape.year,
  category: z.array(z.string().trim().min(1).max(200)).max(50).nullable(),
  department: documentFields.shape.department,
});

function escaped(name: string): string {
  return name
    .trim()
    .toWellFormed()
    .replace(/[%|/\p{Cc}]/gu, encodeURIComponent);
}
