import {
  accessSync,
  constants,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statfsSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { buildIfStale } from './fresh.mjs';
import { root, runNode, Stop } from './run.mjs';

const checks = [
  { name: 'types', args: ['node_modules/typescript/bin/tsc', '-p', '.'] },
  { name: 'lint', args: ['node_modules/oxlint/bin/oxlint', '--deny-warnings'] },
  {
    name: 'format',
    args: ['node_modules/prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.'],
  },
];

/** Types, lint, format, unit, integration and end-to-end tests. Last line: `N passed, N failed`. */
export async function test(args) {
  await buildIfStale();
  let failed = await runChecks();
  let passed = 0;
  for (const project of ['unit', 'e2e']) {
    const counts = await runVitest(['--project', project, '--passWithNoTests', ...args]);
    passed += counts.passed;
    failed += counts.failed;
  }
  return report(passed, failed);
}

/** The drills that take too long for every change. Prints their figures. */
export async function testLong(args) {
  await buildIfStale();
  const { passed, failed } = await runVitest(['--project', 'long', ...args]);
  return report(passed, failed);
}

/** Prints performance.md's table with today's figures. */
export async function bench(args) {
  if (!existsSync(join(root, 'tests/bench/index.ts'))) throw new Stop('No benchmarks here yet.');
  await buildIfStale();
  const { status } = await runNode(['tests/bench/index.ts', ...args]);
  return status;
}

/** Types and lint side by side: they leave one core idle otherwise. Prints what failed. */
async function runChecks() {
  const results = await Promise.all(
    checks.map(async ({ name, args }) => ({ name, ...(await runNode(args, { quiet: true })) })),
  );
  const bad = results.filter(({ status }) => status !== 0);
  for (const { name, stdout, stderr } of bad) console.log(`${stdout}${stderr}\n${name}: failed`);
  return bad.length;
}

/**
 * Where tests put their archives: in memory where there is plenty, since hundreds of small real
 * archives are mostly waiting for the disk to flush. `TMPDIR` of the environment stands.
 */
function scratchFolder() {
  const memory = '/dev/shm';
  if (process.env['TMPDIR'] || !existsSync(memory)) return tmpdir();
  try {
    accessSync(memory, constants.W_OK);
    const { bavail, bsize } = statfsSync(memory);
    return bavail * bsize > 4e9 ? memory : tmpdir();
  } catch {
    return tmpdir();
  }
}

async function runVitest(args) {
  const scratch = scratchFolder();
  const folder = mkdtempSync(join(scratch, 'mingce-test-'));
  const output = join(folder, 'results.json');
  try {
    const words = [
      'node_modules/vitest/vitest.mjs',
      'run',
      '--reporter=dot',
      '--reporter=json',
      `--outputFile.json=${output}`,
      '--silent=passed-only',
      ...(process.stdout.isTTY ? [] : ['--no-color']),
      ...args,
    ];
    const { status } = await runNode(words, { env: { ...process.env, TMPDIR: scratch } });
    return countResults(existsSync(output) ? readFileSync(output, 'utf8') : '', status);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Counts vitest's JSON report. A file that could not even load has no tests and counts as one
 * failure; so does a run that ended badly without naming one.
 */
export function countResults(json, status) {
  if (json === '') return { passed: 0, failed: status === 0 ? 0 : 1 };
  const report = JSON.parse(json);
  const brokenFiles = report.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some(isFailed),
  );
  const failed = report.numFailedTests + brokenFiles.length;
  return { passed: report.numPassedTests, failed: failed === 0 && status !== 0 ? 1 : failed };
}

function isFailed(assertion) {
  return assertion.status === 'failed';
}

function report(passed, failed) {
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}
