import { resolve } from 'node:path';
import { createProgram, type Program } from '../program/index.ts';
import { launchNode } from '../workers/index.ts';
import { findInstallation } from './installation.ts';
import { serve, type WebHost } from './serve.ts';
import { createWebSessions } from './sessions.ts';
import { defaultHomeFolder, userDataFolder } from './user-folders.ts';

export interface WebProgramOptions {
  /** An archive's folder to show at once; null: the last one, or the welcome screen. */
  readonly archive: string | null;
  /** 0: a random one. */
  readonly port: number;
  /** Where new archives go; null: 明册 in the user's documents. */
  readonly home: string | null;
  /** Whether to open the user's browser. */
  readonly open: boolean;
  /** Preferences and recent archives; null: this user's own. */
  readonly userData?: string | null;
}

/** The program behind a loopback host. */
export interface WebProgram extends WebHost {
  readonly program: Program;
}

/** Starts the program with a browser as its window. `close` ends both. */
export async function startWebProgram(options: WebProgramOptions): Promise<WebProgram> {
  const installation = findInstallation();
  const sessions = createWebSessions();
  const program = await createProgram({
    kind: 'web',
    version: installation.version,
    userDataFolder: options.userData ?? userDataFolder(),
    homeFolder: resolve(options.home ?? defaultHomeFolder()),
    demoFolder: installation.demoFolder,
    startArchive: options.archive === null ? null : resolve(options.archive),
    launchWorker: launchNode,
    address: sessions.address,
  });
  try {
    const { rendererFolder } = installation;
    const { port, open } = options;
    const host = await serve(program, { sessions, rendererFolder, port, open });
    return {
      ...host,
      program,
      close: async () => {
        await host.close();
        await program.close();
      },
    };
  } catch (error) {
    await program.close();
    throw error;
  }
}
