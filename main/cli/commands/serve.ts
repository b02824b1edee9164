import { resolve } from 'node:path';
import { ArchiveError } from '../../contract/errors.ts';
import { createProgram, demoFolder, programVersion, rendererFolder } from '../../program/index.ts';
import { createWebSessions, serve } from '../../web/index.ts';
import { readArguments, wholeNumber } from '../arguments.ts';
import {
  UsageError,
  say,
  userFolders,
  withArchive,
  workerLauncher,
  type Command,
} from '../command.ts';

export const serveCommand: Command = {
  usage: 'serve [ARCHIVE] [--port N] [--home DIR] [--watch DIR] [--no-open]',
  summary: '在浏览器里打开程序',
  run: async (words) => {
    const given = readArguments(words, {
      values: ['port', 'home', 'watch'],
      flags: ['no-open'],
      words: [0, 1],
    });
    const port = wholeNumber(given.value('port') ?? '0', '--port');
    const [folder] = given.words;
    const watched = given.value('watch');
    if (watched !== undefined && folder === undefined) throw new UsageError('--watch 要写明档案库');
    // What cannot be opened is told here, with its status, not on an empty page.
    if (folder !== undefined) await refuseUnopenable(folder);
    const sessions = createWebSessions();
    const program = await createProgram({
      kind: 'web',
      version: programVersion(),
      userDataFolder: userFolders.data,
      homeFolder: resolve(given.value('home') ?? userFolders.home),
      demoFolder: demoFolder(),
      startArchive: folder === undefined ? null : resolve(folder),
      ...(watched === undefined ? {} : { watchFolder: resolve(watched) }),
      launchWorker: workerLauncher(),
      address: (session, path) => sessions.address(session, path),
    });
    const host = await serve(program, {
      sessions,
      rendererFolder: rendererFolder(),
      port,
      open: !given.flag('no-open'),
    });
    process.stdout.write(`${host.address}\n`);
    say(
      host.opened ? '已在浏览器中打开，按 Ctrl+C 结束' : `用浏览器打开这个文件：${host.startFile}`,
    );
    await new Promise<void>((end) => {
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
        process.once(signal, () => end());
    });
    await host.close();
    await program.close();
    return null;
  },
};

/** Only looks: what a crash left behind is for the window to tell. */
async function refuseUnopenable(folder: string): Promise<void> {
  try {
    await withArchive(folder, 'look', async () => undefined);
  } catch (error) {
    // An older catalogue cannot be looked at, and is upgraded when the window opens it.
    if (!(error instanceof ArchiveError) || error.code !== 'folder-not-writable') throw error;
  }
}
