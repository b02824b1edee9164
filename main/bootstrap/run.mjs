import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

/** The checkout. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** Ends the bootstrap with one sentence for the user instead of a stack. */
export class Stop extends Error {
  constructor(message, status = 1) {
    super(message);
    this.status = status;
  }
}

/** Whether Node version `have` ("24.21.0") is at least `need` ("22.13"). */
export function atLeast(have, need) {
  const left = have.split('.').map(Number);
  const right = need.split('.').map(Number);
  for (let i = 0; i < right.length; i += 1) {
    if ((left[i] ?? 0) !== right[i]) return (left[i] ?? 0) > right[i];
  }
  return true;
}

let noticed = false;

/**
 * The Node that scripts and tests run on: the pinned one of Electron's generation, or this one
 * where no pinned binary exists for the platform and it is new enough for pdf.js (22.13).
 */
export function pinnedNode() {
  const name = process.platform === 'win32' ? 'win' : process.platform;
  const file = process.platform === 'win32' ? 'node.exe' : 'node';
  const pinned = join(root, 'node_modules', `node-${name}-${process.arch}`, 'bin', file);
  if (existsSync(pinned)) return pinned;
  if (!atLeast(process.versions.node, '22.13')) {
    throw new Stop(
      `No pinned Node for ${process.platform}-${process.arch}: run this with Node 24 (this is ${process.versions.node}).`,
    );
  }
  if (!noticed) console.error(`Note: running on Node ${process.versions.node}, not the pinned 24.`);
  noticed = true;
  return process.execPath;
}

/**
 * Runs a program to its end and gives `{ status, stdout, stderr, timedOut }`; a signal counts as
 * status 1. `quiet` keeps its output back, otherwise it goes straight to the terminal.
 */
export function run(command, args, { quiet = false, timeoutMs = 0, ...options } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: quiet ? ['ignore', 'pipe', 'pipe'] : 'inherit',
      windowsHide: true,
      ...options,
    });
    const output = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr']) {
      child[name]?.setEncoding('utf8').on('data', (text) => (output[name] += text));
    }
    let timedOut = false;
    const timer =
      timeoutMs > 0
        ? setTimeout(() => {
            timedOut = true;
            child.kill('SIGKILL');
          }, timeoutMs)
        : undefined;
    const forward = forwardSignals(child);
    child.once('error', (error) => {
      clearTimeout(timer);
      forward.stop();
      reject(error);
    });
    child.once('close', (code) => {
      clearTimeout(timer);
      forward.stop();
      resolve({ status: code ?? 1, timedOut, ...output });
    });
  });
}

/** Passes Ctrl+C and termination on, and lets the child decide when it is done. */
function forwardSignals(child) {
  const pass = (signal) => child.kill(signal);
  process.on('SIGTERM', pass);
  // A terminal sends SIGINT to the child itself: only stay alive until it has ended.
  const wait = () => {};
  process.on('SIGINT', wait);
  return {
    stop: () => {
      process.off('SIGTERM', pass);
      process.off('SIGINT', wait);
    },
  };
}

/** Runs one of the project's scripts on the pinned Node. */
export function runNode(args, options) {
  return run(pinnedNode(), args, options);
}
