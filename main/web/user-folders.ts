import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where this user's preferences and list of recent archives live. */
export function userDataFolder(): string {
  const { platform, env } = process;
  if (platform === 'win32') {
    return join(env['APPDATA'] ?? join(homedir(), 'AppData', 'Roaming'), 'mingce');
  }
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'mingce');
  return join(configFolder(), 'mingce');
}

/** Where new archives go: 明册 in the user's documents. */
export function defaultHomeFolder(): string {
  return join(documentsFolder(), '明册');
}

/** Linux desktops name it in the user's language and note it in user-dirs.dirs. */
function documentsFolder(): string {
  const noted = join(configFolder(), 'user-dirs.dirs');
  if (process.platform === 'linux' && existsSync(noted)) {
    const line = /^XDG_DOCUMENTS_DIR="(.+)"$/m.exec(readFileSync(noted, 'utf8'))?.[1];
    if (line !== undefined) return line.replace(/^\$HOME/, homedir());
  }
  return join(homedir(), 'Documents');
}

function configFolder(): string {
  return process.env['XDG_CONFIG_HOME'] || join(homedir(), '.config');
}
