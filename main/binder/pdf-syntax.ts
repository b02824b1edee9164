/** A number as PDF writes it: no exponent, at most five decimals. */
export function num(value: number): string {
  if (Number.isInteger(value)) return String(value);
  const text = value.toFixed(5).replace(/\.?0+$/, '');
  return text === '-0' || text === '' ? '0' : text;
}

/** A text string of any characters: UTF-16 with its mark, in hex. */
export function textString(text: string): string {
  const little = Buffer.from(text, 'utf16le');
  return `<FEFF${little.swap16().toString('hex').toUpperCase()}>`;
}

/** `2024-09-11` at noon, without a time zone: the same for every machine. */
export function pdfDate(date: string): string {
  return `(D:${date.replaceAll('-', '')}120000Z)`;
}

/** `#A61C28` as three components for the operators `rg` and `RG`. */
export function rgb(color: string): string {
  return [1, 3, 5].map((at) => num(Number.parseInt(color.slice(at, at + 2), 16) / 255)).join(' ');
}

/** Affine matrices as PDF has them: [a b c d e f]; a point is multiplied from the left. */
export type Matrix = readonly [number, number, number, number, number, number];

export const identity: Matrix = [1, 0, 0, 1, 0, 0];

/** First `first`, then `then`. */
export function multiply(first: Matrix, then: Matrix): Matrix {
  const [a, b, c, d, e, f] = first;
  const [g, h, i, j, k, l] = then;
  return [
    a * g + b * i,
    a * h + b * j,
    c * g + d * i,
    c * h + d * j,
    e * g + f * i + k,
    e * h + f * j + l,
  ];
}

export function matrixOperator(matrix: Matrix): string {
  return `${matrix.map(num).join(' ')} cm`;
}

/** The box around a box after a transformation: [left, bottom, right, top]. */
export type Box = readonly [number, number, number, number];

export function transformBox(matrix: Matrix, [x1, y1, x2, y2]: Box): Box {
  const [a, b, c, d, e, f] = matrix;
  const xs: number[] = [];
  const ys: number[] = [];
  for (const [x, y] of [
    [x1, y1],
    [x2, y1],
    [x1, y2],
    [x2, y2],
  ] as const) {
    xs.push(a * x + c * y + e);
    ys.push(b * x + d * y + f);
  }
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

/** Turns a box of this size clockwise by quarter turns, its lower left corner back at the origin. */
export function turn(degrees: number, widthPt: number, heightPt: number): Matrix {
  switch (((degrees % 360) + 360) % 360) {
    case 90:
      return [0, -1, 1, 0, 0, widthPt];
    case 180:
      return [-1, 0, 0, -1, widthPt, heightPt];
    case 270:
      return [0, 1, -1, 0, heightPt, 0];
    default:
      return identity;
  }
}
