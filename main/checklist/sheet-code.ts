/** One step of a code: `Ⅱ`, `1`, `1)`, `(一)`, `①`. Two of one style stand on one level. */
export interface CodeSegment {
  readonly style: string;
  readonly value: number;
}

export interface Code {
  readonly text: string;
  readonly segments: readonly CodeSegment[];
}

const han = '一二三四五六七八九十';
const circled = '①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳';
const romans = 'ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ';
const segment = `(?:[${romans}]|[${circled}]|[IVX]{1,5}(?![A-Za-z])|[A-Za-z](?![A-Za-z])|[${han}]{1,3}|\\d{1,4})`;
const step = `(?:第${segment}(?:部分|[章节条项])|\\(${segment}\\)|${segment}\\)?)`;
const whole = new RegExp(`^${step}(?:[-.·、—–]?${step})*[-.·、:]?$`, 'u');
const beginning = new RegExp(`^${step}(?:[-.·—–]?${step})*`, 'u');
const steps = new RegExp(step, 'gu');

/** What follows a number that counts something. */
const units = '年月日号个份张篇次项条款名人户家场期天时分秒元万亿千百%％米倍级度是';

/** Full-width letters, digits and marks as their ASCII; circled and Roman numerals stay. */
const narrow = (text: string): string =>
  text.replace(/[！-～]/gu, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0));

/** Reads a code of a checklist (`Ⅱ-1-1)-①`, `1.2.3`, `一、`); null for what is none. */
export function readCode(text: string): Code | null {
  const trimmed = text.trim();
  if (trimmed === '' || trimmed.length > 40) return null;
  const plain = narrow(trimmed).replace(/\s+/gu, '');
  if (!whole.test(plain)) return null;
  return { text: trimmed, segments: segmentsOf(plain) };
}

/**
 * Takes the code off the beginning of a text: `（一）组织领导` gives `（一）` and the rest. A number
 * that counts (`3张照片`, `2024年`) is no code.
 */
export function splitCode(text: string): { readonly code: string; readonly rest: string } {
  const trimmed = text.trim();
  const none = { code: '', rest: trimmed };
  const found = beginning.exec(narrow(trimmed))?.[0];
  if (found === undefined || found.length > 40) return none;
  const after = trimmed.slice(found.length);
  const mark = /^(?:\s*[、.．:：]\s*|\s+)/u.exec(after)?.[0];
  const rest = after.slice(mark?.length ?? 0);
  if (rest === '' || (mark === undefined && units.includes(rest.charAt(0)))) return none;
  if (/\d[A-Za-z]$/u.test(found)) return none;
  const closes = new RegExp(`[)${circled}${romans}]$`, 'u').test(found) || found.startsWith('第');
  const isSteps = segmentsOf(found).length > 1 && !/^\d/u.test(rest);
  if (mark === undefined && !closes && !isSteps) return none;
  // `A level` is English, not a code.
  if (mark?.trim() === '' && /[A-Za-z]$/u.test(found) && /^[A-Za-z]/u.test(rest)) return none;
  return { code: trimmed.slice(0, found.length), rest };
}

function segmentsOf(plain: string): readonly CodeSegment[] {
  return [...plain.matchAll(steps)].map(([text]) => segmentOf(text));
}

function segmentOf(text: string): CodeSegment {
  const core = text.replace(/^第|部分$|[章节条项()]/gu, '');
  const { kind, value } = valueOf(core);
  const around = text.startsWith('第')
    ? `第${text.endsWith('部分') ? '部分' : text.slice(-1)}`
    : text.startsWith('(')
      ? '()'
      : text.endsWith(')')
        ? ')'
        : '';
  return { style: `${kind}${around}`, value };
}

function valueOf(core: string): { readonly kind: string; readonly value: number } {
  if (/^\d+$/u.test(core)) return { kind: 'digit', value: Number(core) };
  if (romans.includes(core)) return { kind: 'roman', value: romans.indexOf(core) + 1 };
  if (circled.includes(core)) return { kind: 'circled', value: circled.indexOf(core) + 1 };
  if (/^[IVX]+$/u.test(core)) return { kind: 'roman', value: romanValue(core) };
  if (han.includes(core.charAt(0))) return { kind: 'han', value: hanNumber(core) ?? 0 };
  return { kind: 'letter', value: core.toUpperCase().charCodeAt(0) - 64 };
}

function romanValue(text: string): number {
  const values: Readonly<Record<string, number>> = { I: 1, V: 5, X: 10 };
  let sum = 0;
  [...text].forEach((letter, at) => {
    const value = values[letter] ?? 0;
    sum += value < (values[text.charAt(at + 1)] ?? 0) ? -value : value;
  });
  return sum;
}

/** `三` 3, `十二` 12, `二十` 20, `两` 2; null for what is no number below a hundred. */
export function hanNumber(text: string): number | null {
  const digits = '零一二三四五六七八九';
  const plain = text.replace(/两/gu, '二');
  const [, tens, ones] = /^([一二三四五六七八九]?)十([一二三四五六七八九]?)$/u.exec(plain) ?? [];
  if (tens !== undefined && ones !== undefined) {
    return (tens === '' ? 1 : digits.indexOf(tens)) * 10 + (ones === '' ? 0 : digits.indexOf(ones));
  }
  return plain.length === 1 && digits.includes(plain) ? digits.indexOf(plain) : null;
}

export const sameSegment = (a: CodeSegment, b: CodeSegment): boolean =>
  a.style === b.style && a.value === b.value;

/** Whether `code` stands somewhere below `above` by what both say: `1.2.3` below `1.2`. */
export function isBelow(code: Code, above: Code): boolean {
  return (
    above.segments.length < code.segments.length &&
    above.segments.every((each, at) => {
      const own = code.segments[at];
      // `一、` or `1.` stands for the `1` of `1-1` written below it.
      return own !== undefined && (sameSegment(each, own) || each.value === own.value);
    })
  );
}
