import type { Canvas, SKRSContext2D } from '@napi-rs/canvas';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { canvasFamily, faceStretch } from './fonts.ts';
import type { Ink, Mark, Paper, TextMark } from './paper.ts';
import { starCorners } from './paper.ts';
import type { Random } from './random.ts';
import { createRandom } from './random.ts';

const inkColours: Record<Ink, string> = {
  black: '#262321',
  red: '#c8161d',
  blue: '#27356f',
  grey: '#6d6862',
  seal: '#d0262b',
};

/**
 * The paper as printed and stamped, in true colours on white, at `dpi`. The random source
 * unsteadies handwriting and wears the seal.
 */
export async function drawPaper(paper: Paper, dpi: number, random: Random): Promise<Canvas> {
  const scale = dpi / 25.4;
  const canvas = createCanvas(
    Math.round(paper.widthMm * scale),
    Math.round(paper.heightMm * scale),
  );
  const context = canvas.getContext('2d');
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  for (const mark of paper.marks.filter((each) => !isSeal(each))) {
    await drawMark(context, mark, scale, random);
  }
  const stamped = paper.marks.filter(isSeal);
  for (const group of sealGroups(stamped)) await stamp(context, group, scale, random);
  return canvas;
}

/** The paper's seals alone as a JPEG on white, to be multiplied over a page of real text. */
export async function sealsJpeg(paper: Paper, dpi: number): Promise<Buffer> {
  const seals = { ...paper, marks: paper.marks.filter(isSeal) };
  const canvas = await drawPaper(seals, dpi, createRandom(paper.marks.length));
  return canvas.encode('jpeg', 60);
}

export function isSeal(mark: Mark): boolean {
  return mark.kind !== 'picture' && mark.ink === 'seal';
}

async function drawMark(
  context: SKRSContext2D,
  mark: Mark,
  scale: number,
  random: Random,
): Promise<void> {
  switch (mark.kind) {
    case 'text':
      if (mark.face === 'hand') drawHandwriting(context, mark, scale, random);
      else drawText(context, mark, scale);
      return;
    case 'rule':
      context.strokeStyle = inkColours[mark.ink];
      context.lineWidth = mark.thicknessMm * scale;
      context.beginPath();
      context.moveTo(mark.fromMm[0] * scale, mark.fromMm[1] * scale);
      context.lineTo(mark.toMm[0] * scale, mark.toMm[1] * scale);
      context.stroke();
      return;
    case 'ring':
      context.strokeStyle = inkColours[mark.ink];
      context.lineWidth = mark.thicknessMm * scale;
      context.beginPath();
      context.arc(
        mark.centreMm[0] * scale,
        mark.centreMm[1] * scale,
        mark.radiusMm * scale,
        0,
        Math.PI * 2,
      );
      context.stroke();
      return;
    case 'star':
      context.fillStyle = inkColours[mark.ink];
      context.beginPath();
      for (const [x, y] of starCorners(mark.centreMm, mark.radiusMm)) {
        context.lineTo(x * scale, y * scale);
      }
      context.fill();
      return;
    case 'picture': {
      const image = await loadImage(Buffer.from(mark.jpeg));
      context.drawImage(
        image,
        mark.xMm * scale,
        mark.yMm * scale,
        mark.widthMm * scale,
        mark.heightMm * scale,
      );
    }
  }
}

function drawText(context: SKRSContext2D, mark: TextMark, scale: number): void {
  const sizePx = (mark.sizePt / 72) * 25.4 * scale;
  context.save();
  context.translate(mark.xMm * scale, mark.baselineMm * scale);
  context.rotate(((mark.turnDegrees ?? 0) * Math.PI) / 180);
  context.scale(faceStretch(mark.face), 1);
  context.font = `${sizePx}px "${canvasFamily(mark.face)}"`;
  const spacingPt = (mark.spacingPt ?? 0) / faceStretch(mark.face);
  context.letterSpacing = `${(spacingPt / 72) * 25.4 * scale}px`;
  context.fillStyle = inkColours[mark.ink];
  context.fillText(mark.text, 0, 0);
  context.restore();
}

