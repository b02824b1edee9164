import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The program's own folder, as checked out or as installed. */
export interface Installation {
  readonly root: string;
  readonly version: string;
  readonly rendererFolder: string;
  /** The demo originals; null where they were not shipped. */
  readonly demoFolder: string | null;
}

/** Finds it above this module, wherever the build has put that. */
export function findInstallation(): Installation {
  const root = findRoot(dirname(fileURLToPath(import.meta.url)));
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    version: string;
  };
  const demoFolder = join(root, 'resources', 'demo');
  return {
    root,
    version,
    rendererFolder: join(root, 'dist', 'renderer'),
    demoFolder: existsSync(demoFolder) ? demoFolder : null,
  };
}

function findRoot(start: string): string {
  for (let folder = start; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json'))) return folder;
    if (folder === dirname(folder)) throw new Error(`no package.json above ${start}`);
  }
}
