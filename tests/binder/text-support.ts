import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { PlannedPart } from '../../main/binder/plan.ts';
import { write } from '../../main/binder/write-task.ts';
import type { VolumeReport } from '../../main/binder/volume-report.ts';
import type { TextLine } from '../../main/contract/index.ts';
import { encodeLines, turnBox } from '../../main/reading/page-lines.ts';
import type { Rotation } from '../../main/reading/index.ts';
import { openWithPdfium } from '../../main/reading/pdfium.ts';
import { paper, planOf, section } from './support.ts';

/** A line of text on a page, in millimetres from its top left corner. */
export function line(
  text: string,
  [xMm, yMm, widthMm, heightMm]: readonly [number, number, number, number],
  given: Partial<TextLine> & { readonly angle?: number } = {},
): TextLine {
  const { angle = 0, ...rest } = given;
  const um = (value: number) => Math.round(value * 1000);
  return {
    text,
    confidence: 96,
    box: {
      xUm: um(xMm),
      yUm: um(yMm),
      widthUm: um(widthMm),
      heightUm: um(heightMm),
      angle,
    },
    centres: [],
    vertical: false,
    red: false,
    paragraph: true,
    ...rest,
  };
}

export const a4Um = { widthUm: 210_000, heightUm: 297_000 } as const;
type SizeUm = { readonly widthUm: number; readonly heightUm: number };

/** The file of texts for parts, a list of lines for each of their pages; null: a page without. */
export async function textsFor(
  folder: string,
  given: readonly (readonly [PlannedPart, readonly (readonly TextLine[] | null)[], SizeUm?])[],
) {
  const chunks: Buffer[] = [];
  let at = 0;
  const parts = given.map(([part, pages, size = a4Um]): PlannedPart => {
    const start = at;
    const bytes = pages.map((lines) => {
      if (lines === null) return 0;
      const { text, lines: kept } = encodeLines(lines);
      const chunk = Buffer.from(JSON.stringify([size.widthUm, size.heightUm, text, kept]));
      chunks.push(chunk);
      at += chunk.length;
      return chunk.length;
    });
    return { ...part, texts: { at: start, bytes } };
  });
  const path = join(folder, 'texts');
  await writeFile(path, Buffer.concat(chunks));
  return { parts, texts: { path, sha256: 'of the texts' } };
}

/** Binds parts as one paper, with their texts. */
export async function bindWithTexts(
  folder: string,
  given: Parameters<typeof textsFor>[1],
  options: Parameters<typeof planOf>[1],
  fileName = '册.pdf',
): Promise<VolumeReport> {
  const { parts, texts } = await textsFor(folder, given);
  const plan = planOf([section([paper('甲', parts, { id: 1 })])], options);
  return write(
    { plan, folder, fileName, texts },
    { signal: new AbortController().signal, progress: () => undefined },
  );
}

interface Character {
  readonly character: string;
  readonly xUm: number;
  readonly yUm: number;
}

/** Where the middle of each character of a line is, as the line says. */
export function middlesOf({ text, box, centres, vertical }: TextLine): Character[] {
  const characters = [...text];
  const radians = (box.angle * Math.PI) / 180;
  const widths = characters.map((character) => (character < '\u2000' ? 0.5 : 1));
  const before = (index: number) => widths.slice(0, index).reduce((sum, width) => sum + width, 0);
  const whole = before(characters.length);
  return characters.map((character, index) => {
    const even = (before(index) + (widths[index] ?? 0) / 2) / whole;
    const centre = centres[index];
    const share = centre === undefined ? even : centre / 1000;
    const right = vertical ? box.widthUm / 2 : box.widthUm * share;
    const down = vertical ? box.heightUm * share : box.heightUm / 2;
    return {
      character,
      xUm: box.xUm + right * Math.cos(radians) - down * Math.sin(radians),
      yUm: box.yUm + right * Math.sin(radians) + down * Math.cos(radians),
    };
  });
}

/** A line on the page turned clockwise. */
export const turnedLine = (each: TextLine, size: SizeUm, turn: Rotation): TextLine => ({
  ...each,
  box: turnBox(each.box, size, turn),
});

/** What PDFium, which had no part in writing it, finds on a page: characters with their middles, µm. */
export async function glyphsOn(path: string, page: number): Promise<Character[]> {
  const document = await openWithPdfium(path);
  try {
    return document
      .readGlyphs(page)
      .flatMap(({ character, box }) =>
        box === null || character.trim() === ''
          ? []
          : [{ character, xUm: (box.left + box.right) / 2, yUm: (box.top + box.bottom) / 2 }],
      );
  } finally {
    await document.close();
  }
}

/**
 * Every line is on the page whole and in order, each character no further from its place than half
 * the line is high. `place` maps the line's frame to the sheet's, µm.
 */
export function expectInPlace(
  found: readonly Character[],
  lines: readonly TextLine[],
  place: (x: number, y: number) => readonly [number, number] = (x, y) => [x, y],
  scale = 1,
): void {
  const text = found.map(({ character }) => character).join('');
  for (const each of lines) {
    const wanted = middlesOf(each).filter(({ character }) => character.trim() !== '');
    const words = wanted.map(({ character }) => character).join('');
    expect(text).toContain(words);
    const start = Array.from(text.slice(0, text.indexOf(words))).length;
    const height = each.vertical ? each.box.widthUm : each.box.heightUm;
    for (const [index, { xUm, yUm }] of wanted.entries()) {
      const glyph = found[start + index];
      const [x, y] = place(xUm, yUm);
      const off = Math.hypot((glyph?.xUm ?? 0) - x, (glyph?.yUm ?? 0) - y);
      expect(off, `${words} ${index + 1}`).toBeLessThan((height * scale) / 2);
    }
  }
}
