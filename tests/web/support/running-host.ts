import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { connect } from 'node:net';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serve, type WebHost } from '../../../main/web/serve.ts';
import type { Limits } from '../../../main/web/router.ts';
import { createWebSessions, type WebSessions } from '../../../main/web/sessions.ts';
import { fakeProgram, type FakeProgram } from './fake-program.ts';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

export interface Ask {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body?: string | Buffer;
}

/** A window in a browser that came in by the start file. */
export interface Window {
  readonly session: string;
  readonly key: string;
  readonly cookie: string;
  /** What its requests carry. */
  readonly headers: Readonly<Record<string, string>>;
}

export interface RunningHost {
  readonly host: WebHost;
  readonly name: string;
  readonly origin: string;
  readonly program: FakeProgram;
  readonly sessions: WebSessions;
  /** Sends a request as it is given; Host is ours unless said otherwise. */
  readonly ask: (path: string, ask?: Ask) => Promise<Answer>;
  /** Sends bytes to the port and gives all that comes back. */
  readonly raw: (text: string) => Promise<string>;
  readonly enter: (cookie?: string) => Promise<Window>;
  readonly call: (window: Partial<Window>, ask?: Ask) => Promise<Answer>;
  readonly close: () => Promise<void>;
}

export async function runHost(
  options: { limits?: Partial<Limits>; now?: () => number } = {},
): Promise<RunningHost> {
  const rendererFolder = await makeRenderer();
  const program = await fakeProgram();
  const sessions = createWebSessions(options.now);
  const host = await serve(program, {
    sessions,
    rendererFolder,
    port: 0,
    open: false,
    ...(options.limits ? { limits: options.limits } : {}),
  });
  const address = new URL(host.address);
  const origin = address.origin;
  const port = Number(address.port);
  const ask: RunningHost['ask'] = (path, given) => send(port, address.host, path, given);
  const json = { origin, 'content-type': 'application/json' };

  return {
    host,
    name: address.host,
    origin,
    program,
    sessions,
    ask,
    raw: (text) => sendRaw(port, text),
    enter: async (cookie) => {
      const token = tokenIn(host.startAddress());
      const answer = await ask('/start', {
        method: 'POST',
        headers: { ...json, ...(cookie === undefined ? {} : { cookie }) },
        body: JSON.stringify({ token }),
      });
      const { key } = JSON.parse(answer.text) as { key: string };
      const given = answer.headers['set-cookie']?.[0]?.split(';')[0] ?? '';
      const session = sessions.find(key, given.slice('mingce='.length))?.id ?? '';
      return {
        session,
        key,
        cookie: given,
        headers: { ...json, cookie: given, 'x-mingce-key': key },
      };
    },
    call: (window, given = {}) =>
      ask('/call', {
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

/** The start token in an address or a start file's text. */
export function tokenIn(text: string): string {
  return /#start=([\w-]+)/.exec(text)?.[1] ?? '';
}

export async function tokenInFile(path: string): Promise<string> {
  return tokenIn(await readFile(path, 'utf8'));
}

async function makeRenderer(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'mingce-renderer-'));
  await mkdir(join(folder, 'assets'));
  await writeFile(join(folder, 'index.html'), '<!doctype html><title>明册</title>');
  await writeFile(join(folder, 'assets', 'main.js'), 'export {};');
  return folder;
}

function send(port: number, host: string, path: string, ask: Ask = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const headers = Object.fromEntries(
      Object.entries({ host, ...ask.headers }).filter(([, value]) => value !== undefined),
    ) as Record<string, string | string[]>;
    const request = httpRequest(
      { host: '127.0.0.1', port, path, method: ask.method ?? 'GET', headers, agent: false },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            text: Buffer.concat(chunks).toString('utf8'),
          }),
        );
      },
    );
    request.on('error', reject);
    request.end(ask.body);
  });
}

function sendRaw(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    socket.setEncoding('utf8');
    socket.on('data', (chunk: string) => (answer += chunk));
    socket.on('end', () => resolve(answer));
    socket.on('close', () => resolve(answer));
    socket.on('error', reject);
  });
}
