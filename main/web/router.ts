import type { IncomingMessage, ServerResponse } from 'node:http';
import { ArchiveError, placeId } from '../contract/index.ts';
import { readJson } from './body.ts';
import { streamEvents } from './events.ts';
import { checkRequest, type Target } from './gate.ts';
import { setCommonHeaders } from './headers.ts';
import { Refusal, sendJson, sendRefusal } from './refusal.ts';
import { sendResource } from './resources.ts';
import type { ServedProgram } from './served-program.ts';
import type { WebSession, WebSessions } from './sessions.ts';
import { sendStatic, type StaticFiles } from './static-files.ts';
import { storeUpload } from './uploads.ts';

const cookieName = 'mingce';

export interface Limits {
  readonly callBytes: number;
  readonly uploadBytes: number;
}

export const defaultLimits: Limits = {
  // The largest call names a hundred thousand documents.
  callBytes: 4 * 1024 * 1024,
  uploadBytes: 64 * 1024 ** 3,
};

export interface Routes {
  readonly program: ServedProgram;
  readonly sessions: WebSessions;
  readonly files: StaticFiles;
  readonly limits: Limits;
  /** Our `name:port`, once known. */
  readonly host: () => string;
  /** A start token was used: the next window needs another. */
  readonly onStarted: () => void;
}

/** Answers one request; every error ends in an answer. */
export async function route(
  routes: Routes,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  setCommonHeaders(response);
  try {
    await answer(routes, checkRequest(request, routes.host()), request, response);
  } catch (error) {
    if (error instanceof Refusal) sendRefusal(response, error);
    else if (error instanceof ArchiveError) sendRefusal(response, told(error));
    else if (response.headersSent || request.destroyed) response.destroy();
    else sendRefusal(response, internal());
  }
}

async function answer(
  routes: Routes,
  target: Target,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const [first = '', second] = target.path.split('/');
  if (target.path === 'start') return start(routes, request, response);
  if (target.path === 'call') return call(routes, request, response);
  if (target.path === 'events') return events(routes, request, response);
  if (first === 'upload') return upload(routes, target, second ?? '', request, response);
  if (first === 'r') return resource(routes, target, request, response);
  const file = routes.files.get(target.path);
  if (!file) throw notFound();
  allow(request, 'GET', 'HEAD');
  return sendStatic(file, request, response);
}

async function start(
  { sessions, onStarted }: Routes,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  allow(request, 'POST');
  const body = await readJson(request, 1024);
  const token = typeof body === 'object' && body !== null && 'token' in body ? body.token : null;
  const session = typeof token === 'string' ? sessions.start(token, cookieOf(request)) : null;
  if (!session) throw unknownSession();
  onStarted();
  sendJson(
    response,
    200,
    { key: session.key },
    { 'set-cookie': `${cookieName}=${session.cookie}; Path=/; HttpOnly; SameSite=Strict` },
  );
}

async function call(
  { program, sessions, limits }: Routes,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  allow(request, 'POST');
  const session = requireSession(sessions, request);
  const asked = await readJson(request, limits.callBytes);
  sendJson(response, 200, await program.answer(session.id, asked));
}

function events(
  { program, sessions }: Routes,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  allow(request, 'GET');
  const session = requireSession(sessions, request);
  streamEvents(program, session.id, response, sessions.listening(session.id));
}

async function upload(
  { program, sessions, limits }: Routes,
  target: Target,
  place: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  allow(request, 'PUT');
  const session = requireSession(sessions, request);
  const id = placeId.safeParse(place);
  if (!id.success || target.path !== `upload/${place}`) throw notFound();
  const folder = program.uploadFolder(session.id, id.data);
  if (folder === null) throw notFound();
  const stored = await storeUpload(folder, request, target.query, limits.uploadBytes);
  sendJson(response, 201, { ok: true, value: stored });
}

async function resource(
  { program, sessions }: Routes,
  target: Target,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  allow(request, 'GET', 'HEAD');
  const session = sessions.findByAddress(target.path, target.query, cookieOf(request));
  if (!session) throw new Refusal(403, 'not an address of this session, or too old');
  await sendResource(program, session.id, target.path, request, response);
}

function requireSession(sessions: WebSessions, request: IncomingMessage): WebSession {
  const key = request.headers['x-mingce-key'];
  const session = sessions.find(typeof key === 'string' ? key : undefined, cookieOf(request));
  if (!session) throw unknownSession();
  return session;
}

function cookieOf(request: IncomingMessage): string | undefined {
  const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim());
  const ours = pairs.filter((pair) => pair.startsWith(`${cookieName}=`));
  // Two of a name: somebody has put one beside ours, and which is which cannot be told.
  return ours.length === 1 ? ours[0]?.slice(cookieName.length + 1) : undefined;
}

function allow(request: IncomingMessage, ...methods: readonly string[]): void {
  if (methods.includes(request.method ?? '')) return;
  throw new Refusal(405, 'not this method', { headers: { allow: methods.join(', ') } });
}

function notFound(): Refusal {
  return new Refusal(404, 'nothing here');
}

function unknownSession(): Refusal {
  return new Refusal(401, 'not a session of this program');
}

/** What the program could not give: not there, or not readable. */
function told({ code, details }: ArchiveError): Refusal {
  const isMissing =
    code.startsWith('no-such-') || code.endsWith('-missing') || code.endsWith('-not-found');
  return new Refusal(isMissing ? 404 : 500, code, {
    error: { code, message: code, details },
  });
}

function internal(): Refusal {
  return new Refusal(500, 'internal', {
    error: { code: 'internal', message: 'the host failed', details: {} },
  });
}
