import { utilityProcess } from 'electron';
import type { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { workerEntryPath } from '../workers/entry-path.ts';
import type { LaunchWorker } from '../workers/launcher.ts';
import { workerArguments, workerEnvironment } from '../workers/protocol.ts';

const LAST_WORDS_LENGTH = 4096;

/** Starts a worker as a utility process, so that the `runAsNode` fuse can stay off. */
export const launchUtility: LaunchWorker = () => utilityLauncher(workerEntryPath())();

/** The same with another entry file, for tests with tasks of their own. */
export function utilityLauncher(entry: string): LaunchWorker {
  return () => {
    const child = utilityProcess.fork(entry, workerArguments(), {
      serviceName: 'mingce worker',
      env: workerEnvironment(),
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let lastWords = '';
    const stderr = child.stderr as Readable | null;
    stderr?.setEncoding('utf8').on('data', (text: string) => {
      lastWords = (lastWords + text).slice(-LAST_WORDS_LENGTH);
    });
    return {
      get pid() {
        return child.pid;
      },
      send: (message) => child.postMessage(message),
      onMessage: (listener) => void child.on('message', listener),
      onExit: (listener) =>
        void child.once('exit', (code) => {
          // Its last words may still be in the pipe.
          const heard = stderr ? finished(stderr, { signal: AbortSignal.timeout(200) }) : null;
          Promise.resolve(heard).then(
            () => listener(code),
            () => listener(code),
          );
        }),
      kill: () => killAtOnce(child),
      lastWords: () => lastWords,
    };
  };
}

/** `UtilityProcess.kill` only asks (SIGTERM), which a worker hanging in native code may not hear. */
function killAtOnce(child: Electron.UtilityProcess): void {
  const { pid } = child;
  if (pid === undefined) {
    // Not there yet (or gone already, then this never happens).
    child.once('spawn', () => killAtOnce(child));
    return;
  }
  child.kill();
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has gone already.
  }
}
