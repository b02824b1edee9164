import { existsSync, writeFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { ArchiveError } from '../../main/contract/errors.ts';
import { serve } from '../../main/workers/serve.ts';
import type { Task } from '../../main/workers/task.ts';

const echo: Task<unknown, unknown> = async (args) => ({ args, pid: process.pid });

const die: Task<unknown, never> = async () => {
  process.kill(process.pid, 'SIGKILL');
  return await new Promise<never>(() => {});
};

const crash: Task<unknown, never> = async () => {
  setTimeout(() => {
    throw new Error('a bug outside the task');
  });
  return await new Promise<never>(() => {});
};

/** Never gives the event loop back, as a parser in an endless loop does. */
const hang: Task<{ pidFile?: string }, never> = async ({ pidFile }) => {
  if (pidFile !== undefined) writeFileSync(pidFile, String(process.pid));
  for (;;) existsSync('/');
};

const leak: Task<unknown, never> = async () => {
  const kept: Buffer[] = [];
  for (;;) {
    kept.push(Buffer.alloc(20e6, 1));
    await wait(10);
  }
};

const waitForAbort: Task<{ file: string }, void> = async ({ file }, { signal, progress }) => {
  progress('started');
  try {
    await wait(60_000, undefined, { signal });
  } finally {
    writeFileSync(file, 'cleaned up');
  }
};

const count: Task<{ to: number }, number> = async ({ to }, { progress }) => {
  for (let n = 1; n <= to; n++) {
    progress({ n, to });
    await wait(1);
  }
  return to;
};

const fail: Task<unknown, never> = async () => {
  throw new ArchiveError('unreadable', { name: '会议纪要.pdf' });
};

const bug: Task<unknown, never> = async () => {
  throw new TypeError('undefined is not a function');
};

const lie: Task<unknown, unknown> = async () => {
  process.send?.({ type: 'done', id: 999_999, value: 'of another job', rssBytes: 0 });
  process.send?.({ type: 'nonsense' });
  process.send?.(null);
  return 'the truth';
};

/** Writes where it was, so that order and neighbours can be seen. */
const sleep: Task<{ ms: number }, number> = async ({ ms }) => {
  await wait(ms);
  return process.pid;
};

serve({
  echo: async () => echo,
  die: async () => die,
  crash: async () => crash,
  hang: async () => hang,
  leak: async () => leak,
  waitForAbort: async () => waitForAbort,
  count: async () => count,
  fail: async () => fail,
  bug: async () => bug,
  lie: async () => lie,
  sleep: async () => sleep,
});
