import type { Stage } from './scene-parts.ts';
import {
  coats,
  banner,
  box,
  bush,
  centred,
  clouds,
  ellipse,
  fill,
  house,
  person,
  tree,
  wash,
  window,
} from './scene-parts.ts';

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
