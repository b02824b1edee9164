import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright';
import type { Browser, Page } from 'playwright';
import { findChromium } from '../find-chromium.ts';
import type { Controls } from './control.ts';
import { toShown } from './addresses.ts';

export type { ForgedFrame } from './control.ts';

const runner = fileURLToPath(new URL('./runner.ts', import.meta.url));

export interface LaunchOptions {
  /** The desktop entry, as TypeScript source or as built. */
  readonly entry: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Kept after `close`; without it a folder is made and removed. */
  readonly userData?: string;
  /** Files the program needs for this run, in a folder made with `mkdtemp`: removed by `close`. */
  readonly scratch?: string;
  /** Plays the second start of the program on the same user data. */
  readonly second?: boolean;
}

/** The running program on the double, as a test holds it. Ended by `close` or `await using`. */
export class DoubleApp implements AsyncDisposable {
  readonly child: ChildProcess;
  readonly userData: string;
  /** What the program printed so far. */
  output = '';
  readonly #scratch: string;
  readonly #pending = new Map<number, (answer: { ok: boolean; value: unknown }) => void>();
  #nextControl = 1;
  #browser: Promise<Browser> | null = null;

  constructor({ entry, args = [], env = {}, userData, scratch, second = false }: LaunchOptions) {
    this.#scratch = scratch ?? mkdtempSync(join(tmpdir(), 'mingce-desktop-'));
    this.userData = userData ?? join(this.#scratch, 'user');
    mkdirSync(this.userData, { recursive: true });
    this.child = fork(runner, [entry, ...args], {
      execArgv: ['--disable-warning=ExperimentalWarning'],
      serialization: 'advanced',
      silent: true,
      env: {
        ...process.env,
        NODE_OPTIONS: '',
        ELECTRON_DOUBLE_CHROMIUM: findChromium(),
        ELECTRON_DOUBLE_USER_DATA: this.userData,
        ELECTRON_DOUBLE_PROFILE: join(this.#scratch, 'chromium'),
        MINGCE_USER_DATA: this.userData,
        ...(second ? { ELECTRON_DOUBLE_SECOND: '1' } : {}),
        ...env,
      },
    });
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => (this.output += text));
    }
    this.child.on('message', (message: { control: number; ok: boolean; value: unknown }) => {
      this.#pending.get(message.control)?.(message);
      this.#pending.delete(message.control);
    });
    this.child.on('exit', (code) => {
      const value = `the program ended with ${code}\n${this.output}`;
      for (const settle of this.#pending.values()) settle({ ok: false, value });
      this.#pending.clear();
    });
  }

  /** Does something to the program from outside; see `controls`. */
  control<Name extends keyof Controls>(
    method: Name,
    ...args: Parameters<Controls[Name]>
  ): ReturnType<Controls[Name]> {
    const control = this.#nextControl++;
    const answer = new Promise((resolve, reject) => {
      this.#pending.set(control, ({ ok, value }) => {
        if (ok) resolve(value);
        else reject(new Error(String(value)));
      });
      if (!this.child.connected) reject(new Error(`the program has ended\n${this.output}`));
      else this.child.send({ control, method, args });
    });
    return answer as ReturnType<Controls[Name]>;
  }

  /** The window that was opened `index`-th, once it shows a document of `app://`. */
  async window(index = 0): Promise<DoubleWindow> {
    for (let attempt = 0; attempt < 600; attempt++) {
      const info = (await this.control('windows'))[index];
      const shown = info && info.url !== '';
      const page = shown ? await this.#pageOf(info.targetId) : null;
      if (info && page) return { id: info.webContentsId, page };
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    throw new Error(`window ${index} did not open\n${this.output}`);
  }

  /** How Chromium names an `app://` address under the double. */
  shown(url: string): string {
    return toShown(url, new Set(['app']));
  }

  /** Waits for the program's end by itself; gives its exit code. */
  async ended(): Promise<number | null> {
    if (this.child.exitCode === null && this.child.signalCode === null) {
      await once(this.child, 'exit');
    }
    return this.child.exitCode;
  }

  async close(): Promise<void> {
    const browser = await this.#browser?.catch(() => null);
    if (this.child.exitCode === null && this.child.signalCode === null) {
      const ended = once(this.child, 'exit');
      await this.control('quit').catch(() => undefined);
      const timer = setTimeout(() => this.child.kill('SIGKILL'), 30_000);
      await ended;
      clearTimeout(timer);
    }
    await browser?.close().catch(() => undefined);
    // Chromium's helpers may still be writing while they end.
    await rm(this.#scratch, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  async #pageOf(targetId: string): Promise<Page | null> {
    this.#browser ??= this.control('endpoint').then((endpoint) =>
      chromium.connectOverCDP(endpoint, { noDefaults: true }),
    );
    const browser = await this.#browser;
    for (const page of browser.contexts().flatMap((context) => context.pages())) {
      const session = await page.context().newCDPSession(page);
      const { targetInfo } = await session.send('Target.getTargetInfo');
      await session.detach();
      if (targetInfo.targetId === targetId) return page;
    }
    return null;
  }
}

export interface DoubleWindow {
  /** The id of its web contents, by which controls name it. */
  readonly id: number;
  readonly page: Page;
}

export function launchDouble(options: LaunchOptions): DoubleApp {
  return new DoubleApp(options);
}
