import { randomBytes } from 'node:crypto';
import { listen } from './listen.ts';
import { openInBrowser } from './open-browser.ts';
import { defaultLimits, route, type Limits, type Routes } from './router.ts';
import type { ServedProgram } from './served-program.ts';
import type { WebSessions } from './sessions.ts';
import { createStartFile } from './start-file.ts';
import { listStaticFiles } from './static-files.ts';

/** Half of what a token lives: the start file always leads in, a slow browser included. */
const renewMs = 30_000;
const sweepMs = 60_000;

export interface ServeOptions {
  /** The same that `Host.address` signs with. */
  readonly sessions: WebSessions;
  /** The built renderer. */
  readonly rendererFolder: string;
  /** 0: a random one. */
  readonly port: number;
  /** Whether to open the user's browser. */
  readonly open: boolean;
  readonly limits?: Partial<Limits>;
}

/** The loopback host while it runs. */
export interface WebHost {
  /** `http://m-….localhost:PORT/`: leads in only with a session. */
  readonly address: string;
  /** The file that leads in, readable by this user only; renewed while the host runs. */
  readonly startFile: string;
  /** Whether a browser was opened. */
  readonly opened: boolean;
  /** An address that starts one session, once, within 60 seconds. */
  readonly startAddress: () => string;
  readonly close: () => Promise<void>;
}

/** Serves `program` to browsers on this computer. The caller closes the program after the host. */
export async function serve(program: ServedProgram, options: ServeOptions): Promise<WebHost> {
  const { sessions } = options;
  const name = `m-${randomBytes(16).toString('hex')}.localhost`;
  const startFile = await createStartFile();
  let address = '';

  const startAddress = (): string => `${address}#start=${sessions.issueStart()}`;
  const renew = (): Promise<void> => startFile.write(startAddress()).catch(() => undefined);
  const routes: Routes = {
    program,
    sessions,
    files: await listStaticFiles(options.rendererFolder),
    limits: { ...defaultLimits, ...options.limits },
    host: () => new URL(address).host,
    onStarted: () => void renew(),
  };

  const listening = await listen(
    (request, response) => void route(routes, request, response),
    options.port,
  ).catch(async (error: unknown) => {
    await startFile.remove();
    throw error;
  });
  address = `http://${name}:${listening.port}/`;
  await renew();

  const timers = [
    setInterval(() => void renew(), renewMs),
    setInterval(() => {
      for (const session of sessions.sweep()) void program.endSession(session);
    }, sweepMs),
  ];

  return {
    address,
    startFile: startFile.path,
    opened: options.open && (await openInBrowser(startFile.path)),
    startAddress,
    close: async () => {
      for (const timer of timers) clearInterval(timer);
      await Promise.all([listening.close(), startFile.remove()]);
    },
  };
}
