import { constants, setPriority } from 'node:os';
import { ArchiveError } from '../contract/errors.ts';
import type { FromWorker, ToWorker } from './protocol.ts';
import type { Task } from './task.ts';
import { startWatchdog } from './watchdog.ts';
import { toWireError } from './wire-error.ts';

/** Tasks by name, each loaded when it is first asked for. */
export type TaskTable = Readonly<Record<string, () => Promise<Task<never, unknown>>>>;

const PROGRESS_INTERVAL_MS = 50;

/** Makes this process a worker: answers `run` and `cancel` of its program until that is gone. */
export function serve(tasks: TaskTable): void {
  const channel = openChannel();
  const watchdog = startWatchdog(parentPid());
  // What a library forgot to wait for is not the task: a task that fails says so itself, and one
  // that waits for what has failed runs into its time limit.
  process.on('unhandledRejection', (reason) => console.error(reason));
  let running: { readonly id: number; readonly abort: AbortController } | null = null;

  channel.listen((message) => {
    if (message.type === 'cancel') {
      if (running?.id === message.id) running.abort.abort();
      return;
    }
    const { id } = message;
    const abort = new AbortController();
    running = { id, abort };
    if (message.background) lowerPriority();
    watchdog.limit(message.maxRssBytes);
    const progress = throttled((value) => channel.send({ type: 'progress', id, value }));
    const finish = (answer: FromWorker): void => {
      running = null;
      watchdog.limit(Infinity);
      progress.flush();
      channel.send(answer);
    };
    runTask(tasks, message, { progress: progress.put, signal: abort.signal }).then(
      (value) => finish({ type: 'done', id, value, rssBytes: process.memoryUsage.rss() }),
      (thrown: unknown) =>
        finish({
          type: 'failed',
          id,
          error: toWireError(abort.signal.aborted ? new ArchiveError('cancelled') : thrown),
          rssBytes: process.memoryUsage.rss(),
        }),
    );
  });
}

async function runTask(
  tasks: TaskTable,
  message: Extract<ToWorker, { type: 'run' }>,
  context: Parameters<Task<never, unknown>>[1],
): Promise<unknown> {
  const load = Object.hasOwn(tasks, message.task) ? tasks[message.task] : undefined;
  if (load === undefined) throw new Error(`no task ${message.task}`);
  const task = await load();
  return task(message.args as never, context);
}

interface Channel {
  readonly listen: (listener: (message: ToWorker) => void) => void;
  readonly send: (message: FromWorker) => void;
}

/** What Electron's utility processes have in place of `process.send`. */
interface ParentPort {
  on(event: 'message', listener: (event: { readonly data: ToWorker }) => void): void;
  postMessage(message: FromWorker): void;
}

function openChannel(): Channel {
  const parentPort = (process as NodeJS.Process & { readonly parentPort?: ParentPort }).parentPort;
  if (parentPort !== undefined) {
    // pdf.js takes Electron's utility process for a page of a browser, and draws nothing there.
    Reflect.defineProperty(process, 'type', { value: 'browser', configurable: true });
    return {
      listen: (listener) => parentPort.on('message', (event) => listener(event.data)),
      send: (message) => parentPort.postMessage(message),
    };
  }
  process.on('disconnect', () => process.exit(0));
  return {
    listen: (listener) => process.on('message', listener),
    send: (message) => process.send?.(message, undefined, undefined, () => {}),
  };
}

function parentPid(): number {
  const argument = process.argv.find((text) => text.startsWith('--parent='));
  return argument === undefined ? process.ppid : Number(argument.slice('--parent='.length));
}

function lowerPriority(): void {
  try {
    setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // Not allowed here: the job runs at the usual priority.
  }
}

/** Passes values on at most every PROGRESS_INTERVAL_MS; the newest wins. */
function throttled(send: (value: unknown) => void) {
  let sentAt = -Infinity;
  let waiting: { readonly value: unknown } | null = null;
  let timer: NodeJS.Timeout | undefined;
  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    if (waiting === null) return;
    sentAt = performance.now();
    send(waiting.value);
    waiting = null;
  };
  const put = (value: unknown): void => {
    waiting = { value };
    const restMs = sentAt + PROGRESS_INTERVAL_MS - performance.now();
    if (restMs <= 0) flush();
    else timer ??= setTimeout(flush, restMs);
  };
  return { put, flush };
}
