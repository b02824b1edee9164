import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createWorkerPool, launchNode, type WorkerPool } from '../../main/workers/index.ts';
import type { ConditionName } from '../support/papers/index.ts';
import {
  allTurns,
  conditionNames,
  fontFamilies,
  layouts,
  planCorpus,
} from '../support/papers/index.ts';
import { hasKai } from '../support/scans/fonts.ts';
import { seconds, type Row } from './measure.ts';
import { categoryAccuracy } from './reading/categories.ts';
import { rateOf, type PageScore } from './reading/compare-page.ts';
import { detailOf } from './reading/detail.ts';
import { answersOf, judgedFields, scoreOf, type FieldAnswer } from './reading/fields.ts';
import { readCorpus, type ReadDocument } from './reading/read-corpus.ts';
import { timePages, type Taken } from './reading/time-pages.ts';

/** How much is read: the whole takes about twenty minutes on two cores, `quick` two. */
interface Extent {
  readonly documents: number;
  readonly perCondition: number;
  readonly turned: number;
  readonly timed: number;
  readonly runs: number;
}

const whole: Extent = { documents: 100, perCondition: 26, turned: 40, timed: 10, runs: 5 };
const quick: Extent = { documents: 20, perCondition: 4, turned: 5, timed: 4, runs: 1 };

/** The targets of the two conditions that fields are judged under (issue of reading). */
const fieldTargets = {
  light: { referenceNumber: 0.98, date: 0.98, title: 0.95, issuer: 0.95 },
  heavy: { referenceNumber: 0.93, date: 0.93, title: 0.9, issuer: 0.9 },
} as const;

const seed = 'bench';

/**
 * Reading made scans: time beside the models alone and beside ocrmypdf, character errors, fields,
 * turns, categories. With `detailPath`, what went wrong where is written there as Markdown.
 */
export async function readPapers(
  folder: string,
  isQuick: boolean,
  detailPath?: string,
): Promise<Row[]> {
  const extent = isQuick ? quick : whole;
  const pool = createWorkerPool(launchNode, { size: 2, idleMs: 600_000, restingLimitBytes: 1e9 });
  try {
    const rows = await timeRows(folder, extent, pool);
    const read = new Map<ConditionName, readonly ReadDocument[]>();
    for (const name of conditionNames) {
      read.set(name, await readUnder(name, folder, extent, pool));
    }
    for (const [name, documents] of read) rows.push(errorRow(`CER, ${name}`, documents));
    const light = read.get('light') ?? [];
    for (const layout of layouts) {
      const some = light.filter((document) => document.layout === layout);
      if (some.length > 0) rows.push(errorRow(`  light, ${layout}`, some));
    }
    for (const family of fontFamilies) {
      const some = light.filter((document) => document.family === family);
      if (some.length > 0) rows.push(errorRow(`  light, set in ${family}`, some));
    }
    if (hasKai()) rows.push(errorRow('  light, set in kai', await readKai(folder, extent, pool)));
    const answers: FieldAnswer[] = [];
    for (const name of ['light', 'heavy'] as const) {
      const found = await answersOf(read.get(name) ?? [], pool);
      answers.push(...found);
      rows.push(...fieldRows(name, found));
    }
    rows.push(await categoryRow(light, pool));
    const turned = await readTurned(folder, extent, pool);
    rows.push(turnRow(turned));
    if (detailPath !== undefined) {
      await writeFile(detailPath, detailOf([...read.values()].flat(), answers, turned));
    }
    return rows;
  } finally {
    await pool.close();
  }
}

async function subfolder(folder: string, name: string): Promise<string> {
  const path = join(folder, name);
  await mkdir(path, { recursive: true });
  return path;
}

async function timeRows(folder: string, extent: Extent, pool: WorkerPool): Promise<Row[]> {
  const planned = planCorpus('timed', extent.timed, { conditions: ['light'], maxPages: 1 });
  const times = await timePages(planned, await subfolder(folder, 'timed'), pool, extent.runs);
  const work = `Read ${times.pages} pages of 300 dpi, a page, two workers`;
  const alone = timeRow(work, times.ours, times.raw, 'the models alone', 1.25);
  if (times.ocrmypdf === null || times.ocrmypdfRate === null) {
    const peer = 'ocrmypdf is not installed';
    return [alone, { work, ours: '—', peer, ratio: null, target: '≤ 0.8 ×', met: null }];
  }
  const beside = timeRow(work, times.ours, times.ocrmypdf, 'ocrmypdf --jobs 2', 0.8);
  const errors = `its character errors ${percent(times.ocrmypdfRate)}`;
  return [alone, { ...beside, note: `${beside.note}; ${errors}` }];
}

