import { readdir, readFile, stat } from 'node:fs/promises';
import { createCanvas } from '@napi-rs/canvas';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { estimate } from '../../main/binder/estimate-task.ts';
import type { VolumePlan } from '../../main/binder/plan.ts';
import { temporaryFolder } from '../support/archives.ts';
import { g4Pdf, jbig2Pdf, plainPdf, scanBilevel, signInPaper } from '../support/scans/index.ts';
import { pdfOf } from '../support/awkward/sheet.ts';
import { objectsOf } from './objects.ts';
import { difference, picturesOf } from './pictures.ts';
import { bare, bind, original, paper, planOf, section } from './support.ts';

const [width, height] = [2480, 3508];

/** A grainy A4 page at 300 dpi with bars on it, as a scanner gives it. */
async function page(): Promise<Buffer> {
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  context.fillStyle = '#f4f1ea';
  context.fillRect(0, 0, width, height);
  for (let at = 0; at < 18; at += 1) {
    context.fillStyle = at % 9 === 0 ? '#b02020' : '#202020';
    context.fillRect(300, 300 + at * 160, 1200 + ((at * 379) % 600), 80);
  }
  const grain = { type: 'gaussian', mean: 128, sigma: 4 } as const;
  const noise = await sharp({
    create: { width: 620, height: 877, channels: 3, background: '#808080', noise: grain },
  })
    .resize(width, height, { kernel: 'nearest' })
    .png()
    .toBuffer();
  return sharp(canvas.toBuffer('image/png'))
    .removeAlpha()
    .composite([{ input: noise, blend: 'soft-light' }])
    .withMetadata({ density: 300 })
    .png()
    .toBuffer();
}

type Coded = readonly [entries: string, bytes: Uint8Array];

function pdfWith([entries, bytes]: Coded, size = [595, 842]): Buffer {
  return pdfOf((writer) => {
    const image = writer.addStream(
      `/Type /XObject /Subtype /Image /Width ${width} /Height ${height} /BitsPerComponent 8 ${entries}`,
      bytes,
      false,
    );
    const resources = `/Resources << /XObject << /Im ${image} 0 R >> >>`;
    return {
      pages: [
        {
          entries: `/MediaBox [0 0 595 842] ${resources}`,
          content: `q ${size[0]} 0 0 ${size[1]} 0 0 cm /Im Do Q`,
        },
      ],
    };
  });
}

/** Rows of a PNG made of chunks: what PDF takes over. */
function rowsOf(png: Buffer): Buffer {
  const rows: Buffer[] = [];
  for (let at = 8; at < png.length;) {
    const length = png.readUInt32BE(at);
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT') {
      rows.push(png.subarray(at + 8, at + 8 + length));
    }
    at += 12 + length;
  }
  return Buffer.concat(rows);
}

const png = await page();
const jpeg = await sharp(png).jpeg({ quality: 92 }).withMetadata({ density: 300 }).toBuffer();
const rgb = '/ColorSpace /DeviceRGB';
const scans: readonly (readonly [string, Uint8Array])[] = [
  ['扫描.jpg', jpeg],
  ['扫描.png', png],
  ['扫描.webp', await sharp(png).webp({ quality: 95 }).toBuffer()],
  ['照片.pdf', pdfWith([`${rgb} /Filter /DCTDecode`, jpeg])],
  [
    '无损.pdf',
    pdfWith([
      `${rgb} /Filter [/FlateDecode] /DecodeParms [<< /Predictor 15 /Colors 3 /Columns ${width} >>]`,
      rowsOf(png),
    ]),
  ],
];

async function boundOne(
  folder: string,
  [name, bytes]: readonly [string, Uint8Array],
  imageDpi?: 200 | 150,
) {
  const part = await original(folder, name, bytes);
  const options: Partial<VolumePlan['options']> =
    imageDpi === undefined ? bare : { ...bare, imageDpi };
  const { path } = await bind(planOf([section([paper(name, [part])])], options), folder);
  return { path, bytes: (await stat(path)).size };
}

