import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { fromShown, schemeOfHost, toShown } from './addresses.ts';

export interface Fixture {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
}

export type ProtocolHandler = (request: Request) => Response | Promise<Response>;

/**
 * Serves what `protocol.handle` answers, and the fixtures of foreign addresses: without those,
 * "nothing left for elsewhere.test" would hold even if the page could reach it.
 */
export class DoubleServer {
  readonly handlers = new Map<string, ProtocolHandler>();
  readonly fixtures = new Map<string, Fixture>();
  /** Foreign addresses that were really asked for. */
  readonly foreignRequests: string[] = [];
  /** Errors thrown by protocol handlers; Electron shows them as failed requests. */
  readonly handlerErrors: string[] = [];
  /** Sends pages without their CSP, for tests of what holds behind it. */
  liftCsp = false;
  readonly schemes = new Set<string>();
  readonly #server: Server = createServer((request, response) => {
    this.#answer(request, response).catch((error: unknown) => {
      this.handlerErrors.push(String(error));
      response.destroy();
    });
  });

  listen(): Promise<number> {
    return new Promise((resolve) => {
      this.#server.listen(0, '127.0.0.1', () => {
        this.#server.unref();
        resolve((this.#server.address() as AddressInfo).port);
      });
    });
  }

  async #answer(request: IncomingMessage, response: ServerResponse) {
    const host = request.headers.host ?? '';
    const ours = schemeOfHost(host);
    const handler = ours && this.handlers.get(ours.scheme);
    if (!handler) return this.#answerForeign(`http://${host}${request.url ?? '/'}`, response);
    const answer = await handler(this.#asRequest(request, host, response));
    await this.#send(answer, response);
  }

  #answerForeign(url: string, response: ServerResponse) {
    this.foreignRequests.push(url);
    const fixture = this.fixtures.get(url);
    response.writeHead(fixture ? (fixture.status ?? 200) : 404, {
      'content-type': 'text/html; charset=utf-8',
      'access-control-allow-origin': '*',
      ...fixture?.headers,
    });
    response.end(fixture?.body ?? '');
  }

  #asRequest(request: IncomingMessage, host: string, response: ServerResponse): Request {
    const headers = new Headers();
    for (const [name, value] of Object.entries(request.headers)) {
      if (name === 'host' || name === 'connection') continue;
      for (const one of [value ?? []].flat()) headers.append(name, fromShown(one));
    }
    const method = request.method ?? 'GET';
    const gone = new AbortController();
    response.on('close', () => {
      if (!response.writableFinished) gone.abort();
    });
    return new Request(fromShown(`http://${host}${request.url ?? '/'}`), {
      method,
      headers,
      signal: gone.signal,
      ...(method === 'GET' || method === 'HEAD'
        ? {}
        : { body: Readable.toWeb(request) as ReadableStream, duplex: 'half' }),
    });
  }

  async #send(answer: Response, response: ServerResponse) {
    if (!(answer instanceof Response)) throw new Error('protocol.handle: not a Response');
    if (answer.type === 'error') throw new Error('net::ERR_FAILED');
    const headers: Record<string, string> = {};
    answer.headers.forEach((value, name) => {
      if (this.liftCsp && name === 'content-security-policy') return;
      headers[name] = value
        .split(' ')
        .map((word) => toShown(word, this.schemes))
        .join(' ');
    });
    response.writeHead(answer.status, headers);
    if (!answer.body) return void response.end();
    const reader = answer.body.getReader();
    response.on('close', () => void reader.cancel().catch(() => undefined));
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return void response.end();
      if (!response.write(value)) await drained(response);
    }
  }
}

function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const go = () => {
      response.off('drain', go).off('close', go);
      resolve();
    };
    response.on('drain', go).on('close', go);
  });
}
