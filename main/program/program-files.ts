import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The program's own folder: the one that holds package.json, whether run from sources or built. */
export function programFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json')) && dirname(folder) !== folder) {
    folder = dirname(folder);
  }
  return folder;
}

export function programVersion(): string {
  const text = readFileSync(join(programFolder(), 'package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}

/** The demo originals as shipped; null where they are not. */
export function demoFolder(): string | null {
  const folder = join(programFolder(), 'resources', 'demo');
  return existsSync(folder) ? folder : null;
}

export function rendererFolder(): string {
  return join(programFolder(), 'dist', 'renderer');
}
