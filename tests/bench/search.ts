import { join } from 'node:path';
import { openDatabase, sql, type Reader } from '../../main/db/index.ts';
import { createRandom } from '../support/scans/index.ts';
import { median, megabytes, seconds, type Row } from './measure.ts';
import { openProgram, type OpenProgram } from './open-program.ts';
import { archiveOf, rebuildIndex, sizesOf } from './search/archives.ts';
import { knownDocuments, type KnownDocument } from './search/known.ts';
import { checkAnswers } from './search/oracle.ts';
import { queryClasses, type BenchQuery, type QueryClass } from './search/queries.ts';
import { hasRecoll, recollOver } from './search/recoll.ts';

interface Extent {
  readonly documents: number;
  /** Documents whose pages Recoll indexes too: it takes minutes over 20,000 pages. */
  readonly beside: number;
  readonly queries: number;
  readonly checked: number;
  readonly passes: number;
}

const whole: Extent = { documents: 100_000, beside: 2000, queries: 40, checked: 6, passes: 3 };
const quick: Extent = { documents: 2000, beside: 200, queries: 20, checked: 10, passes: 1 };

/** Text by the program's own calls, beside a tenth of the archive, a `LIKE` scan and Recoll. */
export async function searchArchives(
  kept: string,
  folder: string,
  isQuick: boolean,
): Promise<Row[]> {
  const extent = isQuick ? quick : whole;
  const large = await archiveOf(kept, extent.documents);
  const small = await archiveOf(kept, extent.documents / 10);
  const programs = {
    large: await openProgram(large.path, join(folder, 'large')),
    small: await openProgram(small.path, join(folder, 'small')),
  };
  const db = await openDatabase(join(large.path, 'mingce.sqlite'), { mode: 'read', wal: true });
  const classes = queryClasses(await sampleOf(db.read, extent), extent.queries);
  const rows: Row[] = [];
  try {
    rows.push(
      ...(await timeRows(classes, extent, programs)),
      await answersRow(classes, extent, programs.large, db.read),
      ...(await likeRows(classes, extent, programs.large, db.read)),
      await sizeRow(extent, db.read, large.times),
    );
  } finally {
    await db.close();
    await programs.large.close();
    await programs.small.close();
  }
  return [...rows, ...(await recollRows(classes, extent, kept, folder))];
}

/** Documents that both archives have, for drawing terms from. */
async function sampleOf(reader: Reader, { documents }: Extent): Promise<KnownDocument[]> {
  const random = createRandom('sample');
  const ids = new Set<number>();
  while (ids.size < Math.min(400, documents / 20)) ids.add(random.integer(1, documents / 10));
  const sample: KnownDocument[] = [];
  for (const id of ids) sample.push(...(await knownDocuments(reader, id, id)));
  return sample;
}

interface Programs {
  readonly large: OpenProgram;
  readonly small: OpenProgram;
}

type Size = keyof Programs;
const sizes = ['small', 'large'] as const satisfies readonly Size[];

/** Wall clock and processor time, in ms: on a busy machine only the latter says what the work costs. */
interface Took {
  readonly clockMs: number;
  readonly processorMs: number;
}

/** Times of each query of a class, a list a query: to the first 50 hits, and to total and facets. */
interface Times {
  readonly hits: Took[][];
  readonly facets: Took[][];
}

async function time(work: () => Promise<unknown>): Promise<Took> {
  const before = process.cpuUsage();
  const began = performance.now();
  await work();
  const clockMs = performance.now() - began;
  const { user, system } = process.cpuUsage(before);
  return { clockMs, processorMs: (user + system) / 1000 };
}

async function ask(program: OpenProgram, { filter, sort }: BenchQuery) {
  const page = { filter, ...(sort === undefined ? {} : { sort }), offset: 0, limit: 50 };
  return {
    hits: await time(() => program.call('search.query', page)),
    facets: await time(() => program.call('search.facets', { filter })),
  };
}

