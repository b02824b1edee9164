import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { connect } from 'node:net';
import { readFile } from 'node:fs/promises';

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

/** A window in a browser that came in by a start address. */
export interface Window {
  readonly key: string;
  readonly cookie: string;
  /** What its requests carry. */
  readonly headers: Readonly<Record<string, string>>;
}

export interface Browser {
  /** Sends a request as it is given; Host is the host's own unless said otherwise. */
  readonly ask: (path: string, ask?: Ask) => Promise<Answer>;
  /** Sends bytes to the port and gives all that comes back. */
  readonly raw: (text: string) => Promise<string>;
  /** Redeems a start address. `cookie`: what the browser already has of the host. */
  readonly enter: (startAddress: string, cookie?: string) => Promise<Window>;
}

/** Sends what a browser would, and what it would not, to the host at `address`. */
export function browserTo(address: string): Browser {
  const { host, origin, port } = new URL(address);
  const json = { origin, 'content-type': 'application/json' };
  const ask: Browser['ask'] = (path, given) => send(Number(port), host, path, given);
  return {
    ask,
    raw: (text) => sendRaw(Number(port), text),
    enter: async (startAddress, known) => {
      const answer = await ask('/start', {
        method: 'POST',
        headers: { ...json, ...(known === undefined ? {} : { cookie: known }) },
        body: JSON.stringify({ token: tokenIn(startAddress) }),
      });
      const { key } = JSON.parse(answer.text) as { key: string };
      const cookie = answer.headers['set-cookie']?.[0]?.split(';')[0] ?? '';
      return { key, cookie, headers: { ...json, cookie, 'x-mingce-key': key } };
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
