import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { buildIfStale } from './fresh.mjs';
import { root, runNode, Stop } from './run.mjs';
import { start } from './start.mjs';

const archive = join(root, 'demo-archive');
const query = '整改';

/** Shows the main job on the demo originals, then opens the program on them. Can be run again. */
export async function demo(args) {
  await buildIfStale();
  await makeArchive();
  await takeIn();
  await find();
  await bind();
  if (args.includes('--no-open')) return 0;
  console.log(`\nOpening ${relative(root, archive)} …`);
  return start([archive, ...args]);
}

async function makeArchive() {
  if (existsSync(join(archive, 'mingce.sqlite'))) return;
  await cli('new', archive, '--name', '清河镇台账（示例）', '--fonds', '0158');
}

async function takeIn() {
  const originals = join(root, 'resources/demo');
  const { imported, duplicates, failed, ms } = await cli(
    'import',
    archive,
    originals,
    '--confirm',
    // Scans are read when the program is open, while you look at the rest.
    '--no-read',
  );
  const known = duplicates.length > 0 ? `, ${duplicates.length} already there` : '';
  console.log(`\nImported ${imported.length} documents in ${seconds(ms)}${known}`);
  for (const { title, year, category, pages } of imported) {
    console.log(`  ${year ?? '—'}  ${category ?? '—'}  ${title}  (${pages} p.)`);
  }
  for (const { path, message } of failed) {
    console.log(`  not taken in: ${relative(root, path)}: ${message}`);
  }
}

async function find() {
  const { total, hits, ms } = await cli('search', archive, query);
  console.log(`\nSearch ${query}: ${total} documents in ${ms} ms`);
  for (const { title, year, page, snippet } of hits.slice(0, 8)) {
    console.log(`  ${year ?? '—'}  ${title}${page ? `, p. ${page}` : ''}`);
    if (snippet) console.log(`        ${snippet}`);
  }
}

async function bind() {
  const folder = join(archive, 'exports');
  mkdirSync(folder, { recursive: true });
  const out = join(folder, '清河镇台账.pdf');
  // The last run's volume: made again, not piled up.
  rmSync(out, { force: true });
  const { volumes, documents, placeholders, ms } = await cli(
    'binder',
    archive,
    '--out',
    out,
    '--title',
    '清河镇台账',
  );
  console.log(`\nBound ${documents} documents in ${seconds(ms)}`);
  for (const { path, pages, bytes } of volumes) {
    console.log(`  ${relative(root, path)}  ${pages} pages, ${bytes} bytes`);
  }
  if (placeholders.length > 0) console.log(`  ${placeholders.length} stand as placeholder pages`);
}

/** One command of the built program. Status 1 (done in part) is for the caller to read. */
async function cli(...args) {
  const { status, stdout, stderr } = await runNode(['dist/cli.js', ...args, '--json'], {
    quiet: true,
  });
  if (status > 1 || stdout.trim() === '') throw new Stop(`${stderr}\nmingce ${args[0]} failed.`);
  return JSON.parse(stdout);
}

function seconds(ms) {
  return `${(ms / 1000).toFixed(1)} s`;
}
