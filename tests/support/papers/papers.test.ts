import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import type { PageTruth, PlannedDocument } from './index.ts';
import { allTurns, conditionNames, cornersOf, layouts, makeCorpus, planCorpus } from './index.ts';

async function all<T>(made: AsyncGenerator<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const each of made) list.push(each);
  return list;
}

function told(document: PlannedDocument): unknown {
  return { ...document, pages: document.pages.map((page) => page.truth) };
}

test('the same seed makes the same papers, whatever their number, and another seed others', async () => {
  const first = await all(planCorpus('一', 30));
  const again = await all(planCorpus('一', 24));
  expect(again.map(told)).toEqual(first.slice(0, 24).map(told));
  const [other] = await all(planCorpus('二', 1));
  expect(other?.fields).not.toEqual(first[0]?.fields);
});

test('a page is scanned alike each time', async () => {
  const digests = [];
  for (let time = 0; time < 2; time += 1) {
    const [document] = await all(makeCorpus(3, 1, { conditions: ['compressed'], maxPages: 1 }));
    digests.push(
      createHash('sha256')
        .update(document?.pages[0]?.jpeg ?? '')
        .digest('hex'),
    );
  }
  expect(digests[0]).toBe(digests[1]);
});

test('a hundred papers differ in issuer, number, title and date, and have all layouts', async () => {
  const papers = await all(planCorpus(5, 100));
  const different = (values: readonly (string | null | undefined)[]) =>
    new Set(values.filter((value) => value !== undefined && value !== null)).size;
  expect(new Set(papers.map((paper) => paper.layout)).size).toBe(layouts.length);
  expect(new Set(papers.map((paper) => paper.condition)).size).toBe(conditionNames.length);
  expect(different(papers.map((paper) => paper.fields.issuer))).toBeGreaterThan(35);
  expect(different(papers.map((paper) => paper.fields.referenceNumber))).toBeGreaterThan(45);
  expect(different(papers.map((paper) => paper.fields.title))).toBeGreaterThan(85);
  const lines = papers.map(
    (paper) => paper.pages[0]?.truth.lines.filter((line) => line.role === 'title').length,
  );
  expect([...new Set(lines)]).toEqual(expect.arrayContaining([1, 2, 3]));
  expect(papers.some((paper) => paper.fields.referenceNumber === null)).toBe(true);
});

test('what a paper says about itself is printed on it', async () => {
  for await (const { layout, fields, pages } of planCorpus(6, 60)) {
    const lines = pages.flatMap((page) => page.truth.lines.map((line) => line.text));
    const text = lines.join('').replaceAll(/\s/gu, '');
    if (typeof fields.title === 'string') expect(text, layout).toContain(fields.title);
    for (const issuer of fields.issuer?.split('、') ?? []) expect(text, layout).toContain(issuer);
    const count = /〕(\d+)号$/u.exec(fields.referenceNumber ?? '')?.[1];
    if (count !== undefined) expect(text, layout).toMatch(new RegExp(`第?0*${count}号`, 'u'));
    if (typeof fields.date === 'string') {
      expect(text, layout).toMatch(/[年.-]/u);
    }
  }
});

interface Ink {
  /** Twentieths of the line's length with dark pixels in them. */
  readonly inside: number;
  /** Dark share of the box, and of bands a fifth as high just over and under it. */
  readonly dark: number;
  readonly around: number;
}

async function inkOf(jpeg: Buffer, truth: PageTruth): Promise<readonly Ink[]> {
  const { data, info } = await sharp(jpeg).greyscale().raw().toBuffer({ resolveWithObject: true });
  const scale = info.width / truth.widthUm;
  return truth.lines.map(({ box }) => {
    const [origin, along, , down] = cornersOf(box);
    if (origin === undefined || along === undefined || down === undefined)
      throw new Error('no box');
    const isDark = (s: number, r: number): boolean => {
      const x = origin[0] + (along[0] - origin[0]) * s + (down[0] - origin[0]) * r;
      const y = origin[1] + (along[1] - origin[1]) * s + (down[1] - origin[1]) * r;
      return (data[Math.floor(y * scale) * info.width + Math.floor(x * scale)] ?? 255) < 150;
    };
    const steps = Math.ceil(box.widthUm * scale);
    const columns = new Set<number>();
    let [dark, around] = [0, 0];
    for (let step = 0; step < steps; step += 1) {
      for (let row = 0; row < 20; row += 1) {
        if (!isDark(step / steps, row / 20)) continue;
        dark += 1;
        columns.add(Math.floor((step / steps) * 20));
      }
      for (const row of [-0.2, -0.15, -0.1, 1.05, 1.1, 1.15]) {
        if (isDark(step / steps, row)) around += 1;
      }
    }
    return {
      inside: columns.size / 20,
      dark: dark / (steps * 20),
      around: around / (steps * 6),
    };
  });
}

test('boxes of lines lie over their ink, in all turns', async () => {
  const conditions = ['dpi150', 'skewed', 'dpi150', 'dpi200', 'dpi150'] as const;
  const made = makeCorpus(8, 5, { conditions, turns: allTurns, maxPages: 1 });
  for await (const { layout, pages } of made) {
    for (const { jpeg, truth } of pages) {
      const ink = await inkOf(jpeg, truth);
      truth.lines.forEach((line, index) => {
        const { inside = 0, dark = 0, around = 1 } = ink[index] ?? {};
        expect(dark, `${layout} ${line.text}`).toBeGreaterThan(0.02);
        // Thin dashes stand at both sides of a page's number.
        const solid = line.role !== 'page-number' && line.text.length > 3;
        if (solid) expect(inside, `${layout} ${line.text}`).toBeGreaterThan(0.5);
        // Rules of tables and signatures' seals pass near.
        if (line.role === 'body') expect(around, `${layout} ${line.text}`).toBeLessThan(0.06);
      });
    }
  }
});
