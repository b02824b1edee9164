import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { buildIfStale } from './fresh.mjs';
import { pinnedNode, root, run, runNode } from './run.mjs';

const electronFolder = join(root, 'node_modules', 'electron');
const fetchLimitMs = 60_000;

/** Opens the program: its window where Electron can be had, else the browser. */
export async function start(args) {
  await buildIfStale();
  const binary = existsSync(join(root, 'dist/desktop/main.js')) ? await electronBinary() : null;
  if (binary && hasDisplay()) return (await run(binary, [root, ...args])).status;
  return (await runNode(['dist/cli.js', 'serve', ...args])).status;
}

/** Path of Electron's binary, fetched once if it must be; null, and said why, where it cannot. */
async function electronBinary() {
  const present = installedElectron();
  if (present) return present;
  if (!hasDisplay()) return null;
  const failure = await fetchElectron();
  const fetched = installedElectron();
  if (fetched) return fetched;
  console.error(`Electron could not be fetched (${failure}): opening in the browser instead.`);
  return null;
}

function installedElectron() {
  const override = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  const pathFile = join(electronFolder, 'path.txt');
  const name = existsSync(pathFile) ? readFileSync(pathFile, 'utf8') : 'electron';
  const binary = join(override ?? join(electronFolder, 'dist'), name);
  return existsSync(binary) ? binary : null;
}

/** Runs Electron's own installer (it honours ELECTRON_MIRROR) and gives the reason if it fails. */
async function fetchElectron() {
  const { version } = JSON.parse(readFileSync(join(electronFolder, 'package.json'), 'utf8'));
  const stopProgress = showProgress(`Fetching Electron ${version}, once, at most 60 s`);
  try {
    const { status, stderr, timedOut } = await run(
      pinnedNode(),
      [join(electronFolder, 'install.js')],
      {
        quiet: true,
        timeoutMs: fetchLimitMs,
        // Only then does it look at HTTPS_PROXY; without a proxy it changes nothing.
        env: { ...process.env, ELECTRON_GET_USE_PROXY: 'true' },
      },
    );
    if (timedOut) return 'not done after 60 s';
    return status === 0 ? 'its files are not where it puts them' : firstReason(stderr);
  } finally {
    stopProgress();
  }
}

/** What of a stack says what happened: a code or an HTTP status, else its first line. */
function firstReason(stderr) {
  const code = /\b(E[A-Z]{4,}|\d{3} [A-Z]\w+)\b/.exec(stderr)?.[0];
  const line = stderr.split('\n').find((each) => /error/i.test(each)) ?? 'no reason given';
  return code ?? line.replace(/^.*?Error: /, '').trim();
}

function showProgress(text) {
  process.stderr.write(text);
  const timer = setInterval(() => process.stderr.write('.'), 2000);
  return () => {
    clearInterval(timer);
    process.stderr.write('\n');
  };
}

function hasDisplay() {
  if (process.platform !== 'linux') return true;
  return Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']);
}
