import { spawn, spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';

/** A row of the table. Times in ms; `ratio` is ours over the peer's, `target` what performance.md asks. */
export interface Row {
  readonly work: string;
  readonly ours: string;
  readonly peer: string;
  readonly ratio: number | null;
  readonly target: string;
  readonly met: boolean | null;
  readonly note?: string;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

export function seconds(ms: number): string {
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(2)} s`;
}

export function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1e6)} MB`;
}

export function has(program: string): boolean {
  return spawnSync('sh', ['-c', `command -v ${program}`]).status === 0;
}

/** Runs a shell command to its end; answers the wall clock in ms. */
export function timeShell(command: string): number {
  const started = performance.now();
  const { status, stderr } = spawnSync('bash', ['-c', command], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  if (status !== 0) throw new Error(`${command.slice(0, 200)}: ${stderr.toString().slice(0, 300)}`);
  return performance.now() - started;
}

function childrenOf(): Map<number, number[]> {
  const children = new Map<number, number[]>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/u.test(name)) continue;
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
      children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
    } catch {
      // Gone between listing and reading.
    }
  }
  return children;
}

/** Resident bytes of a process and all below it. */
export function treeRss(pid: number): number {
  const children = childrenOf();
  let total = 0;
  const queue = [pid];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    try {
      total += Number(readFileSync(`/proc/${next}/statm`, 'utf8').split(' ')[1]) * 4096;
    } catch {
      // It ended.
    }
    queue.push(...(children.get(next) ?? []));
  }
  return total;
}

export interface CliRun {
  readonly value: unknown;
  readonly wallMs: number;
  readonly peakBytes: number;
}

/** Runs the built command line with `--json`, watching the memory of its process tree. */
export function runCli(words: readonly string[]): Promise<CliRun> {
  const cli = new URL('../../dist/cli-main.js', import.meta.url).pathname;
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const child = spawn(process.execPath, [cli, ...words, '--json']);
    let out = '';
    let err = '';
    let peakBytes = 0;
    const timer = setInterval(() => {
      if (child.pid !== undefined) peakBytes = Math.max(peakBytes, treeRss(child.pid));
    }, 50);
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
    child.once('close', (status) => {
      clearInterval(timer);
      if (status !== 0 && status !== 1) reject(new Error(`${words.join(' ')}: ${err}`));
      else resolve({ value: JSON.parse(out), wallMs: performance.now() - started, peakBytes });
    });
  });
}