/** The two archives in turn, every query once a pass, so that none is still at hand from before. */
async function timeClasses(
  classes: readonly QueryClass[],
  { passes }: Extent,
  programs: Programs,
): Promise<Map<QueryClass, Record<Size, Times>>> {
  const times = new Map<QueryClass, Record<Size, Times>>();
  const none = (of: QueryClass): Times => ({
    hits: of.queries.map(() => []),
    facets: of.queries.map(() => []),
  });
  for (const each of classes) times.set(each, { small: none(each), large: none(each) });
  for (let pass = 0; pass < passes; pass += 1) {
    for (const each of classes) {
      process.stderr.write(`pass ${pass + 1} of ${passes}: ${each.name}\n`);
      for (const [n, query] of each.queries.entries()) {
        for (const size of sizes) {
          const took = await ask(programs[size], query);
          times.get(each)?.[size].hits[n]?.push(took.hits);
          times.get(each)?.[size].facets[n]?.push(took.facets);
        }
      }
    }
  }
  return times;
}

/** The value that a share of the others does not exceed. */
function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

const fine = (ms: number): string => (ms < 10 ? ms.toFixed(1) : ms.toFixed(0));

function spread(values: readonly number[]): string {
  const [middle, most, all] = [0.5, 0.95, 1].map((share) => fine(percentile(values, share)));
  return `p50 ${middle}, p95 ${most}, max ${all} ms`;
}

const mostGrowth = 1.5;

function timeRow(work: string, large: Took[][], small: Took[][], mostMs: number | null): Row {
  const of = (times: Took[][], what: keyof Took): number[] =>
    times.map((passes) => median(passes.map((took) => took[what])));
  const growthOf = (what: keyof Took): number =>
    percentile(of(large, what), 0.95) / percentile(of(small, what), 0.95);
  const growth = growthOf('clockMs');
  const isFast = mostMs === null || percentile(of(large, 'clockMs'), 0.95) <= mostMs;
  const processor = spread(of(large, 'processorMs'));
  return {
    work,
    ours: spread(of(large, 'clockMs')),
    peer: `a tenth: ${spread(of(small, 'clockMs'))}`,
    ratio: growth,
    target: `${mostMs === null ? '' : `p95 ≤ ${mostMs} ms, `}≤ ${mostGrowth} ×`,
    met: isFast && growth <= mostGrowth,
    note: `processor ${processor}, ${growthOf('processorMs').toFixed(2)} ×`,
  };
}

async function timeRows(
  classes: readonly QueryClass[],
  extent: Extent,
  programs: Programs,
): Promise<Row[]> {
  const times = [...(await timeClasses(classes, extent, programs))];
  const count = extent.documents.toLocaleString('en');
  const pages = (extent.documents * 10).toLocaleString('en');
  return [
    ...times.map(([{ name, isDefaultOrder, queries }, { large, small }]) =>
      timeRow(
        `Search ${count} documents, ${pages} pages, first 50 hits: ${name} (${queries.length})`,
        large.hits,
        small.hits,
        isDefaultOrder ? 30 : null,
      ),
    ),
    ...times.map(([{ name }, { large, small }]) =>
      timeRow(`  exact total and facets: ${name}`, large.facets, small.facets, 300),
    ),
  ];
}

async function answersRow(
  classes: readonly QueryClass[],
  { documents, checked }: Extent,
  program: OpenProgram,
  reader: Reader,
): Promise<Row> {
  const queries = classes.flatMap((each) => each.queries.slice(0, checked));
  process.stderr.write(`looking through all pages for ${queries.length} queries …\n`);
  const { wrong } = await checkAnswers(program, reader, documents, queries);
  for (const { filter } of wrong) process.stderr.write(`wrong: ${JSON.stringify(filter)}\n`);
  return {
    work: `Answers unlike the texts themselves, of ${queries.length} queries`,
    ours: `${wrong.length}`,
    peer: '—',
    ratio: null,
    target: '0',
    met: wrong.length === 0,
    note: 'totals, facets, hits',
  };
}

/** `LIKE` over every page, as a program without an index searches. */
async function likeScan(reader: Reader, term: string): Promise<number> {
  const row = await reader.get<{ documents: number }>(sql`
    SELECT count(DISTINCT part.document_id) AS documents FROM page
    JOIN part ON part.original_id = page.original_id WHERE page.text LIKE ${`%${term}%`}`);
  return row?.documents ?? 0;
}

const textOf = ({ filter }: BenchQuery): string => filter.text ?? '';

const queriesNamed = (classes: readonly QueryClass[], name: string): readonly BenchQuery[] =>
  classes.find((each) => each.name === name)?.queries ?? [];

