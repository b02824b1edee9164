import { basename } from 'node:path';
import { Readable } from 'node:stream';
import { callRequest } from '../../../main/contract/index.ts';
import type { CallResponse, HostEvent, PlaceId } from '../../../main/contract/index.ts';
import { createDesktopHost } from '../../../main/desktop/host.ts';
import { utilityLauncher } from '../../../main/desktop/worker-launcher.ts';
import type { DesktopProgram } from '../../../main/desktop/start.ts';

/**
 * A program of a few calls behind the real desktop host, for what the real one cannot be brought
 * to do on purpose: answer with who asked, fail, stream slowly, lose a worker.
 */
export function createSampleProgram(workerEntry: string): DesktopProgram {
  const listeners = new Map<string, (event: HostEvent) => void>();
  const host = createDesktopHost([]);
  const launch = utilityLauncher(workerEntry);
  const seen: string[] = [];
  let streamed = 0;
  let abandoned = 0;

  const calls: Readonly<Record<string, (args: never, session: string) => unknown>> = {
    echo: (args: never, session: string) => ({ args, session }),
    fail: () => {
      throw new Error('a fault in /home/secret');
    },
    tell: (_args: never, session: string) => {
      listeners.get(session)?.({ type: 'command', command: `for ${session}` });
      return null;
    },
    seen: () => seen,
    chooseFolder: (purpose: 'new' | 'import', session) => host.chooseFolder?.(session, purpose),
    chooseFiles: (_args: never, session: string) => host.chooseFiles?.(session),
    open: async (path: string) => (await host.openPath?.(path)) ?? null,
    listeners: () => listeners.size,
    streamed: () => ({ streamed, abandoned }),
    work: (message: unknown) =>
      new Promise((resolve) => {
        const worker = launch();
        const heard: unknown[] = [];
        if (message === 'never') worker.kill();
        worker.onMessage((answer) => {
          heard.push(answer);
          if (answer === 'hanging') worker.kill();
        });
        worker.onExit((code) => resolve({ heard, code, lastWords: worker.lastWords?.() }));
        worker.send(message);
      }),
  };

  return {
    async answer(session, request): Promise<CallResponse> {
      seen.push(session);
      const parsed = callRequest.safeParse(request);
      if (!parsed.success) return failed('bad-request');
      const { call, args } = parsed.data;
      const run = Object.hasOwn(calls, call) ? calls[call] : undefined;
      if (run === undefined) return failed('unknown-call');
      return { ok: true, value: await run(args as never, session) };
    },
    placeForPath: (session, path) => `${session}:${basename(path)}` as PlaceId,
    subscribe(session, listener) {
      listeners.set(session, listener);
      return () => void listeners.delete(session);
    },
    async resource(_session, path, range) {
      if (path === 'r/range') return answerRange(range);
      if (path === 'r/original') {
        return {
          status: 200,
          headers: {
            'content-type': 'application/octet-stream',
            'content-disposition': 'attachment; filename="original.html"',
          },
          body: Buffer.from('<script>top.stolen = true</script>'),
        };
      }
      if (path === 'r/page.html') {
        const headers = { 'content-type': 'text/html' };
        return { status: 200, headers, body: Buffer.from('<script>top.stolen = 1</script>') };
      }
      if (path !== 'r/endless') return { status: 404, headers: {}, body: null };
      const body = Readable.from(
        (async function* () {
          for (;;) {
            streamed += 65_536;
            yield Buffer.alloc(65_536, 'x');
            await new Promise((resolve) => setTimeout(resolve, 1));
          }
        })(),
      );
      body.on('close', () => abandoned++);
      return { status: 200, headers: { 'content-type': 'application/octet-stream' }, body };
    },
    endSession: async (session) => void seen.push(`ended ${session}`),
    close: async () => void process.stdout.write('program closed\n'),
  };
}

function failed(code: 'bad-request' | 'unknown-call'): CallResponse {
  return { ok: false, error: { code, message: code, details: {} } };
}

const bytes = Buffer.from(Array.from({ length: 1000 }, (_, index) => index % 251));

function answerRange(range: string | undefined) {
  const match = /^bytes=(\d+)-(\d+)$/.exec(range ?? '');
  if (!match) return { status: 200, headers: { 'accept-ranges': 'bytes' }, body: bytes };
  const [from, to] = [Number(match[1]), Number(match[2])];
  const headers = { 'content-range': `bytes ${from}-${to}/${bytes.length}` };
  return { status: 206, headers, body: Readable.from([bytes.subarray(from, to + 1)]) };
}