test.each(scans)('%s takes less with fewer dots, and looks the same', async (name, bytes) => {
  const folder = await temporaryFolder();
  const whole = await boundOne(folder, [name, bytes]);
  const [wanted] = await picturesOf(whole.path);
  let least = whole.bytes;
  for (const dpi of [200, 150] as const) {
    const smaller = await boundOne(folder, [name, bytes], dpi);
    expect(smaller.bytes, `${dpi}`).toBeLessThan(least * 0.9);
    least = smaller.bytes;
    const [image] = (await objectsOf(smaller.path)).filter(({ text }) => text.includes('/Image'));
    const wide = Number(/\/Width (\d+)/.exec(image?.text ?? '')?.[1]);
    expect(Math.abs(wide - (210 / 25.4) * dpi)).toBeLessThan(12);
    expect(image?.text).toContain('/DCTDecode');
    const [found] = await picturesOf(smaller.path);
    expect(found && wanted && difference(found, wanted)).toBeLessThan(6);
  }
});

test('what is small already, or delicate, keeps its very bytes', async () => {
  const folder = await temporaryFolder();
  const bilevel = await scanBilevel(signInPaper(), { dpi: 300 });
  const few = await sharp(png).resize(1240).jpeg().withMetadata({ density: 150 }).toBuffer();
  const mask = '/Mask [250 255 250 255 250 255]';
  const kept: readonly (readonly [string, Uint8Array])[] = [
    ['文字.pdf', plainPdf([{ text: 'TEXT' }])],
    ['传真.pdf', g4Pdf([bilevel], 300)],
    ['黑白.pdf', jbig2Pdf([bilevel], 300)],
    ['少点.jpg', few],
    ['蒙版.pdf', pdfWith([`${rgb} /Filter /DCTDecode ${mask}`, jpeg])],
    // At 210 mm it would have too many dots; at A2 it has not.
    ['挂图.pdf', pdfWith([`${rgb} /Filter /DCTDecode`, jpeg], [1190, 1684])],
  ];
  for (const file of kept) {
    const whole = await readFile((await boundOne(folder, file)).path);
    const smaller = await readFile((await boundOne(folder, file, 150)).path);
    // The hash of the plan, which names the file, is all that differs.
    const said = (bytes: Buffer) => bytes.toString('latin1').replace(/\/ID\[[^\]]*\]/, '');
    expect(said(smaller) === said(whole), file[0]).toBe(true);
  }
});

test('the size is estimated from a few pages, close to what is written then', async () => {
  const folder = await temporaryFolder();
  const papers = [];
  for (const [name, bytes] of [...scans, ['文字.pdf', plainPdf([{ text: 'TEXT' }])] as const]) {
    papers.push(paper(name, [await original(folder, name, bytes)]));
  }
  papers.push(paper('缺', [await original(folder, '密.pdf', png, { state: 'locked' })]));
  const plan = planOf([section(papers)]);
  const control = { signal: new AbortController().signal, progress: () => undefined };
  const told = await estimate({ plan, folder }, control);
  for (const [size, imageDpi] of [
    [told.at200, 200],
    [told.at150, 150],
  ] as const) {
    const { path } = await bind(planOf([section(papers)], { ...bare, imageDpi }), folder);
    const written = (await stat(path)).size;
    expect(size / written).toBeGreaterThan(0.7);
    expect(size / written).toBeLessThan(1.4);
  }
  expect(told.at150).toBeLessThan(told.at200);
  expect(told.at200).toBeLessThan(told.asIs);
  expect((await readdir(folder)).filter((name) => name.startsWith('estimate-'))).toEqual([]);
  const nothing = await estimate({ plan: planOf([]), folder }, control);
  expect(nothing).toEqual({ asIs: 0, at200: 0, at150: 0 });
});
