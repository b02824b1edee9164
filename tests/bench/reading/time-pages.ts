import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { WorkerPool } from '../../../main/workers/index.ts';
import type { PageTruth, PlannedDocument } from '../../support/papers/index.ts';
import { scannedPdf } from '../../support/scans/index.ts';
import { has, median, timeShell } from '../measure.ts';
import { comparable, editsBetween } from './characters.ts';
import { processorMs } from './processor-time.ts';
import type { RawPage } from './raw-models.ts';
import { readArgs } from './read-corpus.ts';

/** Medians a page, in ms: by the clock, and of the processors. */
export interface Taken {
  readonly clockMs: number;
  readonly processorMs: number;
}

/** null where the program is missing. */
export interface PageTimes {
  readonly pages: number;
  readonly ours: Taken;
  readonly raw: Taken;
  readonly ocrmypdf: Taken | null;
  /** Character errors of ocrmypdf on the same pages. */
  readonly ocrmypdfRate: number | null;
}

interface TimedPage {
  readonly path: string;
  readonly jpeg: Buffer;
  readonly truth: PageTruth;
}

/** Reads the same pages `runs` times each way, one way after the other. */
export async function timePages(
  documents: AsyncIterable<PlannedDocument>,
  folder: string,
  pool: WorkerPool,
  runs: number,
): Promise<PageTimes> {
  const pages: TimedPage[] = [];
  for await (const document of documents) {
    for (const page of document.pages) {
      const path = join(folder, `timed-${pages.length}.jpg`);
      const jpeg = await page.scan();
      await writeFile(path, jpeg);
      pages.push({ path, jpeg, truth: page.truth });
    }
  }
  const pdf = join(folder, 'timed.pdf');
  await writeFile(pdf, scannedPdf(pages.map(asScan)));
  const models = [startRaw(), startRaw()];
  const raws = await Promise.all(models);
  try {
    // Both sides have their models open before the clock starts.
    await readAll(pages.slice(0, 2), pool);
    await Promise.all(raws.map((child) => runRaw(child, pages.slice(0, 1))));
    const halves = [0, 1].map((half) => pages.filter((_, at) => at % 2 === half));
    const runRaws = () => Promise.all(raws.map((child, n) => runRaw(child, halves[n] ?? [])));
    const [ours, raw, peer]: [Taken[], Taken[], Taken[]] = [[], [], []];
    for (let run = 0; run < runs; run += 1) {
      ours.push(await timed(() => readAll(pages, pool)));
      raw.push(await timed(runRaws));
      if (has('ocrmypdf')) peer.push(await timed(() => runOcrmypdf(pdf, folder)));
    }
    const aPage = (taken: readonly Taken[]): Taken => ({
      clockMs: median(taken.map((each) => each.clockMs)) / pages.length,
      processorMs: median(taken.map((each) => each.processorMs)) / pages.length,
    });
    const present = peer.length > 0;
    return {
      pages: pages.length,
      ours: aPage(ours),
      raw: aPage(raw),
      ocrmypdf: present ? aPage(peer) : null,
      ocrmypdfRate: present ? await sidecarRate(pages, folder) : null,
    };
  } finally {
    for (const child of raws) child.kill();
    await rm(pdf);
  }
}

async function timed(work: () => unknown): Promise<Taken> {
  const used = processorMs();
  const started = performance.now();
  await work();
  return { clockMs: performance.now() - started, processorMs: processorMs() - used };
}

function readAll(pages: readonly TimedPage[], pool: WorkerPool): Promise<unknown> {
  return Promise.all(
    pages.map(({ path, truth }) => pool.run('reading.read', readArgs(path, truth))),
  );
}

async function startRaw(): Promise<ChildProcess> {
  const child = fork(fileURLToPath(new URL('raw-models.ts', import.meta.url)), { execArgv: [] });
  await once(child, 'message');
  return child;
}

async function runRaw(child: ChildProcess, pages: readonly TimedPage[]): Promise<void> {
  const done = once(child, 'message');
  child.send(pages.map(rawPage));
  await done;
}

/** Strips as tall as a line with an eighth of its height around it, as detection gives them. */
function rawPage({ truth }: TimedPage): RawPage {
  const strips = truth.lines.map(({ box }) => {
    const share = (box.widthUm + box.heightUm * 0.25) / (box.heightUm * 1.25);
    return Math.max(48, Math.round(share * 48));
  });
  return { detection: [672, 960], strips };
}

function runOcrmypdf(pdf: string, folder: string): void {
  const [out, sidecar] = [join(folder, 'peer.pdf'), join(folder, 'peer.txt')];
  timeShell(`ocrmypdf -q -l chi_sim --jobs 2 --sidecar '${sidecar}' '${pdf}' '${out}' 2>&1`);
}

async function sidecarRate(pages: readonly TimedPage[], folder: string): Promise<number> {
  const read = (await readFile(join(folder, 'peer.txt'), 'utf8')).split('\f');
  let [errors, characters] = [0, 0];
  pages.forEach(({ truth }, index) => {
    const printed = comparable(truth.lines.map((line) => line.text).join(''));
    errors += editsBetween(printed, comparable(read[index] ?? '')).length;
    characters += [...printed].length;
  });
  return errors / characters;
}

function asScan({ jpeg, truth }: TimedPage): Parameters<typeof scannedPdf>[0][number] {
  const [widthMm, heightMm] = [truth.widthUm / 1000, truth.heightUm / 1000];
  const px = (mm: number): number => Math.round((mm * truth.dpi) / 25.4);
  const lie = { skewDegrees: 0, shiftMm: [0, 0] } as const;
  return {
    jpeg,
    widthPx: px(widthMm),
    heightPx: px(heightMm),
    widthMm,
    heightMm,
    grey: false,
    lie,
  };
}