async function likeRows(
  classes: readonly QueryClass[],
  extent: Extent,
  program: OpenProgram,
  reader: Reader,
): Promise<Row[]> {
  const ours: number[] = [];
  const peers: number[] = [];
  let [found, of] = [0, 0];
  for (const query of queriesNamed(classes, '4 characters').slice(0, 5)) {
    process.stderr.write(`LIKE '%${textOf(query)}%' …\n`);
    const scan = await time(async () => (found += await likeScan(reader, textOf(query))));
    peers.push(scan.clockMs);
    const { hits, facets } = await ask(program, query);
    ours.push(hits.clockMs + facets.clockMs);
    of += (await program.call('search.facets', { filter: query.filter })).total;
  }
  return [
    {
      work: `Hits, total and facets of 4 characters in ${extent.documents.toLocaleString('en')} documents`,
      ours: seconds(median(ours)),
      peer: `LIKE over page text, a count alone ${seconds(median(peers))}`,
      ratio: median(ours) / median(peers),
      target: '',
      met: null,
      note: `LIKE finds ${found} of ${of} documents`,
    },
  ];
}

async function sizeRow(
  extent: Extent,
  reader: Reader,
  times: { readonly enteringMs: number; readonly indexingMs: number } | null,
): Promise<Row> {
  const { index, catalogue } = await sizesOf(reader);
  const built =
    times === null
      ? ''
      : `entering ${seconds(times.enteringMs)}, indexing ${seconds(times.indexingMs)} when it was made`;
  return {
    work: `Text index of ${extent.documents.toLocaleString('en')} documents`,
    ours: megabytes(index),
    peer: `the whole catalogue ${megabytes(catalogue)}`,
    ratio: index / catalogue,
    target: '',
    met: null,
    note: built,
  };
}

async function recollRows(
  classes: readonly QueryClass[],
  extent: Extent,
  kept: string,
  folder: string,
): Promise<Row[]> {
  const work = `Index ${(extent.beside * 10).toLocaleString('en')} pages`;
  const { path } = await archiveOf(kept, extent.beside);
  if (!hasRecoll()) {
    const { ms, bytes } = await rebuildIndex(path);
    const ours = `${seconds(ms)}, ${megabytes(bytes)}`;
    const peer = 'Recoll is not installed';
    return [{ work, ours, peer, ratio: null, target: '≤ 0.05 ×', met: null }];
  }
  const db = await openDatabase(join(path, 'mingce.sqlite'), { mode: 'read', wal: true });
  const recoll = await recollOver(folder, db.read, extent.beside);
  await db.close();
  process.stderr.write(`Recoll indexes ${recoll.pages} pages …\n`);
  const peer = await recoll.build();
  const ours = await rebuildIndex(path);
  const asked = queriesNamed(classes, '4 characters').map(textOf);
  const finds = asked.map((term) => recoll.find(term));
  const sum = (of: (find: (typeof finds)[number]) => number): number =>
    finds.reduce((total, find) => total + of(find), 0);
  const program = await openProgram(path, join(folder, 'beside'));
  const took: number[] = [];
  try {
    for (const text of asked) {
      const { hits } = await ask(program, { filter: { text }, matches: () => true });
      took.push(hits.clockMs);
    }
  } finally {
    await program.close();
  }
  return [
    {
      work,
      ours: seconds(ours.ms),
      peer: `Recoll ${seconds(peer.ms)}`,
      ratio: ours.ms / peer.ms,
      target: '≤ 0.05 ×',
      met: ours.ms / peer.ms <= 0.05,
    },
    {
      work: '  size of the index',
      ours: megabytes(ours.bytes),
      peer: `Recoll ${megabytes(peer.bytes)}`,
      ratio: ours.bytes / peer.bytes,
      target: '',
      met: null,
      note: 'Recoll keeps the text in it too',
    },
    {
      work: '  a phrase of 4 characters, first 50 hits',
      ours: seconds(median(took)),
      peer: `Recoll ${seconds(median(finds.map((find) => find.ms)))}, its process included`,
      ratio: median(took) / median(finds.map((find) => find.ms)),
      target: '',
      met: null,
      note: `Recoll finds ${sum((find) => find.found)} of ${sum((find) => find.of)} pages`,
    },
  ];
}
