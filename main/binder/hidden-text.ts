/**
 * The content of a page without its invisible text (rendering mode 3): what text recognition put
 * under a scan, where that is to be replaced by a better reading. What is seen stays as it is, to the
 * byte. null: there is none, or the content is not understood.
 */
export function withoutHiddenText(content: string): string | null {
  const kept: string[] = [];
  const modes: number[] = [];
  let mode = 0;
  let keptTo = 0;
  let operandsFrom: number | null = null;
  let lastOperand = '';
  for (let at = 0; at < content.length;) {
    const token = tokenAt(content, at);
    if (token === null) return null;
    const { kind, end } = token;
    const text = content.slice(at, end);
    if (kind === 'operand') {
      operandsFrom ??= at;
      lastOperand = text;
    } else if (kind === 'operator') {
      if (text === 'q') modes.push(mode);
      else if (text === 'Q') mode = modes.pop() ?? mode;
      else if (text === 'Tr') mode = Number(lastOperand);
      else if (mode === invisible && shows.has(text)) {
        // The two that also begin a line, one of them with spacing, are left to the careful.
        if (text === '"' || text === "'") return null;
        kept.push(content.slice(keptTo, operandsFrom ?? at));
        keptTo = end;
      }
      operandsFrom = null;
    }
    at = end;
  }
  if (kept.length === 0) return null;
  return kept.join('') + content.slice(keptTo);
}

const invisible = 3;
const shows = new Set(['Tj', 'TJ', "'", '"']);

interface Token {
  readonly kind: 'space' | 'operand' | 'operator';
  readonly end: number;
}

const space = /[\s\0]+|%[^\r\n]*/y;
const hexOrDictionary = /<<|>>|<[0-9A-Fa-f\s]*>/y;
const name = /\/[^\s\0()<>[\]{}/%]*/y;
const word = /[^\s\0()<>[\]{}/%]+/y;
const number = /^[+-]?[0-9.]+(?:-[0-9.]*)?$/;

/** What begins at a place (ISO 32000-1, 7.2 and 8.9.7); null: nothing that belongs there. */
function tokenAt(content: string, at: number): Token | null {
  const past = (pattern: RegExp): number | null => {
    pattern.lastIndex = at;
    return pattern.test(content) ? pattern.lastIndex : null;
  };
  const operand = (end: number | null): Token | null =>
    end === null ? null : { kind: 'operand', end };
  const first = content.charAt(at);
  if (first === '(') return operand(endOfString(content, at));
  if (first === '<' || first === '>') return operand(past(hexOrDictionary));
  if (first === '/') return operand(past(name));
  if ('[]{}'.includes(first)) return operand(at + 1);
  const blank = past(space);
  if (blank !== null) return { kind: 'space', end: blank };
  const end = past(word);
  if (end === null) return null;
  const text = content.slice(at, end);
  if (number.test(text)) return operand(end);
  if (text !== 'BI') return { kind: 'operator', end };
  const image = endOfImage(content, end);
  return image === null ? null : { kind: 'operator', end: image };
}

function endOfString(content: string, from: number): number | null {
  let depth = 0;
  for (let at = from; at < content.length; at += 1) {
    const character = content.charAt(at);
    if (character === '\\') at += 1;
    else if (character === '(') depth += 1;
    else if (character === ')') {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return null;
}

const imageData = /[\s>\]]ID[\s]/g;
const imageEnd = /[\s]EI(?=[\s]|$)/g;

function endOfImage(content: string, from: number): number | null {
  imageData.lastIndex = from;
  if (!imageData.test(content)) return null;
  imageEnd.lastIndex = imageData.lastIndex - 1;
  return imageEnd.test(content) ? imageEnd.lastIndex : null;
}
