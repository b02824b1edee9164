import { createCanvas, loadImage } from '@napi-rs/canvas';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import type { LineBox } from '../../../main/contract/reading.ts';
import type { ConditionName, CorpusOptions, CorpusPage, Layout } from './index.ts';
import { allTurns, cornersOf, makeCorpus } from './index.ts';

/**
 * `node tests/support/papers/dump.ts FOLDER [--count N] [--seed S] [--layout L]… [--condition C]…
 * [--turned]`: writes pages of the corpus with their truth drawn over them, for people to look at.
 */
const words = process.argv.slice(2);

function valuesOf(option: string): readonly string[] {
  return words.flatMap((word, index) => (word === option ? [words[index + 1] ?? ''] : []));
}

async function overlay(page: CorpusPage): Promise<Buffer> {
  const image = await loadImage(page.jpeg);
  const canvas = createCanvas(image.width, image.height);
  const pen = canvas.getContext('2d');
  pen.drawImage(image, 0, 0);
  const scale = image.width / page.truth.widthUm;
  const outline = (box: LineBox, colour: string): void => {
    pen.strokeStyle = colour;
    pen.lineWidth = 0.35 * page.truth.dpi * (1 / 25.4);
    pen.beginPath();
    for (const [x, y] of cornersOf(box)) pen.lineTo(x * scale, y * scale);
    pen.closePath();
    pen.stroke();
  };
  page.truth.ignored.forEach((box) => outline(box, '#b0b0b0'));
  page.truth.lines.forEach((line, index) => {
    outline(line.box, line.hand ? '#c08000' : '#1f7a3d');
    pen.fillStyle = '#c000c0';
    pen.font = `${3 * (page.truth.dpi / 25.4)}px sans-serif`;
    pen.fillText(String(index + 1), line.box.xUm * scale - 40, line.box.yUm * scale);
  });
  const { width, height } = canvas;
  return sharp(canvas.data(), { raw: { width, height, channels: 4 } })
    .resize({ width: Math.min(width, 1240) })
    .png()
    .toBuffer();
}

const folder = words[0];
if (folder === undefined || folder.startsWith('--')) throw new Error('name a folder to write to');
await mkdir(folder, { recursive: true });
const layouts = valuesOf('--layout') as readonly Layout[];
const conditions = valuesOf('--condition') as readonly ConditionName[];
const options: CorpusOptions = {
  ...(words.includes('--turned') ? { turns: allTurns } : {}),
  ...(layouts.length > 0 ? { layouts } : {}),
  ...(conditions.length > 0 ? { conditions } : {}),
};
const count = Number(valuesOf('--count')[0] ?? 20);
let number = 0;
for await (const document of makeCorpus(valuesOf('--seed')[0] ?? 1, count, options)) {
  number += 1;
  const stem = `${String(number).padStart(3, '0')}-${document.layout}-${document.condition}`;
  for (const [index, page] of document.pages.entries()) {
    await writeFile(path.join(folder, `${stem}-${index + 1}.png`), await overlay(page));
  }
  const lines = document.pages.map((page) => page.truth.lines.map((line) => line.text));
  const told = { name: document.name, fields: document.fields, category: document.category, lines };
  await writeFile(path.join(folder, `${stem}.json`), JSON.stringify(told, null, 1));
}
