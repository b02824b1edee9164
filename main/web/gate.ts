import type { IncomingMessage } from 'node:http';
import { Refusal } from './refusal.ts';

/** Room for the longest upload path, percent-encoded. */
const longestTarget = 16_000;

/** A request target that has passed: its path as sent (undecoded, without `/`) and its query. */
export interface Target {
  readonly path: string;
  readonly query: URLSearchParams;
}

/**
 * Lets through what a page of this host, in a browser, could have sent, and nothing else.
 * `host` is our `name:port`. Throws `Refusal`.
 */
export function checkRequest(request: IncomingMessage, host: string): Target {
  checkHost(request, host);
  checkOrigin(request, host);
  const target = parseTarget(request.url ?? '');
  checkFetchSite(request, target);
  return target;
}

/** A page of another name that resolves to this computer (DNS rebinding) sends its own name. */
function checkHost(request: IncomingMessage, host: string): void {
  const sent = request.headersDistinct['host'] ?? [];
  if (sent.length !== 1 || sent[0] !== host) throw new Refusal(421, 'not the name of this host');
}

/** Browsers send Origin with every request that changes something: there it must be ours. */
function checkOrigin(request: IncomingMessage, host: string): void {
  const { origin } = request.headers;
  if (origin === undefined) {
    if (isReading(request)) return;
    throw new Refusal(403, 'a change without an origin');
  }
  if (origin !== `http://${host}`) throw new Refusal(403, 'sent by a page of another origin');
}

/**
 * Where the browser says who asked, it must have been our own page. The start page itself is
 * typed, or opened from the start file (which to a browser is another site), as a whole window;
 * it holds no secret.
 */
function checkFetchSite(request: IncomingMessage, target: Target): void {
  const site = request.headers['sec-fetch-site'];
  if (site === undefined || site === 'same-origin') return;
  const wholeWindow =
    request.headers['sec-fetch-mode'] === 'navigate' &&
    request.headers['sec-fetch-dest'] === 'document';
  if (target.path === '' && isReading(request) && wholeWindow) return;
  throw new Refusal(403, 'asked for by another site');
}

function isReading(request: IncomingMessage): boolean {
  return request.method === 'GET' || request.method === 'HEAD';
}

function parseTarget(url: string): Target {
  if (url.length > longestTarget) throw new Refusal(414, 'address too long');
  // The whole-URL form is for proxies: its host would not be the one checked.
  if (!url.startsWith('/')) throw new Refusal(400, 'not a path');
  const [path = '', query = ''] = splitOnce(url.slice(1), '?');
  if (!isPlainPath(path)) throw new Refusal(400, 'not a plain path');
  return { path, query: new URLSearchParams(query) };
}

/** No way up, no second meaning: what we compare is what was sent. */
function isPlainPath(path: string): boolean {
  if (/[\\\0-\x20\x7f]|%00|%2f|%5c/i.test(path)) return false;
  const segments = path.split('/');
  if (path !== '' && segments.includes('')) return false;
  return segments.every((segment) => {
    const decoded = decode(segment);
    return decoded !== null && decoded !== '.' && decoded !== '..';
  });
}

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

function splitOnce(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}
