import { expect, test } from 'vitest';
import type { TextLine } from '../../../main/contract/reading.ts';
import { editsBetween } from '../../bench/reading/characters.ts';
import { comparePage } from '../../bench/reading/compare-page.ts';
import type { PageTruth } from './index.ts';
import { planCorpus } from './index.ts';

async function truthOf(layout: 'downward' | 'sign-in'): Promise<PageTruth> {
  const options = { layouts: [layout], conditions: ['sealed'] } as const;
  for await (const document of planCorpus(4, 1, options)) {
    const [page] = document.pages;
    if (page !== undefined) return page.truth;
  }
  throw new Error('nothing planned');
}

function perfect(truth: PageTruth): TextLine[] {
  return truth.lines.map(({ text, box, red }) => {
    return { text, box, red, confidence: 99, centres: [], vertical: false, paragraph: false };
  });
}

test('edits are the shortest way, named by characters', () => {
  expect(editsBetween('清政发〔2024〕36号', '清政发[2024]36号')).toEqual([
    { truth: '〔', read: '[' },
    { truth: '〕', read: ']' },
  ]);
  expect(editsBetween('一二三', '一三四')).toHaveLength(2);
});

test('a perfect reading has no errors, handwriting apart', async () => {
  const truth = await truthOf('sign-in');
  const lines = perfect(truth).map((line, index) => {
    return truth.lines[index]?.hand === true ? { ...line, text: '某' } : line;
  });
  const score = comparePage(truth, lines);
  expect(score).toMatchObject({ errors: 0, errorsInPlace: 0, letterErrors: 0, strays: [] });
  expect(score.handErrors).toBeGreaterThan(0);
});

test('lines in another order are errors of order alone', async () => {
  const truth = await truthOf('downward');
  const score = comparePage(truth, perfect(truth).reverse());
  expect(score.errorsInPlace).toBe(0);
  expect(score.errors).toBeGreaterThan(score.characters / 2);
});

test('a line cut in two, or two in one, is read right', async () => {
  const truth = await truthOf('downward');
  const lines = perfect(truth).flatMap((line, index) => {
    if (index !== 5) return [line];
    const half = Math.round(line.box.widthUm / 2);
    const turned = (line.box.angle * Math.PI) / 180;
    const xUm = line.box.xUm + Math.round(Math.cos(turned) * half);
    const yUm = line.box.yUm + Math.round(Math.sin(turned) * half);
    const cut = Math.floor(line.text.length / 2);
    return [
      { ...line, text: line.text.slice(cut), box: { ...line.box, xUm, yUm, widthUm: half } },
      { ...line, text: line.text.slice(0, cut), box: { ...line.box, widthUm: half } },
    ];
  });
  expect(comparePage(truth, lines).errorsInPlace).toBe(0);
});

test('a wrong and a missing character count; a seal that is read does not, words from nowhere do', async () => {
  const seal = { xUm: 60_000, yUm: 281_000, widthUm: 6000, heightUm: 5000, angle: 0 };
  const truth = { ...(await truthOf('downward')), ignored: [seal] };
  const lines = perfect(truth);
  const [first] = lines;
  if (first === undefined) throw new Error('no lines');
  const body = lines.findLastIndex((line) => line.text.length > 10);
  lines[body] = { ...first, ...lines[body], text: `囗${lines[body]?.text.slice(2)}` };
  const read = comparePage(truth, [
    ...lines,
    { ...first, text: '章', box: seal },
    { ...first, text: '无中生有', box: { ...seal, xUm: 0, yUm: 290_000, widthUm: 30_000 } },
  ]);
  expect(read.strays).toEqual(['无中生有']);
  expect(read.errorsInPlace).toBe(2 + 4);
});
