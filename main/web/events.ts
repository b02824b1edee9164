import type { ServerResponse } from 'node:http';
import type { ServedProgram } from './served-program.ts';

const heartbeatMs = 15_000;
/** A window that does not read is cut off here; it comes back and asks for everything anew. */
const mostUnreadBytes = 4 * 1024 * 1024;

/** Streams a session's events, one JSON value a line; empty lines keep the connection alive. */
export function streamEvents(
  program: ServedProgram,
  session: string,
  response: ServerResponse,
  onEnd: () => void,
): void {
  response.writeHead(200, { 'content-type': 'application/x-ndjson; charset=utf-8' });
  const send = (line: string): void => {
    if (response.writableLength > mostUnreadBytes) response.destroy();
    else response.write(`${line}\n`);
  };
  send('');
  const unsubscribe = program.subscribe(session, (event) => send(JSON.stringify(event)));
  const heartbeat = setInterval(() => send(''), heartbeatMs);
  response.once('close', () => {
    clearInterval(heartbeat);
    unsubscribe();
    onEnd();
  });
}
