import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { ArchiveError } from '../../main/contract/errors.ts';
import { tasks } from '../../main/workers/tasks.ts';
import { nodeLauncher } from '../../main/workers/launch-node.ts';
import { createWorkerPool, type PoolOptions, type WorkerPool } from '../../main/workers/pool.ts';

const here = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const launch = nodeLauncher(here('./misbehaving-worker.ts'));
const open: WorkerPool[] = [];
let folder = '';

function makePool(options: Partial<PoolOptions> = {}): WorkerPool {
  const pool = createWorkerPool(launch, { size: 1, ...options });
  open.push(pool);
  return pool;
}

const echo = (pool: WorkerPool, args: unknown) =>
  pool.run<unknown, { args: unknown; pid: number }>('echo', args);

async function errorOf(promise: Promise<unknown>): Promise<ArchiveError> {
  const thrown = await promise.then(
    () => null,
    (error: unknown) => error,
  );
  if (!(thrown instanceof ArchiveError))
    throw new Error(`expected an error, got ${String(thrown)}`);
  return thrown;
}

function lives(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await wait(20);
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'mingce-workers-'));
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((pool) => pool.close()));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a task gets its arguments and gives its result in another process', async () => {
  const answer = await echo(makePool(), { title: '清河镇台账', pages: [1, 2] });
  expect(answer.args).toEqual({ title: '清河镇台账', pages: [1, 2] });
  expect(answer.pid).not.toBe(process.pid);
});

test('every task of the program loads', async () => {
  for (const load of Object.values(tasks)) expect(await load()).toBeTypeOf('function');
});

test('no worker is started before the first job, and jobs in a row share one', async () => {
  let started = 0;
  const pool = createWorkerPool(
    () => {
      started++;
      return launch();
    },
    { size: 2 },
  );
  open.push(pool);
  expect(started).toBe(0);
  const first = await echo(pool, 1);
  const second = await echo(pool, 2);
  expect(second.pid).toBe(first.pid);
  expect(started).toBe(1);
});

test('a worker that dies is reported, replaced, and the queue goes on', async () => {
  const pool = makePool();
  const dying = errorOf(pool.run('die', {}));
  const next = echo(pool, 'next');
  expect((await dying).code).toBe('worker-died');
  expect((await next).args).toBe('next');
});

test('what a crashing worker wrote is the cause of the error, not its message to the user', async () => {
  const error = await errorOf(makePool().run('crash', {}));
  expect(error.code).toBe('worker-died');
  expect(error.details).toEqual({ reason: 'crash' });
  expect(String(error.cause)).toContain('a bug outside the task');
});

test('a worker that cannot be started is reported', async () => {
  const pool = createWorkerPool(
    () => {
      throw new Error('out of processes');
    },
    { size: 1 },
  );
  const error = await errorOf(pool.run('echo', {}));
  expect([error.code, error.details]).toEqual(['worker-died', { reason: 'start' }]);
});

test('a worker that hangs is ended at its time limit and the queue goes on', async () => {
  const pool = makePool();
  const hanging = errorOf(pool.run('hang', {}, { timeoutMs: 700 }));
  const next = echo(pool, 'next');
  expect((await hanging).code).toBe('worker-timeout');
  expect((await next).args).toBe('next');
});

test('a worker that takes more memory than its job may is ended', async () => {
  const pool = makePool();
  const leaking = errorOf(pool.run('leak', {}, { maxRssBytes: 300e6 }));
  const next = echo(pool, 'next');
  const error = await leaking;
  expect(error.code).toBe('worker-died');
  if (process.platform === 'linux') {
    expect(error.details).toEqual({ reason: 'memory', limitMb: 300 });
  }
  expect((await next).args).toBe('next');
});

test('a cancelled task may clean up, and its worker is used again', async () => {
  const pool = makePool();
  const { pid } = await echo(pool, 0);
  const abort = new AbortController();
  const file = join(folder, 'cancelled');
  const cancelled = pool.run(
    'waitForAbort',
    { file },
    { signal: abort.signal, onProgress: () => abort.abort() },
  );
  expect((await errorOf(cancelled)).code).toBe('cancelled');
  expect(readFileSync(file, 'utf8')).toBe('cleaned up');
  expect((await echo(pool, 0)).pid).toBe(pid);
});

test('a hung task is cancelled with its worker', async () => {
  const pool = makePool();
  const abort = new AbortController();
  const pidFile = join(folder, 'hung');
  const hanging = errorOf(pool.run('hang', { pidFile }, { signal: abort.signal }));
  await until(() => existsSync(pidFile) && readFileSync(pidFile, 'utf8') !== '');
  abort.abort();
  expect((await hanging).code).toBe('cancelled');
  expect(lives(Number(readFileSync(pidFile, 'utf8')))).toBe(false);
});

