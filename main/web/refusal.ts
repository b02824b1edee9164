import type { ServerResponse } from 'node:http';
import type { WireError } from '../contract/index.ts';

/** A request this host does not answer, and the HTTP status that says so. */
export class Refusal extends Error {
  readonly status: number;
  readonly error: WireError;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    reason: string,
    options: { error?: WireError; headers?: Readonly<Record<string, string>> } = {},
  ) {
    super(reason);
    this.name = 'Refusal';
    this.status = status;
    this.error = options.error ?? { code: 'not-allowed', message: reason, details: {} };
    this.headers = options.headers ?? {};
  }
}

/** Sends `value` as JSON. */
export function sendJson(
  response: ServerResponse,
  status: number,
  value: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  const body = Buffer.from(JSON.stringify(value));
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': body.length,
    ...headers,
  });
  response.end(body);
}

/** Answers a refusal; the connection ends with it, so that an unread body is not read either. */
export function sendRefusal(response: ServerResponse, refusal: Refusal): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const value = { ok: false, error: refusal.error };
  sendJson(response, refusal.status, value, { connection: 'close', ...refusal.headers });
}
