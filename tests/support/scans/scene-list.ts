import type { Stage } from './scene-parts.ts';
import {
  banner,
  box,
  bush,
  centred,
  clouds,
  ellipse,
  fill,
  house,
  person,
  shadow,
  tree,
  wash,
  window,
} from './scene-parts.ts';

const coats = ['#3f4f66', '#5a5046', '#6c7480', '#44543f', '#7a6a5c', '#2f3d52'];
const volunteer = { vest: '#d7302f', cap: '#d7302f' } as const;

function sky(stage: Stage): void {
  wash(stage, '#8fb6d8', '#dfe9ee', 0, 330);
  clouds(stage, 5);
}

/** A lane between row houses, seen down its length; swept, with flower beds. */
export function laneAfter(stage: Stage): void {
  lane(stage);
  for (const x of [70, 175, 690, 800]) {
    box(stage, '#9c6b4b', x, 452 + Math.abs(450 - x) * 0.1, 74, 16);
    bush(stage, x, 456 + Math.abs(450 - x) * 0.1, 74);
    for (let bloom = 0; bloom < 12; bloom += 1) {
      ellipse(
        stage,
        stage.random.pick(['#d8474a', '#e9b93a', '#e07ba0']),
        x + stage.random.between(0, 74),
        446 + Math.abs(450 - x) * 0.1 - stage.random.between(0, 14),
        4,
        4,
      );
    }
  }
  tree(stage, 40, 420, 230);
  tree(stage, 862, 430, 250);
  person(stage, 360, 505, 128, { coat: '#5a5046', ...volunteer, tool: 'broom' });
  person(stage, 540, 470, 96, { coat: '#3f4f66', ...volunteer });
}

/** The same lane before: rubbish, boards, an old sofa, a leaning bicycle. */
export function laneBefore(stage: Stage): void {
  lane(stage);
  box(stage, 'rgba(90,70,40,0.14)', 0, 0, 900, 600);
  const { random } = stage;
  for (let bag = 0; bag < 34; bag += 1) {
    const x = random.between(40, 330);
    ellipse(
      stage,
      random.pick(['#2d2f33', '#575a60', '#8a8468', '#b9b6aa', '#66503c']),
      x,
      random.between(455, 520),
      random.between(10, 26),
      random.between(8, 18),
    );
  }
  fill(stage, '#7a5d40', [
    [610, 500],
    [700, 380],
    [722, 388],
    [650, 515],
  ]);
  fill(stage, '#8d6c4a', [
    [650, 505],
    [760, 376],
    [782, 388],
    [690, 520],
  ]);
  box(stage, '#7d4440', 690, 470, 150, 44);
  box(stage, '#93534d', 690, 438, 150, 36);
  for (let scrap = 0; scrap < 60; scrap += 1) {
    box(
      stage,
      random.pick(['#d8d4c8', '#b8b09a', '#8f9a8a']),
      random.between(60, 850),
      random.between(470, 590),
      random.between(4, 15),
      random.between(2, 6),
    );
  }
}

function lane(stage: Stage): void {
  sky(stage);
  box(stage, '#c3bfb4', 0, 330, 900, 270);
  for (const [x, width, height] of [
    [330, 70, 92],
    [500, 70, 92],
    [255, 90, 118],
    [560, 90, 118],
  ] as const) {
    house(stage, x, 388, width, height);
  }
  for (const [x, width, height] of [
    [120, 150, 175],
    [640, 150, 175],
    [-110, 240, 260],
    [770, 240, 260],
  ] as const) {
    house(stage, x, 388 + height * 0.22, width, height);
  }
  fill(stage, '#b1aea7', [
    [402, 380],
    [498, 380],
    [820, 600],
    [80, 600],
  ]);
  fill(stage, '#c9c6bf', [
    [444, 380],
    [456, 380],
    [500, 600],
    [400, 600],
  ]);
  for (let seam = 0; seam < 9; seam += 1) {
    const y = 385 + seam * seam * 2.7;
    box(
      stage,
      'rgba(70,65,60,0.14)',
      440 - (y - 380) * 1.6,
      y,
      20 + (y - 380) * 3.2,
      1 + seam * 0.2,
    );
  }
}

