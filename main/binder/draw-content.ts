import type { BoxMark, Drawing, LineMark, TextMark } from './drawing.ts';
import { fontResource, hex4 } from './embed-fonts.ts';
import type { EmbeddedFaces } from './embed-fonts.ts';
import type { Faces } from './fonts.ts';
import { num, rgb, textString } from './pdf-syntax.ts';

/** A drawing as operators of a page `heightPt` high. */
export function contentOperators(
  drawing: Drawing,
  heightPt: number,
  faces: Faces,
  embedded: EmbeddedFaces,
): string {
  let out = '';
  for (const mark of drawing) {
    if (mark.kind === 'text') out += textOperators(mark, heightPt, faces, embedded);
    else if (mark.kind === 'line') out += lineOperators(mark, heightPt);
    else if (mark.kind === 'box') out += boxOperators(mark, heightPt);
  }
  return out;
}

function textOperators(
  mark: TextMark,
  heightPt: number,
  faces: Faces,
  embedded: EmbeddedFaces,
): string {
  const y = num(heightPt - mark.y);
  let x = mark.x;
  // Readers take letters set wide apart for words: they are told what is written.
  const spaced = mark.spacingPt > mark.sizePt * 0.15;
  let out = spaced ? `/Span<</ActualText${textString(mark.text)}>>BDC\n` : '';
  for (const run of faces.runs(mark.text, mark.face)) {
    const face = run.face === null ? undefined : embedded[run.face];
    let hex = '';
    const start = x;
    for (const character of run.text) {
      const codePoint = character.codePointAt(0) ?? 32;
      const glyph = face?.glyphs.get(codePoint);
      if (glyph) hex += hex4(glyph.id);
      else out += missingBox(x, heightPt - mark.y, mark.sizePt, mark.color);
      x += (faces.advance(codePoint, mark.face) * mark.sizePt) / 1000 + mark.spacingPt;
    }
    if (hex && run.face !== null) {
      out +=
        `BT /${fontResource[run.face]} ${num(mark.sizePt)} Tf ${num(mark.spacingPt)} Tc ` +
        `${rgb(mark.color)} rg 1 0 0 1 ${num(start)} ${y} Tm <${hex}> Tj ET\n`;
    }
  }
  return spaced ? `${out}EMC\n` : out;
}

/** A visible box in place of a character that no face has. */
function missingBox(x: number, y: number, sizePt: number, color: string): string {
  const inset = sizePt * 0.1;
  const side = sizePt * 0.8;
  return (
    `q ${rgb(color)} RG ${num(sizePt * 0.05)} w [] 0 d ` +
    `${num(x + inset)} ${num(y - sizePt * 0.06)} ${num(side)} ${num(side)} re S Q\n`
  );
}

function lineOperators(mark: LineMark, heightPt: number): string {
  const dash = mark.dotted ? '1 J [0 1.9] 0 d' : dashOf(mark.dash);
  return (
    `q ${rgb(mark.color)} RG ${num(mark.widthPt)} w ${dash} ${num(mark.x1)} ` +
    `${num(heightPt - mark.y1)} m ${num(mark.x2)} ${num(heightPt - mark.y2)} l S Q\n`
  );
}

function dashOf(dash: readonly number[] | undefined): string {
  return dash ? `[${dash.map(num).join(' ')}] 0 d` : '[] 0 d';
}

function boxOperators(mark: BoxMark, heightPt: number): string {
  const fill = mark.fill ? `${rgb(mark.fill)} rg ` : '';
  const stroke = mark.stroke
    ? `${rgb(mark.stroke)} RG ${num(mark.strokePt ?? 0.75)} w ${dashOf(mark.dash)} `
    : '';
  const paint = mark.fill && mark.stroke ? 'B' : mark.fill ? 'f' : 'S';
  return (
    `q ${fill}${stroke}${num(mark.x)} ${num(heightPt - mark.y - mark.heightPt)} ` +
    `${num(mark.widthPt)} ${num(mark.heightPt)} re ${paint} Q\n`
  );
}
