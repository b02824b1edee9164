import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { lookAtPage } from '../../main/checklist/check-look.ts';
import { sealPages } from '../support/seal-pages.ts';
import { median, seconds, type Row } from './measure.ts';

const context = { progress: () => undefined, signal: new AbortController().signal };

/** Seals on made pages, half of them without: how many are found, how many seen where there is none. */
export async function findSeals(folder: string, pages: number): Promise<Row[]> {
  const path = join(folder, 'page.jpg');
  const times: number[] = [];
  const of = { seen: 0, none: 0, unknown: 0 };
  const right = { seen: 0, none: 0, unknown: 0 };
  const wrong: string[] = [];
  const counts = { sealed: pages / 2, unsealed: pages / 2, grey: Math.ceil(pages / 10) };
  for await (const page of sealPages(counts)) {
    await writeFile(path, page.jpeg);
    const began = performance.now();
    const args = { path, type: 'jpeg', page: 1, widthUm: 210_000, heightUm: 297_000 } as const;
    const { seal } = await lookAtPage(args, context);
    times.push(performance.now() - began);
    of[page.truth] += 1;
    // Where nothing on a page has a colour, it is not known to be without a seal: nothing false.
    const isRight = page.truth === 'none' ? seal !== 'seen' : seal === page.truth;
    if (isRight) right[page.truth] += 1;
    else wrong.push(page.what);
  }
  const found = right.seen / of.seen;
  const wrongly = 1 - right.none / of.none;
  return [
    {
      work: `Round seals found on ${of.seen} made pages`,
      ours: `${(found * 100).toFixed(1)} %`,
      peer: '—',
      ratio: null,
      target: '≥ 95 %',
      met: found >= 0.95,
      note: `${seconds(median(times))} a page${wrong.length === 0 ? '' : `; wrong: ${wrong.join(' | ')}`}`,
    },
    {
      work: `  seen on ${of.none} pages without one`,
      ours: `${(wrongly * 100).toFixed(1)} %`,
      peer: '—',
      ratio: null,
      target: '≤ 2 %',
      met: wrongly <= 0.02,
    },
    {
      work: `  ${of.unknown} grey scans called unknown`,
      ours: `${right.unknown}`,
      peer: '—',
      ratio: null,
      target: 'all',
      met: right.unknown === of.unknown,
    },
  ];
}
