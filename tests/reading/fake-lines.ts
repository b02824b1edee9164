import type { TextLine } from '../../main/contract/reading.ts';
import { evenCentres } from '../../main/reading/marks.ts';

/** Lines as an engine would find them, one below the other on an A4 page. */
export function linesSaying(text: string, angle = 0): TextLine[] {
  return text.split('\n').map((line, n) => ({
    text: line,
    confidence: 97,
    box: {
      xUm: angle === 180 ? 210_000 - 25_000 : 25_000,
      yUm: angle === 180 ? 297_000 - (30_000 + n * 10_000) : 30_000 + n * 10_000,
      widthUm: 5000 * [...line].length,
      heightUm: 5500,
      angle,
    },
    centres: evenCentres(line),
    vertical: false,
    red: false,
    paragraph: n === 0,
  }));
}
