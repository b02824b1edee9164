import type { Stage } from './scene-parts.ts';
import { coats, banner, box, centred, ellipse, fill, person, wash, window } from './scene-parts.ts';

/** A meeting: long table, people round it, banner and screen on the wall. */
export function meeting(stage: Stage, text: string): void {
  wash(stage, '#ded9ce', '#eeeae1', 0, 340);
  wash(stage, '#a58d70', '#87705a', 340, 260);
  for (const x of [40, 760]) {
    window(stage, x, 110, 100, 150);
    fill(stage, '#b7a27f', [
      [x - 16, 92],
      [x + 12, 92],
      [x + 4, 280],
      [x - 16, 280],
    ]);
    fill(stage, '#b7a27f', [
      [x + 90, 92],
      [x + 118, 92],
      [x + 118, 280],
      [x + 96, 280],
    ]);
  }
  banner(stage, text, 170, 60, 560, 52);
  box(stage, '#43484f', 330, 132, 240, 138);
  box(stage, '#e9eef3', 336, 138, 228, 126);
  centred(stage, '问题清单', 450, 178, 24, '#27599b');
  for (let line = 0; line < 4; line += 1)
    box(stage, '#a9b6c6', 362, 194 + line * 15, 176 - line * 18, 5);
  const { random } = stage;
  const sitter = (x: number, y: number, size: number): void => {
    const coat = random.pick(coats);
    fill(stage, coat, [
      [x - size * 0.72, y + size],
      [x - size * 0.55, y - size * 0.2],
      [x + size * 0.55, y - size * 0.2],
      [x + size * 0.72, y + size],
    ]);
    ellipse(stage, '#e0b38f', x, y - size * 0.62, size * 0.36, size * 0.45);
    ellipse(stage, '#262220', x, y - size * 0.82, size * 0.39, size * 0.3);
  };
  for (let index = 0; index < 7; index += 1) sitter(210 + index * 80, 330, 42);
  fill(stage, '#7c4f31', [
    [170, 362],
    [730, 362],
    [880, 500],
    [20, 500],
  ]);
  fill(stage, '#92633f', [
    [178, 362],
    [722, 362],
    [850, 482],
    [50, 482],
  ]);
  for (let index = 0; index < 12; index += 1) {
    const [x, y] = [130 + (index % 6) * 118 + random.between(-12, 12), index < 6 ? 392 : 446];
    fill(stage, '#f6f4ee', [
      [x, y],
      [x + 46, y],
      [x + 50, y + 24],
      [x - 3, y + 24],
    ]);
    box(stage, '#f4f6f6', x + 62, y - 8, 13, 18);
    ellipse(stage, '#c9d2d2', x + 68.5, y - 8, 6.5, 2.5);
  }
  for (let index = 0; index < 6; index += 1) {
    const x = 90 + index * 144;
    const coat = random.pick(coats);
    ellipse(stage, coat, x, 600, 66, 78);
    ellipse(stage, '#24201e', x, 508, 28, 34);
    box(stage, '#d5a884', x - 9, 534, 18, 12);
  }
}

/** A covered farmers' market: stalls in rows, price boards, shoppers. */
export function market(stage: Stage, text: string): void {
  wash(stage, '#8d959c', '#cfd3d2', 0, 300);
  for (let beam = 0; beam < 10; beam += 1) {
    fill(stage, 'rgba(70,78,88,0.5)', [
      [450 + (beam - 4.5) * 22, 200],
      [450 + (beam - 4.5) * 26, 200],
      [450 + (beam - 4.5) * 190, 0],
      [450 + (beam - 4.5) * 160, 0],
    ]);
  }
  for (let lamp = 0; lamp < 5; lamp += 1)
    ellipse(stage, 'rgba(255,250,225,0.9)', 450, 30 + lamp * 38, 60 - lamp * 9, 5);
  wash(stage, '#b9b6ae', '#9d998f', 290, 310);
  banner(stage, text, 220, 168, 460, 42);
  const { random } = stage;
  for (let row = 0; row < 4; row += 1) {
    const size = 1 + row * 0.62;
    const y = 310 + row * row * 22 + row * 18;
    for (const side of [-1, 1]) stall(stage, 450 + side * (110 + row * 88), y, size);
    if (row < 3)
      person(stage, 450 + random.between(-36, 36), y + 40, 96 * size * 0.8, {
        coat: random.pick(coats),
      });
  }
}

function stall(stage: Stage, x: number, y: number, size: number): void {
  const { random } = stage;
  const width = 120 * size;
  box(stage, '#3f7a5c', x - width / 2, y - 74 * size, width, 14 * size);
  for (let stripe = 0; stripe < 6; stripe += 1) {
    box(
      stage,
      '#e9efe9',
      x - width / 2 + (stripe * width) / 6,
      y - 74 * size,
      width / 12,
      14 * size,
    );
  }
  box(stage, '#d9d6cd', x - width / 2, y, width, 42 * size);
  box(stage, '#b9b5aa', x - width / 2, y + 34 * size, width, 8 * size);
  const goods = ['#4f8a3a', '#c8432e', '#e08f2c', '#e8d65a', '#7f4a86', '#d9cbb0'];
  for (let heap = 0; heap < 5; heap += 1) {
    const colour = random.pick(goods);
    for (let piece = 0; piece < 22; piece += 1) {
      ellipse(
        stage,
        colour,
        x - width / 2 + ((heap + 0.5) * width) / 5 + random.between(-9, 9) * size,
        y - random.between(0, 13) * size,
        4.4 * size,
        3.8 * size,
      );
    }
    ellipse(
      stage,
      'rgba(255,255,255,0.18)',
      x - width / 2 + ((heap + 0.5) * width) / 5,
      y - 9 * size,
      8 * size,
      4 * size,
    );
  }
}

/** A brass plaque on a wall. */
export function award(stage: Stage, text: string): void {
  wash(stage, '#b9ada0', '#9d9084', 0, 600);
  for (let brick = 0; brick < 15; brick += 1)
    box(stage, 'rgba(60,50,45,0.14)', 0, brick * 42, 900, 2);
  box(stage, 'rgba(30,25,20,0.28)', 140, 124, 642, 382);
  box(stage, '#7d5a2a', 130, 110, 640, 380);
  const gradient = stage.pen.createLinearGradient(140, 120, 760, 480);
  gradient.addColorStop(0, '#f0d797');
  gradient.addColorStop(0.45, '#fbf1cd');
  gradient.addColorStop(1, '#d3a953');
  stage.pen.fillStyle = gradient;
  stage.pen.fillRect(140, 120, 620, 360);
  stage.pen.strokeStyle = '#a5252a';
  stage.pen.lineWidth = 3;
  stage.pen.strokeRect(158, 138, 584, 324);
  centred(stage, text, 450, 300, Math.min(92, 520 / [...text].length), '#a5181f');
  centred(stage, '云溪县精神文明建设委员会', 450, 392, 28, '#4a3517');
  centred(stage, '二〇二三年十二月', 450, 436, 24, '#4a3517');
}