test('a job cancelled while it waits never runs', async () => {
  const pool = makePool();
  const busy = pool.run('sleep', { ms: 200 });
  const abort = new AbortController();
  const file = join(folder, 'never');
  const waiting = errorOf(pool.run('waitForAbort', { file }, { signal: abort.signal }));
  abort.abort();
  expect((await waiting).code).toBe('cancelled');
  await busy;
  await echo(pool, 'after');
  expect(existsSync(file)).toBe(false);
});

test('progress arrives in order, and its newest value before the result', async () => {
  const seen: { n: number; to: number }[] = [];
  const result = await makePool().run(
    'count',
    { to: 200 },
    { onProgress: (value) => seen.push(value as { n: number; to: number }) },
  );
  expect(result).toBe(200);
  expect(seen.length).toBeGreaterThan(1);
  expect(seen.map(({ n }) => n)).toEqual(seen.map(({ n }) => n).toSorted((a, b) => a - b));
  expect(seen.at(-1)).toEqual({ n: 200, to: 200 });
});

test('errors cross with code and details, bugs as internal', async () => {
  const pool = makePool();
  const named = await errorOf(pool.run('fail', {}));
  expect([named.code, named.details]).toEqual(['unreadable', { name: '会议纪要.pdf' }]);
  const bug = await errorOf(pool.run('bug', {}));
  expect([bug.code, bug.details]).toEqual(['internal', {}]);
  expect(String(bug.cause)).toContain('undefined is not a function');
  expect((await errorOf(pool.run('no-such-task', {}))).code).toBe('internal');
});

test('messages a worker has no business to send are ignored', async () => {
  expect(await makePool().run('lie', {})).toBe('the truth');
});

test('urgent jobs overtake waiting ones and get a worker of their own when all are busy', async () => {
  const pool = makePool();
  const order: string[] = [];
  const log = (name: string) => () => void order.push(name);
  const running = pool.run('sleep', { ms: 1500 }).then(log('running'));
  const waiting = pool.run('sleep', { ms: 1 }).then(log('waiting'));
  const urgent = pool.run('sleep', { ms: 1 }, { priority: 'urgent' }).then(log('urgent'));
  await Promise.all([running, waiting, urgent]);
  expect(order[0]).toBe('urgent');
});

test('jobs of one affinity go to the same worker', async () => {
  const pool = makePool({ size: 2 });
  const both = [pool.run<object, number>('sleep', { ms: 300 }, { affinity: 'a' })];
  both.push(pool.run<object, number>('sleep', { ms: 300 }, { affinity: 'b' }));
  const [a, b] = await Promise.all(both);
  expect(a).not.toBe(b);
  expect(await pool.run('sleep', { ms: 1 }, { affinity: 'a' })).toBe(a);
  expect(await pool.run('sleep', { ms: 1 }, { affinity: 'b' })).toBe(b);
});

test('a worker lowered by background work is not given to others', async () => {
  const pool = makePool();
  const background = await pool.run<object, number>('sleep', { ms: 1 }, { priority: 'background' });
  expect((await echo(pool, 0)).pid).not.toBe(background);
});

test('an idle worker is ended, and so is one that rests at too much memory', async () => {
  const idle = await echo(makePool({ idleMs: 50 }), 0);
  await until(() => !lives(idle.pid));
  const greedy = makePool({ restingLimitBytes: 1 });
  const first = await echo(greedy, 0);
  expect((await echo(greedy, 0)).pid).not.toBe(first.pid);
});

test('closing ends all workers and cancels what runs and waits', async () => {
  const pool = makePool();
  const { pid } = await echo(pool, 0);
  const running = errorOf(pool.run('sleep', { ms: 60_000 }));
  const waiting = errorOf(pool.run('echo', {}));
  await pool.close();
  expect((await running).code).toBe('cancelled');
  expect((await waiting).code).toBe('cancelled');
  expect((await errorOf(pool.run('echo', {}))).code).toBe('cancelled');
  expect(lives(pid)).toBe(false);
});

test('a program that is killed leaves no worker, not even a hung one', async () => {
  const busyFile = join(folder, 'busy');
  const program = spawn(
    process.execPath,
    [here('./program-to-kill.ts'), busyFile, join(folder, 'idle')],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const [line] = (await once(program.stdout, 'data')) as [Buffer];
  await until(() => existsSync(busyFile) && readFileSync(busyFile, 'utf8') !== '');
  const pids = [Number(readFileSync(busyFile, 'utf8')), Number(line.toString())];
  expect(pids.every(lives)).toBe(true);
  program.kill('SIGKILL');
  await once(program, 'exit');
  await until(() => !pids.some(lives));
}, 20_000);
