/** Widths of characters, in thousandths of the type size. */
export interface Metrics {
  readonly advance: (codePoint: number, face: 'regular' | 'bold') => number;
}

export interface TextStyle {
  readonly face: 'regular' | 'bold';
  readonly sizePt: number;
  readonly spacingPt?: number;
}

/**
 * Makes any string printable on one line: control and format characters become spaces or go,
 * so that a hostile title cannot turn, hide or break what stands around it.
 */
export function printable(text: string): string {
  if (!/[\p{C}\p{Z}\p{M}]/u.test(text)) return text.normalize('NFC');
  return text
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/[\p{Cf}\p{Cs}\uFE00-\uFE0F\u{E0100}-\u{E01EF}]/gu, '')
    .replace(/\p{Zs}/gu, (space) => (space === '\u3000' ? space : ' '))
    .trim();
}

/** Width of a text in points, letter spacing after the last character left out. */
export function widthOf(metrics: Metrics, text: string, style: TextStyle): number {
  let units = 0;
  let count = 0;
  for (let at = 0; at < text.length; at += 1) {
    const codePoint = text.codePointAt(at) ?? 32;
    if (codePoint > 0xffff) at += 1;
    units += metrics.advance(codePoint, style.face);
    count += 1;
  }
  return (units * style.sizePt) / 1000 + Math.max(0, count - 1) * (style.spacingPt ?? 0);
}

const neverFirst = /[、。，．：；？！）〕］｝〉》」』】〗’”…·％%,.:;?!)\]}〞℃々ー〜～]/u;
const neverLast = /[（〔［｛〈《「『【〖‘“([{〝￥$]/u;
const word = /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Nd}\-_/.@&'+#]/u;

const ideograph = /\p{Script=Han}/u;

/** The smallest pieces a line may break between: words and figures whole, Chinese a character each. */
function pieces(text: string): string[] {
  const out: string[] = [];
  let run = '';
  let open = '';
  for (const character of text) {
    if (!run && !open && ideograph.test(character)) {
      out.push(character);
      continue;
    }
    if (word.test(character)) {
      run += character;
      continue;
    }
    if (run) {
      out.push(open + run);
      open = '';
      run = '';
    }
    if (neverLast.test(character)) open += character;
    else if (!open && out.length > 0 && neverFirst.test(character))
      out[out.length - 1] += character;
    else {
      out.push(open + character);
      open = '';
    }
  }
  if (open + run) out.push(open + run);
  return out;
}

/**
 * Breaks a text into lines no wider than `widthPt`. Nothing is cut: a word wider than the line is
 * broken inside. At least one line, which may be empty.
 */
export function wrap(
  metrics: Metrics,
  text: string,
  style: TextStyle,
  widthPt: number,
  firstIndentPt = 0,
): string[] {
  const spacingPt = style.spacingPt ?? 0;
  const slackPt = 0.01;
  if (widthOf(metrics, text, style) <= widthPt - firstIndentPt + slackPt) return [text.trimEnd()];
  const lines: string[] = [];
  let line = '';
  /** Width of the line with the space after its last character. */
  let linePt = 0;
  let room = widthPt - firstIndentPt + slackPt;
  const close = () => {
    lines.push(line.trimEnd());
    line = '';
    linePt = 0;
    room = widthPt + slackPt;
  };
  const add = (piece: string, piecePt: number) => {
    line += piece;
    linePt += piecePt + spacingPt;
  };
  for (const piece of pieces(text)) {
    const piecePt = widthOf(metrics, piece, style);
    // A space that a line ends with does not count.
    if (linePt + (piece === ' ' ? 0 : piecePt) <= room) {
      add(piece, piecePt);
      continue;
    }
    if (line) close();
    if (piece.trim() === '') continue;
    if (piecePt <= room) {
      add(piece, piecePt);
      continue;
    }
    for (const character of piece) {
      const characterPt = widthOf(metrics, character, style);
      if (line && linePt + characterPt > room) close();
      add(character, characterPt);
    }
  }
  if (line || lines.length === 0) close();
  return withoutOrphan(lines);
}

/** A last line of one character takes the character before it along. */
function withoutOrphan(lines: string[]): string[] {
  const [before, last] = lines.slice(-2);
  if (lines.length < 2 || before === undefined || last === undefined) return lines;
  const characters = [...before];
  const moved = characters.at(-1) ?? '';
  const stays = characters.at(-2) ?? '';
  if ([...last].length !== 1 || characters.length < 6) return lines;
  if (neverFirst.test(moved) || word.test(moved) || neverLast.test(stays)) return lines;
  return [...lines.slice(0, -2), characters.slice(0, -1).join(''), moved + last];
}

/** Breaks a text into as few lines as it needs, at most `count` where that can be, of even width. */
export function balance(
  metrics: Metrics,
  text: string,
  style: TextStyle,
  widthPt: number,
  count: number,
): string[] {
  const needed = wrap(metrics, text, style, widthPt);
  const lines = Math.min(count, needed.length);
  const narrowest = widthOf(metrics, text, style) / lines;
  for (let width = narrowest; width < widthPt; width += style.sizePt / 4) {
    const even = wrap(metrics, text, style, width);
    if (even.length <= lines) return even;
  }
  return needed;
}
