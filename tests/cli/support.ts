import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { vi } from 'vitest';
import { runCli } from '../../main/cli/run.ts';

const main = fileURLToPath(new URL('../../main/cli/main.ts', import.meta.url));

export interface Answer {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs the command line as a shell would. */
export function mingce(...words: readonly string[]): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [main, ...words], { stdio: ['ignore', 'pipe', 'pipe'] });
    let out = '';
    let err = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
    child.once('error', reject);
    child.once('close', (status) => resolve({ status, out, err }));
  });
}

/** The same with `--json`: standard output must be exactly one JSON value. */
export async function json<T>(
  ...words: readonly string[]
): Promise<{ status: number | null; value: T; err: string }> {
  const { status, out, err } = await mingce(...words, '--json');
  return { status, value: JSON.parse(out) as T, err };
}

/** The same inside this process, for the many variations: a process of its own takes a second to start. */
export async function here<T>(
  ...words: readonly string[]
): Promise<{ status: number; value: T; err: string }> {
  let out = '';
  let err = '';
  const stdout = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    out += String(text);
    return true;
  });
  const stderr = vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    err += String(text);
    return true;
  });
  try {
    const status = await runCli([...words, '--json']);
    return { status, value: JSON.parse(out) as T, err };
  } finally {
    stdout.mockRestore();
    stderr.mockRestore();
  }
}
