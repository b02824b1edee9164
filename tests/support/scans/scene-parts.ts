import type { SKRSContext2D } from '@napi-rs/canvas';
import { canvasFamily } from './fonts.ts';
import type { Random } from './random.ts';

/** A picture 900 wide and 600 high, whatever size it ends up. */
export interface Stage {
  readonly pen: SKRSContext2D;
  readonly random: Random;
}

export function fill(
  { pen }: Stage,
  colour: string,
  corners: readonly (readonly [number, number])[],
): void {
  pen.fillStyle = colour;
  pen.beginPath();
  for (const [x, y] of corners) pen.lineTo(x, y);
  pen.fill();
}

export function box(
  { pen }: Stage,
  colour: string,
  x: number,
  y: number,
  width: number,
  height: number,
): void {
  pen.fillStyle = colour;
  pen.fillRect(x, y, width, height);
}

/** A vertical wash from one colour to another. */
export function wash({ pen }: Stage, top: string, bottom: string, y: number, height: number): void {
  const gradient = pen.createLinearGradient(0, y, 0, y + height);
  gradient.addColorStop(0, top);
  gradient.addColorStop(1, bottom);
  pen.fillStyle = gradient;
  pen.fillRect(0, y, 900, height);
}

export function lettering(
  { pen }: Stage,
  text: string,
  x: number,
  y: number,
  sizePx: number,
  colour: string,
): void {
  pen.font = `${sizePx}px "${canvasFamily('heiBold')}"`;
  pen.fillStyle = colour;
  pen.fillText(text, x, y);
}

/** Lettering centred on x. */
export function centred(
  stage: Stage,
  text: string,
  x: number,
  y: number,
  sizePx: number,
  colour: string,
): void {
  stage.pen.font = `${sizePx}px "${canvasFamily('heiBold')}"`;
  lettering(stage, text, x - stage.pen.measureText(text).width / 2, y, sizePx, colour);
}

export function ellipse(
  { pen }: Stage,
  colour: string,
  x: number,
  y: number,
  rx: number,
  ry: number,
): void {
  pen.fillStyle = colour;
  pen.beginPath();
  pen.ellipse(x, y, rx, ry, 0, 0, Math.PI * 2);
  pen.fill();
}

export function shadow(stage: Stage, x: number, y: number, width: number): void {
  ellipse(stage, 'rgba(30,30,40,0.22)', x, y, width, width * 0.22);
}

export function clouds(stage: Stage, count: number): void {
  for (let cloud = 0; cloud < count; cloud += 1) {
    const [x, y] = [stage.random.between(0, 900), stage.random.between(20, 130)];
    for (let puff = 0; puff < 7; puff += 1) {
      const [dx, dy] = [stage.random.between(-60, 60), stage.random.between(-10, 10)];
      ellipse(stage, 'rgba(255,255,255,0.28)', x + dx, y + dy, stage.random.between(22, 50), 15);
    }
  }
}

export function tree(stage: Stage, x: number, groundY: number, height: number): void {
  const { random } = stage;
  shadow(stage, x, groundY, height * 0.3);
  box(stage, '#6a5340', x - height * 0.025, groundY - height * 0.5, height * 0.05, height * 0.5);
  const greens = ['#4f7a3c', '#5c8a45', '#43692f', '#6f9a52', '#7fa85e'];
  for (let leaf = 0; leaf < 46; leaf += 1) {
    const angle = random.between(0, Math.PI * 2);
    const reach = Math.sqrt(random.next()) * height * 0.27;
    ellipse(
      stage,
      random.pick(greens),
      x + Math.cos(angle) * reach,
      groundY - height * 0.68 + Math.sin(angle) * reach * 0.95,
      height * 0.075,
      height * 0.06,
    );
  }
}

export function bush(stage: Stage, x: number, groundY: number, width: number): void {
  for (let leaf = 0; leaf < 26; leaf += 1) {
    const green = stage.random.pick(['#55823f', '#47722f', '#6b9550']);
    ellipse(
      stage,
      green,
      x + stage.random.between(0, width),
      groundY - stage.random.between(2, 16),
      12,
      8,
    );
  }
}

/** A row house seen from the front: white walls, grey roof, door, windows. */
export function house(
  stage: Stage,
  x: number,
  groundY: number,
  width: number,
  height: number,
): void {
  const { random } = stage;
  const wall = random.pick(['#ece6da', '#e6e2da', '#efe9dd', '#e2ddd0']);
  const top = groundY - height;
  box(stage, wall, x, top, width, height);
  fill(stage, '#5c6066', [
    [x - 8, top],
    [x + width + 8, top],
    [x + width - 14, top - height * 0.22],
    [x + 14, top - height * 0.22],
  ]);
  for (let ridge = 1; ridge < 5; ridge += 1) {
    box(stage, 'rgba(20,20,25,0.16)', x - 4, top - (height * 0.22 * ridge) / 5, width + 8, 1.5);
  }
  box(stage, 'rgba(0,0,0,0.14)', x, top, width, 7);
  box(stage, '#9aa0a0', x, groundY - height * 0.16, width, height * 0.16);
  const doorX = x + width * random.between(0.36, 0.48);
  box(stage, '#7c3f2e', doorX, groundY - height * 0.52, width * 0.17, height * 0.52);
  box(stage, '#5f2f22', doorX + width * 0.083, groundY - height * 0.52, 2, height * 0.52);
  box(stage, '#c62a2a', doorX - 7, groundY - height * 0.5, 5, height * 0.36);
  box(stage, '#c62a2a', doorX + width * 0.17 + 2, groundY - height * 0.5, 5, height * 0.36);
  for (const share of [0.1, 0.72])
    window(stage, x + width * share, top + height * 0.26, width * 0.18, height * 0.3);
}

