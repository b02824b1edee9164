import type { Bitmap, Rotation } from './page.ts';

/** A PDF opened by one of the two engines. Page numbers are from 1. */
export interface PdfDocument {
  readonly pageCount: number;
  /** @throws Error when the engine cannot read the page. */
  readonly readPage: (number: number) => Promise<PdfPage>;
  /** Draws on white, annotations included. @throws Error when the engine cannot draw the page. */
  readonly drawPage: (number: number, width: number, height: number) => Promise<Bitmap>;
  readonly close: () => Promise<void>;
}

export interface PdfPage {
  /** As shown: the crop box after rotation, in points; UserUnit not applied by PDFium. */
  readonly widthPt: number;
  readonly heightPt: number;
  readonly rotation: Rotation;
  readonly text: string;
  /** Names of fonts that visible text of the page uses and the file does not hold. */
  readonly unembeddedFonts: readonly string[];
  /** The page carries notes, stamps or form fields, whose fonts are not among these. */
  readonly annotated: boolean;
}

/** A document that needs a password, or another than the one given. */
export class PasswordNeeded extends Error {}

/** Text of a page as it is kept: lines by `\n`, no control characters, well-formed. */
export function cleanText(raw: string, maxLength: number): string {
  const text = raw
    .slice(0, maxLength)
    .replaceAll(/\r\n?/g, '\n')
    // oxlint-disable-next-line no-control-regex
    .replaceAll(/[\u0000-\u0008\u000B-\u001F\u007F\uFFFE\uFFFF]/g, '')
    .replaceAll(/[ \t]+\n/g, '\n')
    .trim()
    .toWellFormed();
  return isReadable(text) ? text : '';
}

/** A layer whose characters mostly have no meaning (fonts without a character map) is no text. */
function isReadable(text: string): boolean {
  const meaningless = text.match(/[\uFFFD\uE000-\uF8FF]/g)?.length ?? 0;
  return meaningless * 2 <= text.replaceAll(/\s/g, '').length;
}
