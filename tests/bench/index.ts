import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bindImages, bindPdfs } from './bind.ts';
import { checkLarge, findSeals } from './check.ts';
import { checklists } from './checklist.ts';
import { classifyPapers } from './classify.ts';
import { importFiles } from './import.ts';
import { listDocuments } from './list.ts';
import type { Row } from './measure.ts';
import { readPapers } from './read.ts';
import { searchArchives } from './search.ts';

/**
 * `npm run bench [-- bind images import list search read classify checklist check] [--quick]`: prints today's figures beside their
 * targets, peer and program in turn, medians of five (`--quick`: of one, on a tenth of the data).
 * `--detail=FILE` writes what was read wrong, and where.
 */
const words = process.argv.slice(2);
const quick = words.includes('--quick');
const wanted = words.filter((word) => !word.startsWith('--'));
const runs = quick ? 1 : 5;

const detailPath = words.find((word) => word.startsWith('--detail='))?.slice('--detail='.length);

/** Large archives are made once and kept: 100,000 documents take minutes to make. */
async function keptFolder(): Promise<string> {
  const kept = fileURLToPath(new URL('../../.build/bench', import.meta.url));
  await mkdir(kept, { recursive: true });
  return kept;
}

const works: Readonly<Record<string, (folder: string) => Promise<Row[]>>> = {
  bind: (folder) => bindPdfs(folder, runs, quick ? 20 : 200),
  images: (folder) => bindImages(folder, runs, quick ? 100 : 1000),
  import: (folder) => importFiles(folder, runs, quick ? 200 : 2000),
  list: async () => listDocuments(await keptFolder(), quick ? 10_000 : 100_000),
  search: async (folder) => searchArchives(await keptFolder(), folder, quick),
  read: (folder) => readPapers(folder, quick, detailPath),
  checklist: async (folder) => checklists(await keptFolder(), folder, runs, quick ? 500 : 5000),
  check: async (folder) => [
    ...(await findSeals(folder, quick ? 20 : 100)),
    ...(await checkLarge(await keptFolder(), folder, runs, quick ? 500 : 5000)),
  ],
  classify: () => Promise.resolve(classifyPapers(runs, quick ? 60 : 300)),
};

function line(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function cellsOf(row: Row): string[] {
  const ratio = row.ratio === null ? '' : `${row.ratio.toFixed(2)} ×`;
  const met = row.met === null ? '—' : row.met ? 'yes' : 'no';
  return [row.work, row.ours, row.peer, ratio, row.target, met, row.note ?? ''];
}

const rows: Row[] = [];
for (const [name, work] of Object.entries(works)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const folder = await mkdtemp(join(tmpdir(), `mingce-bench-${name}-`));
  try {
    rows.push(...(await work(folder)));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
const [cpu] = cpus();
console.log(
  `${cpus().length} × ${cpu?.model.trim() ?? 'unknown'}, Node ${process.versions.node}\n`,
);
console.log(line(['work', 'here', 'peer', 'ratio', 'target', 'met', 'note']));
console.log(line(['---', '---', '---', '---', '---', '---', '---']));
for (const row of rows) console.log(line(cellsOf(row)));