/** Volunteers in red vests before the township hall, a banner over them. */
export function volunteers(stage: Stage, text: string): void {
  sky(stage);
  wash(stage, '#86a86a', '#6c9150', 320, 90);
  tree(stage, 60, 400, 260);
  tree(stage, 850, 400, 280);
  hall(stage);
  wash(stage, '#bdb7ab', '#a7a094', 400, 200);
  banner(stage, text, 210, 232, 480, 46);
  const { random } = stage;
  for (let index = 0; index < 11; index += 1) {
    person(stage, 150 + index * 60 + random.between(-5, 5), 470, random.between(134, 150), {
      coat: random.pick(coats),
      ...volunteer,
    });
  }
  for (let index = 0; index < 8; index += 1) {
    const tool = random.chance(0.4) ? ({ tool: 'broom' } as const) : {};
    person(stage, 130 + index * 92 + random.between(-8, 8), 545, random.between(168, 186), {
      coat: random.pick(coats),
      ...volunteer,
      ...tool,
    });
  }
}

function hall(stage: Stage): void {
  box(stage, '#e7e2d6', 130, 110, 640, 300);
  box(stage, '#cfc8b8', 110, 96, 680, 20);
  for (let row = 0; row < 2; row += 1) {
    for (let column = 0; column < 9; column += 1)
      window(stage, 152 + column * 69, 134 + row * 150, 40, 62);
  }
  box(stage, '#8b9096', 400, 284, 100, 126);
  box(stage, '#6d7278', 449, 284, 3, 126);
}

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

/** A public-welfare board by the road. */
export function billboard(stage: Stage, text: string): void {
  sky(stage);
  wash(stage, '#7fa35c', '#688c49', 330, 110);
  for (const x of [40, 130, 790, 870]) tree(stage, x, 400, 230);
  wash(stage, '#a9a69f', '#8f8c86', 430, 170);
  box(stage, '#e8e5dd', 0, 424, 900, 12);
  for (const x of [240, 650]) box(stage, '#6f7378', x, 330, 14, 110);
  box(stage, '#61656b', 162, 88, 580, 262);
  wash2(stage);
  centred(stage, text, 452, 190, Math.min(64, 500 / [...text].length), '#ffffff');
  centred(stage, '清河镇文明办　宣', 452, 318, 22, '#fdf3d8');
  fill(stage, '#f0c64a', [
    [172, 270],
    [360, 235],
    [560, 262],
    [732, 230],
    [732, 282],
    [172, 290],
  ]);
  fill(stage, '#5d9b4e', [
    [172, 284],
    [330, 256],
    [520, 286],
    [732, 256],
    [732, 292],
    [172, 292],
  ]);
  for (let dash = 0; dash < 6; dash += 1) box(stage, '#efece4', 40 + dash * 160, 520, 80, 8);
}

function wash2(stage: Stage): void {
  const gradient = stage.pen.createLinearGradient(172, 98, 732, 340);
  gradient.addColorStop(0, '#d9292b');
  gradient.addColorStop(1, '#b5161d');
  stage.pen.fillStyle = gradient;
  stage.pen.fillRect(172, 98, 560, 242);
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

/** A river bank with railings and willows; people fish litter from the water. */
export function river(stage: Stage): void {
  sky(stage);
  wash(stage, '#86a86a', '#6c9150', 270, 90);
  for (const x of [90, 240, 420, 610, 790]) tree(stage, x, 330, 190);
  wash(stage, '#7fa3a8', '#5d858e', 345, 190);
  for (let ripple = 0; ripple < 70; ripple += 1) {
    box(
      stage,
      'rgba(225,240,240,0.25)',
      stage.random.between(0, 900),
      stage.random.between(350, 525),
      stage.random.between(20, 90),
      2,
    );
  }
  fill(stage, '#6a5a44', [
    [330, 452],
    [560, 452],
    [530, 486],
    [360, 486],
  ]);
  person(stage, 400, 456, 104, { coat: '#3f4f66', vest: '#e8701f', cap: '#e8c23a', tool: 'pole' });
  person(stage, 486, 456, 104, { coat: '#5a5046', vest: '#e8701f', cap: '#e8c23a' });
  wash(stage, '#cbc5b8', '#b1aa9b', 530, 70);
  for (let post = 0; post < 13; post += 1) box(stage, '#e7e4da', 10 + post * 74, 488, 12, 60);
  box(stage, '#e7e4da', 0, 494, 900, 8);
  box(stage, '#e7e4da', 0, 518, 900, 6);
}

/** A brass plaque on a wall. */
export function award(stage: Stage, text: string): void {
  wash(stage, '#b9ada0', '#9d9084', 0, 600);
  for (let brick = 0; brick < 15; brick += 1)
    box(stage, 'rgba(60,50,45,0.14)', 0, brick * 42, 900, 2);
  shadow(stage, 450, 500, 330);
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
