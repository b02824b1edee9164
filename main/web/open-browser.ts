import { spawn } from 'node:child_process';

/** Opens a file in the user's browser. False where there is no display or nothing to open it with. */
export function openInBrowser(path: string): Promise<boolean> {
  const { platform, env } = process;
  if (platform === 'win32') return launch('cmd', ['/c', 'start', '', path]);
  if (platform === 'darwin') return launch('open', [path]);
  if (!env['DISPLAY'] && !env['WAYLAND_DISPLAY']) return Promise.resolve(false);
  return launch('xdg-open', [path]);
}

function launch(command: string, args: readonly string[]): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: 'ignore', detached: true, windowsHide: true });
    child.once('error', () => resolve(false));
    child.once('exit', (code) => resolve(code === 0));
    // Some openers stay as long as the browser does: no news for two seconds is good news.
    setTimeout(() => resolve(true), 2000).unref();
    child.unref();
  });
}
