import type { ForkOptions } from 'electron';
import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import type { Readable } from 'node:stream';
import { app } from './app.ts';
import { StrictEmitter, strict } from './strict.ts';
import { record } from './world.ts';

const shim = new URL('./utility-shim.ts', import.meta.url).href;

/** Ids of the utility processes that live now. */
export const utilityPids = new Set<number>();

/** A real child process that sees `process.parentPort`, as a utility process does. */
class UtilityProcessDouble extends StrictEmitter {
  readonly #child: ChildProcess;
  pid: number | undefined;
  readonly stdout: Readable | null;
  readonly stderr: Readable | null;

  constructor(modulePath: string, args: readonly string[], options: ForkOptions) {
    super('utilityProcess', ['spawn', 'exit', 'message', 'error']);
    const { env, execArgv = [], cwd, stdio = 'inherit', serviceName } = options;
    record('utilityProcess.fork', modulePath, serviceName ?? '');
    const [, stdout = 'inherit', stderr = 'inherit'] = Array.isArray(stdio)
      ? stdio
      : ['', stdio, stdio];
    this.#child = fork(modulePath, [...args], {
      execArgv: ['--import', shim, ...execArgv],
      serialization: 'advanced',
      stdio: ['ignore', stdout, stderr, 'ipc'] as ('ignore' | 'pipe' | 'inherit' | 'ipc')[],
      ...(env ? { env: env as NodeJS.ProcessEnv } : {}),
      ...(cwd ? { cwd } : {}),
    });
    this.stdout = this.#child.stdout;
    this.stderr = this.#child.stderr;
    this.#child.on('spawn', () => {
      this.pid = this.#child.pid;
      if (this.pid !== undefined) utilityPids.add(this.pid);
      this.emit('spawn');
    });
    this.#child.on('message', (message) => this.emit('message', message));
    this.#child.on('error', () => undefined);
    this.#child.on('exit', (code, signal) => {
      if (this.pid !== undefined) utilityPids.delete(this.pid);
      this.pid = undefined;
      const exitCode = code ?? 9;
      this.emit('exit', exitCode);
      if (exitCode === 0) return;
      const reason = signal ? 'killed' : 'abnormal-exit';
      app.ask('child-process-gone', {}, { type: 'Utility', reason, exitCode, name: serviceName });
    });
  }

  postMessage(message: unknown, transfer?: readonly unknown[]) {
    if (transfer?.length) throw new Error('message ports are not modelled by the Electron double');
    if (this.#child.connected) this.#child.send(message as object, () => undefined);
  }

  /** Electron sends SIGTERM on POSIX. */
  kill(): boolean {
    return this.#child.kill('SIGTERM');
  }
}

export const utilityProcess = strict('utilityProcess', {
  fork(modulePath: string, args: readonly string[] = [], options: ForkOptions = {}) {
    if (!app.isReady()) throw new Error('utilityProcess cannot be created before app is ready');
    return strict('utilityProcess', new UtilityProcessDouble(modulePath, args, options));
  },
});
