import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Limits } from '../../../main/web/router.ts';
import { serve, type WebHost } from '../../../main/web/serve.ts';
import { createWebSessions, type WebSessions } from '../../../main/web/sessions.ts';
import { fakeProgram, type FakeProgram } from './fake-program.ts';
import { browserTo, type Answer, type Ask, type Browser, type Window } from './requests.ts';

/** A window, and the session that the host knows it by. */
export interface KnownWindow extends Window {
  readonly session: string;
}

/** A real host before a program that only says what it was asked. */
export interface RunningHost extends Pick<Browser, 'ask' | 'raw'> {
  readonly host: WebHost;
  readonly name: string;
  readonly origin: string;
  readonly program: FakeProgram;
  readonly sessions: WebSessions;
  readonly enter: (cookie?: string) => Promise<KnownWindow>;
  readonly call: (window: Partial<Window>, ask?: Ask) => Promise<Answer>;
  readonly close: () => Promise<void>;
}

export async function runHost(
  options: { limits?: Partial<Limits>; now?: () => number } = {},
): Promise<RunningHost> {
  const rendererFolder = await makeRenderer(await mkdtemp(join(tmpdir(), 'mingce-renderer-')));
  const program = await fakeProgram();
  const sessions = createWebSessions(options.now);
  const host = await serve(program, {
    sessions,
    rendererFolder,
    port: 0,
    open: false,
    ...(options.limits ? { limits: options.limits } : {}),
  });
  const { host: name, origin } = new URL(host.address);
  const browser = browserTo(host.address);

  return {
    host,
    name,
    origin,
    program,
    sessions,
    ask: browser.ask,
    raw: browser.raw,
    enter: async (cookie) => {
      const window = await browser.enter(host.startAddress(), cookie);
      const found = sessions.find(window.key, window.cookie.slice('mingce='.length));
      return { ...window, session: found?.id ?? '' };
    },
    call: (window, given = {}) =>
      browser.ask('/call', {
        method: 'POST',
        body: '{"call":"program.state","args":{}}',
        ...given,
        headers: { ...window.headers, ...given.headers },
      }),
    close: async () => {
      await host.close();
      await program.remove();
      await rm(rendererFolder, { recursive: true, force: true });
    },
  };
}

/** Makes a renderer of two files in `folder`. */
export async function makeRenderer(folder: string): Promise<string> {
  await mkdir(join(folder, 'assets'), { recursive: true });
  await writeFile(join(folder, 'index.html'), '<!doctype html><title>明册</title>');
  await writeFile(join(folder, 'assets', 'main.js'), 'export {};');
  return folder;
}
