import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { root, runNode, Stop } from './run.mjs';

const stampPath = join(root, 'dist', '.built-from');
const lockFolder = join(root, 'node_modules', '.mingce-building');

/** Builds dist/ when a source changed since it was built. Two starts at once build once. */
export async function buildIfStale({ always = false } = {}) {
  if (!always && isFresh()) return 0;
  const release = await takeTurn();
  try {
    if (!always && isFresh()) return 0;
    const stamp = sourceStamp();
    const { status, stdout, stderr } = await runNode(['main/bootstrap/build.mjs'], { quiet: true });
    if (status !== 0) throw new Stop(`${stdout}${stderr}\nThe build failed.`);
    writeFileSync(stampPath, stamp);
    return 0;
  } finally {
    release();
  }
}

function isFresh() {
  return existsSync(stampPath) && readFileSync(stampPath, 'utf8') === sourceStamp();
}

/** Path, size and time of every source, hashed. */
function sourceStamp() {
  const hash = createHash('sha256');
  for (const name of ['main', 'renderer', 'package-lock.json', 'vite.config.ts', 'tsconfig.json']) {
    for (const path of filesBelow(name)) {
      const { size, mtimeMs } = statSync(join(root, path));
      hash.update(`${path} ${size} ${mtimeMs}\n`);
    }
  }
  return hash.digest('hex');
}

function filesBelow(path) {
  const stat = statSync(join(root, path), { throwIfNoEntry: false });
  if (!stat) return [];
  if (stat.isFile()) return [path];
  const names = readdirSync(join(root, path)).sort();
  return names.flatMap((name) => filesBelow(`${path}/${name}`));
}

/** Waits while another living process builds. */
async function takeTurn() {
  const holderPath = join(lockFolder, 'pid');
  for (;;) {
    try {
      mkdirSync(lockFolder);
      writeFileSync(holderPath, String(process.pid));
      return () => rmSync(lockFolder, { recursive: true, force: true });
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    if (isAbandoned(holderPath)) rmSync(lockFolder, { recursive: true, force: true });
    else await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

function isAbandoned(holderPath) {
  const made = statSync(lockFolder, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const pid = existsSync(holderPath) ? Number(readFileSync(holderPath, 'utf8')) : 0;
  if (pid === 0) return Date.now() - made > 5000;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return error.code === 'ESRCH';
  }
}
