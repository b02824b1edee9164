import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { lookAtPage } from '../../main/checklist/check-look.ts';
import { sketchText } from '../../main/checklist/check-sketch.ts';
import type { ChecklistId } from '../../main/contract/index.ts';
import { sql } from '../../main/db/index.ts';
import { openArchive } from '../../main/library/index.ts';
import { createWorkerPool, launchNode } from '../../main/workers/index.ts';
import { sealPages } from '../support/seal-pages.ts';
import { archiveWith } from './checklist.ts';
import { median, seconds, type Row } from './measure.ts';
import { openProgram } from './open-program.ts';

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

/** What looking at every page would have found, made up: a seal on every other page. */
async function lookedAt(kept: string, own: string, items: number): Promise<string> {
  const from = await archiveWith(kept, items, items * 4);
  const path = join(own, 'looked-at');
  await mkdir(path);
  await copyFile(join(from, 'mingce.sqlite'), join(path, 'mingce.sqlite'));
  const workers = createWorkerPool(launchNode, { size: 1 });
  const archive = await openArchive(path, { workers, user: 'bench', language: 'zh-CN' });
  const pages = await archive.db.read.all<{ id: number; text: string }>(
    sql`SELECT id, text FROM page`,
  );
  const sketches = pages.map(({ id, text }) => ({ id, ...sketchText(text) }));
  await archive.derive([], async (writer) => {
    await writer.run(sql`
      INSERT INTO page_sketch (page_id, letters, sketch)
      SELECT value ->> 'id', value ->> 'letters', value ->> 'sketch'
      FROM json_each(${JSON.stringify(sketches)})`);
    await writer.run(sql`
      INSERT INTO page_look (page_id, seal, picture)
      SELECT id, CASE id % 2 WHEN 0 THEN 'seen' ELSE 'none' END, '' FROM page`);
  });
  await archive.close();
  await workers.close();
  return path;
}

/** The whole check of a large checklist, asked as the window asks it: anew, and its next rows. */
export async function checkLarge(
  kept: string,
  own: string,
  runs: number,
  items: number,
): Promise<Row[]> {
  const { call, close } = await openProgram(await lookedAt(kept, own, items), own);
  const { checklists } = await call('checklist.list', {});
  const id = checklists[0]?.id as ChecklistId;
  const ask = (offset: number) => call('checklist.check', { id, offset, limit: 50 });
  const { rows } = await call('checklist.tree', { id, offset: 0, limit: 10 });
  const whole: number[] = [];
  const next: number[] = [];
  let total = 0;
  for (let run = 0; run < runs; run += 1) {
    // What was found is kept until something changes.
    const item = rows[run % rows.length]?.id as never;
    await call('checklist.conclude', { id: item, conclusion: `第 ${run} 次` });
    const began = performance.now();
    ({ total } = await ask(0));
    whole.push(performance.now() - began);
    const again = performance.now();
    await ask(50 * (run + 1));
    next.push(performance.now() - again);
  }
  await close();
  const size = `${items.toLocaleString('en')} items × ${(items * 4).toLocaleString('en')} links`;
  return [
    {
      work: `Material check, ${size}`,
      ours: seconds(median(whole)),
      peer: '—',
      ratio: null,
      target: '≤ 300 ms',
      met: median(whole) <= 300,
      note: `${total.toLocaleString('en')} findings`,
    },
    {
      work: '  its next 50 rows',
      ours: seconds(median(next)),
      peer: '—',
      ratio: null,
      target: '≤ 100 ms',
      met: median(next) <= 100,
    },
  ];
}
