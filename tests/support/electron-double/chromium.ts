import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';

export type Params = Readonly<Record<string, unknown>>;
interface CdpMessage {
  readonly id?: number;
  readonly sessionId?: string;
  readonly method?: string;
  readonly params?: Params;
  readonly result?: Params;
  readonly error?: { readonly message: string };
}

/** One DevTools session: the browser's own (`sessionId` empty) or a page's. */
export class CdpSession extends EventEmitter {
  readonly #browser: ChromiumProcess;
  readonly sessionId: string;

  constructor(browser: ChromiumProcess, sessionId: string) {
    super();
    this.#browser = browser;
    this.sessionId = sessionId;
    this.setMaxListeners(50);
  }

  /** Result types are the protocol's; the caller names the part it reads. */
  send<Result = Params>(method: string, params: Params = {}): Promise<Result> {
    return this.#browser.command(this.sessionId, method, params) as Promise<Result>;
  }

  /** Sends where the page may be gone by now, which is no fault. */
  tell(method: string, params: Params = {}): void {
    this.send(method, params).catch(() => undefined);
  }
}

/**
 * A Chromium of our own, spoken to over a pipe (it ends when this process does) and open on a
 * port as well, through which the test drives its pages.
 */
export class ChromiumProcess {
  readonly browser = new CdpSession(this, '');
  readonly #child: ChildProcess;
  readonly #profile: string;
  readonly #sessions = new Map<string, CdpSession>([['', this.browser]]);
  readonly #pending = new Map<number, (message: CdpMessage) => void>();
  #nextId = 1;
  #rest = '';

  constructor(executable: string, profile: string, serverPort: number) {
    this.#profile = profile;
    const rules = [
      `MAP *.localhost 127.0.0.1:${serverPort}`,
      `MAP *.test 127.0.0.1:${serverPort}`,
      'MAP * ~NOTFOUND',
      'EXCLUDE 127.0.0.1',
    ];
    this.#child = spawn(
      executable,
      [
        '--headless=new',
        '--no-sandbox',
        '--disable-gpu',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--disable-popup-blocking',
        '--disable-dev-shm-usage',
        // All frames of a page in one target; what site isolation adds is not tested here.
        '--disable-site-isolation-trials',
        '--disable-features=IsolateOrigins,site-per-process,HttpsUpgrades',
        `--host-resolver-rules=${rules.join(', ')}`,
        `--user-data-dir=${this.#profile}`,
        '--remote-debugging-pipe',
        '--remote-debugging-port=0',
        '--no-startup-window',
      ],
      { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] },
    );
    const output = this.#child.stdio[4] as Readable;
    output.setEncoding('utf8').on('data', (text: string) => this.#receive(text));
    this.#child.on('exit', () => this.#fail('Chromium ended'));
    this.#child.on('error', (error) => this.#fail(error.message));
    (this.#child.stdio[3] as Writable).on('error', () => undefined);
    process.on('exit', () => this.close());
  }

  get profile(): string {
    return this.#profile;
  }

  command(sessionId: string, method: string, params: Params): Promise<Params> {
    const id = this.#nextId++;
    const message = { id, method, params, ...(sessionId ? { sessionId } : {}) };
    return new Promise((resolve, reject) => {
      this.#pending.set(id, ({ error, result }) => {
        if (error) reject(new Error(`${method}: ${error.message}`));
        else resolve(result ?? {});
      });
      (this.#child.stdio[3] as Writable).write(JSON.stringify(message) + '\0');
    });
  }

  session(sessionId: string): CdpSession {
    const known = this.#sessions.get(sessionId) ?? new CdpSession(this, sessionId);
    this.#sessions.set(sessionId, known);
    return known;
  }

  /** `ws://…` for another client, such as Playwright in the test's process. */
  async endpoint(): Promise<string> {
    for (let attempt = 0; attempt < 400; attempt++) {
      const text = await readFile(join(this.#profile, 'DevToolsActivePort'), 'utf8').catch(
        () => '',
      );
      const [port, path] = text.trim().split('\n');
      if (port && path) return `ws://127.0.0.1:${port}${path}`;
      await delay(25);
    }
    throw new Error('Chromium did not open its debugging port');
  }

  close(): void {
    this.#child.kill('SIGKILL');
  }

  #receive(text: string) {
    const parts = (this.#rest + text).split('\0');
    this.#rest = parts.pop() ?? '';
    for (const part of parts) this.#dispatch(JSON.parse(part) as CdpMessage);
  }

  #dispatch(message: CdpMessage) {
    if (message.id !== undefined) {
      const settle = this.#pending.get(message.id);
      this.#pending.delete(message.id);
      settle?.(message);
    } else if (message.method) {
      this.session(message.sessionId ?? '').emit(message.method, message.params ?? {});
    }
  }

  #fail(reason: string) {
    for (const settle of this.#pending.values()) settle({ error: { message: reason } });
    this.#pending.clear();
  }
}