/** No free handwriting face is at hand: each character leans, drifts and waves a little. */
function drawHandwriting(
  context: SKRSContext2D,
  mark: TextMark,
  scale: number,
  random: Random,
): void {
  const sizePx = (mark.sizePt / 72) * 25.4 * scale;
  const lean = random.between(-0.34, -0.16);
  let x = mark.xMm * scale;
  for (const character of mark.text) {
    const cell = wavyCharacter(character, sizePx, random);
    const drop = random.between(-0.09, 0.09) * sizePx;
    context.save();
    context.translate(x, mark.baselineMm * scale + drop);
    context.transform(
      random.between(0.86, 0.98),
      random.between(-0.1, 0.03),
      lean,
      random.between(0.94, 1.08),
      0,
      0,
    );
    context.drawImage(cell, -sizePx * 0.25, -sizePx * 1.15);
    context.restore();
    context.font = `${sizePx}px "${canvasFamily('hand')}"`;
    x += context.measureText(character).width * random.between(0.86, 0.95);
  }
}

function wavyCharacter(character: string, sizePx: number, random: Random): Canvas {
  const side = Math.ceil(sizePx * 1.5);
  const plain = createCanvas(side, side);
  const pen = plain.getContext('2d');
  pen.font = `${sizePx}px "${canvasFamily('hand')}"`;
  pen.fillStyle = inkColours.blue;
  pen.fillText(character, sizePx * 0.25, sizePx * 1.15);
  const waved = createCanvas(side, side);
  const target = waved.getContext('2d');
  const [phase, length] = [random.between(0, 6.3), random.between(0.55, 0.9) * sizePx];
  for (let y = 0; y < side; y += 1) {
    const shift = Math.sin(phase + (y / length) * Math.PI * 2) * sizePx * 0.035;
    target.drawImage(plain, 0, y, side, 1, shift, y, side, 1);
  }
  return waved;
}

/** Each seal or framed stamp by itself: it begins with its ring, or with its frame. */
function sealGroups(marks: readonly Mark[]): readonly (readonly Mark[])[] {
  const groups: Mark[][] = [];
  marks.forEach((mark, index) => {
    const begins =
      mark.kind === 'ring' || (mark.kind === 'rule' && marks[index - 1]?.kind !== 'rule');
    const last = groups.at(-1);
    if (begins || last === undefined) groups.push([mark]);
    else last.push(mark);
  });
  return groups;
}

function middleOf(marks: readonly Mark[]): readonly [xMm: number, yMm: number] {
  const ring = marks.find((mark) => mark.kind === 'ring');
  if (ring !== undefined) return ring.centreMm;
  const rules = marks.filter((mark) => mark.kind === 'rule');
  const mean = (axis: 0 | 1): number =>
    rules.reduce((sum, { fromMm, toMm }) => sum + fromMm[axis] + toMm[axis], 0) /
    Math.max(1, rules.length * 2);
  return [mean(0), mean(1)];
}

/** A seal lies over the print, turned a little, unevenly inked. */
async function stamp(
  context: SKRSContext2D,
  marks: readonly Mark[],
  scale: number,
  random: Random,
): Promise<void> {
  const { width, height } = context.canvas;
  const layer = createCanvas(width, height);
  const pad = layer.getContext('2d');
  for (const mark of marks) await drawMark(pad, mark, scale, random);
  pad.globalCompositeOperation = 'destination-out';
  for (const mark of marks) {
    if (mark.kind !== 'ring') continue;
    const [x, y] = mark.centreMm;
    for (let dot = 0; dot < 420; dot += 1) {
      const angle = random.between(0, Math.PI * 2);
      const reach = Math.sqrt(random.next()) * mark.radiusMm * 1.05;
      pad.globalAlpha = random.between(0.15, 0.75);
      pad.beginPath();
      pad.arc(
        (x + Math.cos(angle) * reach) * scale,
        (y + Math.sin(angle) * reach) * scale,
        random.between(0.08, 0.32) * scale,
        0,
        Math.PI * 2,
      );
      pad.fill();
    }
  }
  const [x, y] = middleOf(marks);
  context.save();
  context.globalCompositeOperation = 'multiply';
  context.globalAlpha = 0.86;
  context.translate(x * scale, y * scale);
  context.rotate((random.between(-7, 7) * Math.PI) / 180);
  context.drawImage(layer, -x * scale, -y * scale);
  context.restore();
}
