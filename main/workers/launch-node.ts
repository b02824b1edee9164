import { fork } from 'node:child_process';
import { workerEntryPath } from './entry-path.ts';
import type { LaunchWorker } from './launcher.ts';
import { workerArguments, workerEnvironment } from './protocol.ts';

const LAST_WORDS_LENGTH = 4096;

/** Starts a worker as a child process of plain Node. */
export const launchNode: LaunchWorker = () => nodeLauncher(workerEntryPath())();

/** The same with another entry file, for tests with tasks of their own. */
export function nodeLauncher(entry: string): LaunchWorker {
  return () => {
    const child = fork(entry, workerArguments(), {
      // The program's own flags (a debugger's port, a test runner's loader) are not the worker's.
      execArgv: [],
      env: workerEnvironment(),
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      windowsHide: true,
    });
    let lastWords = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      lastWords = (lastWords + text).slice(-LAST_WORDS_LENGTH);
    });
    return {
      pid: child.pid,
      // A failed send means that the process is going: its exit tells.
      send: (message) => child.send(message as object, () => {}),
      onMessage: (listener) => child.on('message', listener),
      onExit: (listener) => {
        child.once('error', () => {
          if (child.pid === undefined) listener(null);
        });
        // Not `exit`: its last words may still be in the pipe then.
        child.once('close', listener);
      },
      kill: () => child.kill('SIGKILL'),
      lastWords: () => lastWords,
    };
  };
}
