import { app, dialog, shell } from 'electron';
import type { OpenDialogOptions } from 'electron';
import { statSync } from 'node:fs';
import { extname, join, resolve } from 'node:path';
import { ArchiveError } from '../contract/errors.ts';
import { demoFolder, programVersion } from '../program/index.ts';
import type { Host } from '../program/index.ts';
import { resourceAddress } from './address.ts';
import { windowOf } from './sessions.ts';
import { launchUtility } from './worker-launcher.ts';

const dialogTitles = {
  new: ['选择新档案库放在哪里', 'Where to put the new archive'],
  open: ['打开档案库', 'Open an archive'],
  restore: ['选择恢复到哪里', 'Where to restore to'],
  import: ['导入文件夹', 'Import a folder'],
  backup: ['选择备份放在哪里', 'Where to put the backup'],
  watch: ['选择扫描仪存放文件的文件夹', 'Choose the folder the scanner writes to'],
  files: ['导入文件', 'Import files'],
} as const;

/**
 * What the system's viewer may be asked to open. Anything else is only shown in its folder: an
 * original may be a program, and opening it would run it.
 */
const viewable = new Set([
  '.pdf',
  '.jpg',
  '.jpeg',
  '.png',
  '.tif',
  '.tiff',
  '.bmp',
  '.webp',
  '.gif',
]);

/** This door as the program sees it; `args` as the user wrote them. */
export function createDesktopHost(args: readonly string[]): Host {
  return {
    kind: 'desktop',
    version: programVersion(),
    userDataFolder: app.getPath('userData'),
    homeFolder: join(app.getPath('documents'), '明册'),
    demoFolder: demoFolder(),
    startArchive: namedFolder(args),
    launchWorker: launchUtility,
    address: resourceAddress,
    chooseFolder: async (session, purpose) => {
      const properties = ['openDirectory', 'createDirectory'] as const;
      return (await choose(session, dialogTitles[purpose], properties))?.[0] ?? null;
    },
    chooseFiles: (session) =>
      choose(session, dialogTitles.files, ['openFile', 'multiSelections'] as const),
    openPath,
    revealPath: (path) => shell.showItemInFolder(path),
  };
}

async function choose(
  session: string,
  [chinese, english]: readonly [string, string],
  properties: readonly NonNullable<OpenDialogOptions['properties']>[number][],
): Promise<readonly string[] | null> {
  const window = windowOf(session);
  if (window === null) throw new ArchiveError('cancelled');
  const title = app.getLocale().startsWith('zh') ? chinese : english;
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title,
    properties: [...properties],
  });
  return canceled || filePaths.length === 0 ? null : filePaths;
}

async function openPath(path: string): Promise<void> {
  const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
  if (!isFolder && !viewable.has(extname(path).toLowerCase())) return shell.showItemInFolder(path);
  const failure = await shell.openPath(path);
  if (failure !== '') throw new ArchiveError('source-missing', { path, reason: failure });
}

/** The first argument that is a folder: `mingce-desktop D:\清河镇台账`. */
function namedFolder(args: readonly string[]): string | null {
  const paths = args.filter((arg) => !arg.startsWith('-')).map((arg) => resolve(arg));
  const isFolder = (path: string) => statSync(path, { throwIfNoEntry: false })?.isDirectory();
  return paths.find(isFolder) ?? null;
}
