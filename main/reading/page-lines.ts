import type { LineBox, TextLine } from '../contract/reading.ts';
import type { Rotation } from './page.ts';

/**
 * How the lines of a page are kept beside its text (`page_reading.lines`, `corrected_page.lines`):
 * a JSON array with one entry a line of the text, in the text's order,
 *
 *     [x, y, width, height, angle, confidence, flags, centres]
 *
 * x, y, width and height in 10 µm, the angle in hundredths of a degree, confidence 0–100; flags: 1
 * vertical, 2 red, 4 begins a paragraph. `centres` is a string: of each character's middle the
 * distance in permille from the one before it (the first: from the line's beginning), one character
 * where that is under 60, else two (60 and more of the alphabet carry the sixties). Trailing zeros
 * of the last fields are not left out: a page of 600 characters takes about 2 KB.
 */
type Entry = readonly [
  x: number,
  y: number,
  width: number,
  height: number,
  angle: number,
  confidence: number,
  flags: number,
  centres: string,
];

const UNIT_UM = 10;
const VERTICAL = 1;
const RED = 2;
const PARAGRAPH = 4;

/** Printable ASCII that JSON does not escape. */
const alphabet = Array.from({ length: 94 }, (_, n) => String.fromCharCode(n + 33))
  .filter((character) => character !== '"' && character !== '\\')
  .join('');
const BASE = 60;

function encodeCentres(centres: readonly number[]): string {
  let out = '';
  let last = 0;
  for (const centre of centres) {
    // Characters that an engine places out of order stand where the one before them does.
    const step = Math.max(0, Math.min(1000, Math.round(centre)) - last);
    if (step >= BASE) out += alphabet.charAt(BASE + Math.floor(step / BASE));
    out += alphabet.charAt(step % BASE);
    last += step;
  }
  return out;
}

function decodeCentres(text: string): number[] {
  const centres: number[] = [];
  let last = 0;
  let sixties = 0;
  for (const character of text) {
    const digit = alphabet.indexOf(character);
    if (digit >= BASE) sixties = (digit - BASE) * BASE;
    else {
      last += sixties + digit;
      sixties = 0;
      centres.push(last);
    }
  }
  return centres;
}

const inUnits = (um: number): number => Math.round(um / UNIT_UM);

function entryOf({ box, confidence, centres, vertical, red, paragraph }: TextLine): Entry {
  return [
    inUnits(box.xUm),
    inUnits(box.yUm),
    inUnits(box.widthUm),
    inUnits(box.heightUm),
    Math.round(box.angle * 100),
    confidence,
    (vertical ? VERTICAL : 0) + (red ? RED : 0) + (paragraph ? PARAGRAPH : 0),
    encodeCentres(centres),
  ];
}

/** Lines of text as a page keeps them: `text` and `lines` go into one row. */
export interface KeptLines {
  readonly text: string;
  /** JSON. */
  readonly lines: string;
}

/** Lines as they are kept; those without text are left out. */
export function encodeLines(lines: readonly TextLine[]): KeptLines {
  const kept = lines
    .map((line) => ({ ...line, text: line.text.replaceAll(/\s*[\r\n]+\s*/gu, ' ').trim() }))
    .filter(({ text }) => text !== '');
  return {
    text: kept.map(({ text }) => text).join('\n'),
    lines: JSON.stringify(kept.map(entryOf)),
  };
}

/** The lines as `encodeLines` got them, but for rounding. Null where text and entries do not fit. */
export function decodeLines({ text, lines }: KeptLines): TextLine[] | null {
  const entries = JSON.parse(lines) as readonly Entry[];
  const texts = text === '' ? [] : text.split('\n');
  if (texts.length !== entries.length) return null;
  return entries.map(([x, y, width, height, angle, confidence, flags, centres], index) => ({
    text: texts[index] ?? '',
    confidence,
    box: {
      xUm: x * UNIT_UM,
      yUm: y * UNIT_UM,
      widthUm: width * UNIT_UM,
      heightUm: height * UNIT_UM,
      angle: angle / 100,
    },
    centres: decodeCentres(centres),
    vertical: (flags & VERTICAL) !== 0,
    red: (flags & RED) !== 0,
    paragraph: (flags & PARAGRAPH) !== 0,
  }));
}

/** A page's size as its original shows it. */
interface Size {
  readonly widthUm: number;
  readonly heightUm: number;
}

/** A box of the page as its original shows it, on the page turned clockwise. */
export function turnBox(box: LineBox, page: Size, turn: Rotation): LineBox {
  const { xUm: x, yUm: y, angle } = box;
  const { widthUm, heightUm } = page;
  const [xUm, yUm] = {
    0: [x, y],
    90: [heightUm - y, x],
    180: [widthUm - x, heightUm - y],
    270: [y, widthUm - x],
  }[turn] as [number, number];
  return { ...box, xUm, yUm, angle: straight(angle + turn) };
}

/** An angle in (-180°, 180°]. */
function straight(angle: number): number {
  const turned = ((((angle + 180) % 360) + 360) % 360) - 180;
  return Math.round((turned === -180 ? 180 : turned) * 100) / 100;
}

export function turnLines(lines: readonly TextLine[], page: Size, turn: Rotation): TextLine[] {
  return lines.map((line) => ({ ...line, box: turnBox(line.box, page, turn) }));
}

/** No space between lines that end and begin in Chinese or its punctuation. */
const chinese = /[\p{Script=Han}\u3000-\u303f\uff00-\uffef“”‘’…—]/u;

/**
 * The text for reading: lines of one paragraph joined, paragraphs by newline. A text whose lines
 * mark no paragraph stays as it is.
 */
export function paragraphsOf(lines: readonly Pick<TextLine, 'text' | 'paragraph'>[]): string {
  if (!lines.some(({ paragraph }) => paragraph)) return lines.map(({ text }) => text).join('\n');
  let out = '';
  for (const { text, paragraph } of lines) {
    if (out === '') out = text;
    else if (paragraph) out += `\n${text}`;
    else {
      const isChinese = chinese.test(out.slice(-1)) || chinese.test(text.slice(0, 1));
      out += isChinese ? text : ` ${text}`;
    }
  }
  return out;
}