export function window(stage: Stage, x: number, y: number, width: number, height: number): void {
  box(stage, '#f4f4f2', x - 3, y - 3, width + 6, height + 6);
  box(stage, '#5d7180', x, y, width, height);
  fill(stage, 'rgba(220,235,245,0.4)', [
    [x, y + height * 0.7],
    [x + width * 0.7, y],
    [x + width, y],
    [x, y + height],
  ]);
  box(stage, '#f4f4f2', x + width / 2 - 1.5, y, 3, height);
}

/** What people wear under a vest, or without one. */
export const coats = ['#3f4f66', '#5a5046', '#6c7480', '#44543f', '#7a6a5c', '#2f3d52'];

export interface PersonLook {
  readonly coat: string;
  /** A vest over the coat, volunteers' red for one. */
  readonly vest?: string;
  readonly cap?: string;
  readonly tool?: 'broom' | 'pole';
}

/** A standing person, `height` pixels tall, feet at (x, groundY). */
export function person(
  stage: Stage,
  x: number,
  groundY: number,
  height: number,
  look: PersonLook,
): void {
  const { pen, random } = stage;
  const unit = height / 8;
  const turn = random.chance(0.5) ? 1 : -1;
  shadow(stage, x, groundY, unit * 1.6);
  box(stage, '#33363f', x - unit * 0.75, groundY - unit * 3.8, unit * 0.66, unit * 3.7);
  box(stage, '#2b2e36', x + unit * 0.08, groundY - unit * 3.8, unit * 0.66, unit * 3.7);
  ellipse(stage, '#1d1d20', x - unit * 0.45, groundY - 1, unit * 0.5, unit * 0.2);
  ellipse(stage, '#1d1d20', x + unit * 0.45, groundY - 1, unit * 0.5, unit * 0.2);
  pen.lineCap = 'round';
  pen.strokeStyle = look.coat;
  pen.lineWidth = unit * 0.55;
  for (const side of [-1, 1]) {
    pen.beginPath();
    pen.moveTo(x + side * unit * 0.85, groundY - unit * 6.2);
    pen.lineTo(
      x + side * unit * (side === turn ? 1.5 : 1.1),
      groundY - unit * (side === turn ? 4.6 : 4.1),
    );
    pen.stroke();
  }
  fill(stage, look.coat, [
    [x - unit * 1.1, groundY - unit * 6.5],
    [x + unit * 1.1, groundY - unit * 6.5],
    [x + unit * 0.9, groundY - unit * 3.5],
    [x - unit * 0.9, groundY - unit * 3.5],
  ]);
  if (look.vest !== undefined) {
    fill(stage, look.vest, [
      [x - unit * 0.95, groundY - unit * 6.5],
      [x + unit * 0.95, groundY - unit * 6.5],
      [x + unit * 0.88, groundY - unit * 3.8],
      [x - unit * 0.88, groundY - unit * 3.8],
    ]);
    box(stage, 'rgba(255,255,255,0.75)', x - unit * 0.5, groundY - unit * 5.6, unit, unit * 0.16);
    fill(stage, '#f2e8dc', [
      [x - unit * 0.3, groundY - unit * 6.5],
      [x + unit * 0.3, groundY - unit * 6.5],
      [x, groundY - unit * 5.9],
    ]);
  }
  box(stage, '#dcb08d', x - unit * 0.25, groundY - unit * 6.9, unit * 0.5, unit * 0.6);
  ellipse(stage, '#e3b893', x, groundY - unit * 7.3, unit * 0.56, unit * 0.68);
  ellipse(stage, look.cap ?? '#26221f', x, groundY - unit * 7.62, unit * 0.6, unit * 0.44);
  if (look.tool !== undefined) tool(stage, x + turn * unit * 1.5, groundY, unit, look.tool);
}

function tool(
  stage: Stage,
  x: number,
  groundY: number,
  unit: number,
  kind: 'broom' | 'pole',
): void {
  const { pen } = stage;
  pen.strokeStyle = '#a98a58';
  pen.lineWidth = unit * 0.14;
  pen.beginPath();
  pen.moveTo(x - unit * 0.2, groundY - unit * 5.4);
  pen.lineTo(x + unit * 0.7, groundY - unit * 0.7);
  pen.stroke();
  if (kind === 'broom') {
    fill(stage, '#b89a4e', [
      [x + unit * 0.4, groundY - unit],
      [x + unit * 0.95, groundY - unit * 1.05],
      [x + unit * 1.5, groundY],
      [x + unit * 0.35, groundY],
    ]);
  }
}

/** A red cloth banner with yellow or white characters. */
export function banner(
  stage: Stage,
  text: string,
  x: number,
  y: number,
  width: number,
  height: number,
): void {
  box(stage, 'rgba(0,0,0,0.18)', x + 3, y + 4, width, height);
  box(stage, '#c41f24', x, y, width, height);
  box(stage, 'rgba(255,255,255,0.08)', x, y, width, height * 0.3);
  const sizePx = Math.min(height * 0.6, (width * 0.92) / [...text].length);
  centred(stage, text, x + width / 2, y + height / 2 + sizePx * 0.36, sizePx, '#fdf3d8');
}