function timeRow(work: string, ours: Taken, peer: Taken, name: string, most: number) {
  const ratio = ours.clockMs / peer.clockMs;
  const share = (ours.processorMs / peer.processorMs).toFixed(2);
  return {
    work,
    ours: seconds(ours.clockMs),
    peer: `${name} ${seconds(peer.clockMs)}`,
    ratio,
    target: `≤ ${most} ×`,
    met: ratio <= most,
    note: `${share} × its processor time`,
  };
}

/** Light and heavy pages are whole documents, for their fields; of the others first pages. */
async function readUnder(
  name: ConditionName,
  folder: string,
  extent: Extent,
  pool: WorkerPool,
): Promise<readonly ReadDocument[]> {
  const own = await subfolder(folder, name);
  const conditions = [name];
  const planned =
    name === 'light' || name === 'heavy'
      ? planCorpus(seed, extent.documents, { conditions, maxPages: 3 })
      : planCorpus(`${seed} ${name}`, extent.perCondition, { conditions, layouts, maxPages: 1 });
  return readCorpus(planned, own, pool);
}

/** A face that only some systems have: not part of what is always read. */
async function readKai(
  folder: string,
  extent: Extent,
  pool: WorkerPool,
): Promise<readonly ReadDocument[]> {
  const options = { conditions: ['light'], families: ['kai'], layouts, maxPages: 1 } as const;
  const planned = planCorpus(`${seed} kai`, extent.perCondition, options);
  return readCorpus(planned, await subfolder(folder, 'kai'), pool);
}

function errorRow(work: string, documents: readonly ReadDocument[]): Row {
  const scores = documents.flatMap((document) => document.pages.map((page) => page.score));
  const inOrder = rateOf(scores, (score) => score.errors);
  const inPlace = rateOf(scores, (score) => score.errorsInPlace);
  const letters = rateOf(
    scores,
    (score) => score.letterErrors,
    (score) => score.letters,
  );
  return {
    work: `${work}, ${scores.length} pages`,
    ours: percent(inPlace),
    peer: '—',
    ratio: null,
    target: '≤ 0.50 %',
    met: inPlace <= 0.005,
    note: [
      `in order ${percent(inOrder)}`,
      `letters and digits ${percent(letters)}`,
      ...handNote(scores),
      `strays ${scores.reduce((sum, score) => sum + score.strays.length, 0)}`,
    ].join(', '),
  };
}

function handNote(scores: readonly PageScore[]): readonly string[] {
  if (scores.every((score) => score.handCharacters === 0)) return [];
  const hand = rateOf(
    scores,
    (score) => score.handErrors,
    (score) => score.handCharacters,
  );
  return [`handwriting ${percent(hand)}`];
}

function fieldRows(name: 'light' | 'heavy', answers: readonly FieldAnswer[]): Row[] {
  const targets: Readonly<Record<string, number>> = fieldTargets[name];
  return judgedFields.map((field) => {
    const { precision, recall, of } = scoreOf(answers, field);
    const target = targets[field];
    return {
      work: `Field ${field}, ${name}, ${of} papers have it`,
      ours: `precision ${percent(precision)}, recall ${percent(recall)}`,
      peer: '—',
      ratio: null,
      target: target === undefined ? '' : `≥ ${Math.round(target * 100)} %`,
      met: target === undefined ? null : Math.min(precision, recall) >= target,
    };
  });
}

async function categoryRow(documents: readonly ReadDocument[], pool: WorkerPool): Promise<Row> {
  const { before, after, documents: count } = await categoryAccuracy(documents, pool);
  return {
    work: `Category after 30 confirmations, ${count} other papers`,
    ours: percent(after),
    peer: `before ${percent(before)}`,
    ratio: null,
    target: '+15 points',
    met: after - before >= 0.15,
  };
}

/** The same papers in all four turns, under conditions in turn. */
async function readTurned(
  folder: string,
  extent: Extent,
  pool: WorkerPool,
): Promise<readonly ReadDocument[]> {
  const read: ReadDocument[] = [];
  for (const turn of allTurns) {
    const options = { layouts, turns: [turn], maxPages: 1 };
    const planned = planCorpus(`${seed} turned`, extent.turned, options);
    read.push(...(await readCorpus(planned, await subfolder(folder, `turn-${turn}`), pool)));
  }
  return read;
}

function turnRow(documents: readonly ReadDocument[]): Row {
  const pages = documents.flatMap((document) => document.pages);
  const wrong = pages.filter(({ truth, reading }) => truth.turn !== reading.turn);
  const share = 1 - wrong.length / pages.length;
  return {
    work: `Turn of ${pages.length} pages in all four turns, all conditions`,
    ours: percent(share),
    peer: '—',
    ratio: null,
    target: '≥ 99 %',
    met: share >= 0.99,
  };
}

function percent(share: number): string {
  return `${(share * 100).toFixed(2)} %`;
}
