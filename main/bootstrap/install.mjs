import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { atLeast, root, run, Stop } from './run.mjs';
import { nativeBuildProblem } from './native-build.mjs';

const stampPath = join(root, 'node_modules', '.mingce-installed');
const sqliteBinary = join(root, 'node_modules/sqlite3/build/Release/node_sqlite3.node');

/** Runs `npm ci` when node_modules is not what the lockfile says. */
export async function installIfNeeded() {
  if (!atLeast(process.versions.node, '20.19')) {
    throw new Stop(`Mingce needs Node 20.19 or later; this is ${process.versions.node}.`);
  }
  const stamp = lockStamp();
  if (readIf(stampPath) === stamp && existsSync(sqliteBinary)) return;
  if (
    !installedMatches(readJson('package-lock.json'), readJson('node_modules/.package-lock.json'))
  ) {
    await install();
  }
  writeFileSync(stampPath, stamp);
}

async function install() {
  const problem = await nativeBuildProblem(readJson('package-lock.json'));
  if (problem) throw new Stop(problem);
  console.error('Installing packages (once; a few minutes where sqlite3 is compiled) …');
  const { command, args } = npm();
  const { status, stdout, stderr } = await run(
    command,
    [...args, 'ci', '--no-fund', '--no-audit', '--loglevel=error'],
    { quiet: true, env: { ...process.env, ...headers() }, shell: command.endsWith('.cmd') },
  );
  if (status !== 0) throw new Stop(`${stdout}${stderr}\nnpm ci failed; the reason stands above.`);
  if (!existsSync(sqliteBinary)) {
    throw new Stop('npm ci left sqlite3 without its binary: run `npm rebuild sqlite3` to see why.');
  }
}

/** The npm that started us, else the one on the path. */
function npm() {
  const started = process.env['npm_execpath'];
  if (started?.endsWith('.js')) return { command: process.execPath, args: [started] };
  return { command: process.platform === 'win32' ? 'npm.cmd' : 'npm', args: [] };
}

/**
 * node-gyp would fetch Node's headers from nodejs.org; the pinned Node brings them, and a
 * Node-API binary does not care which Node's they are. A nodedir of the environment stands.
 */
function headers() {
  const isPinned = process.platform === 'linux' && ['x64', 'arm64'].includes(process.arch);
  if (!isPinned || process.env['npm_config_nodedir']) return {};
  return { npm_config_nodedir: join(root, 'node_modules', `node-linux-${process.arch}`) };
}

/**
 * Whether what npm recorded as installed is what the lockfile asks for. Optional packages of other
 * platforms may be absent.
 */
export function installedMatches(wanted, installed) {
  if (!installed || !existsSync(sqliteBinary)) return false;
  const have = installed.packages ?? {};
  const want = Object.entries(wanted.packages).filter(([path]) => path !== '');
  const missing = want.some(([path, entry]) =>
    have[path] === undefined ? !entry.optional : have[path].version !== entry.version,
  );
  return !missing && Object.keys(have).every((path) => wanted.packages[path] !== undefined);
}

function lockStamp() {
  const lock = readFileSync(join(root, 'package-lock.json'));
  const hash = createHash('sha256').update(lock).digest('hex');
  return `${hash} ${process.platform}-${process.arch}\n`;
}

function readIf(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : null;
}

function readJson(path) {
  const text = readIf(join(root, path));
  return text === null ? null : JSON.parse(text);
}
