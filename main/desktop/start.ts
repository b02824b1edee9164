import { app, BrowserWindow, dialog, nativeTheme, session } from 'electron';
import type { Program } from '../program/index.ts';
import { handleCalls } from './calls.ts';
import { channels } from './channels.ts';
import { guardAllContents, guardSession } from './guards.ts';
import { addContextMenu, removeApplicationMenu } from './menus.ts';
import { serveApp } from './protocol.ts';
import { beginSession, endSession } from './sessions.ts';
import { openWindow, showWindow } from './windows.ts';

/** What this door needs of the program behind it. */
export type DesktopProgram = Pick<
  Program,
  'answer' | 'subscribe' | 'resource' | 'endSession' | 'placeForPath' | 'close'
>;

export interface DesktopParts {
  readonly createProgram: () => Promise<DesktopProgram> | DesktopProgram;
  readonly rendererFolder: string;
  readonly preloadPath: string;
}

/** electron-builder.yml's `appId`: without it Windows groups the window apart from its shortcut. */
const windowsAppId = 'org.mingce.desktop';

/** Asked of a running program by the desktop's own entries (taskbar, launcher). */
const newWindowFlag = '--new-window';

/**
 * Runs the window program: one process a user, any number of windows. Returns at once; windows
 * follow when Electron is ready. The entry must not wait for that at its top level: Electron is
 * not ready before the entry has been evaluated.
 */
export function startDesktop(parts: DesktopParts): void {
  if (!app.requestSingleInstanceLock()) {
    // The first instance hears of this one and shows its window.
    app.quit();
    return;
  }
  app.enableSandbox();
  if (process.platform === 'win32') app.setAppUserModelId(windowsAppId);
  guardAllContents();
  removeApplicationMenu();
  app.whenReady().then(
    () => run(parts),
    () => undefined,
  );
}

async function run(parts: DesktopParts): Promise<void> {
  try {
    // The only theme there is: system controls must not turn dark beside it.
    nativeTheme.themeSource = 'light';
    guardSession(session.defaultSession);
    const program = await parts.createProgram();
    await serveApp(parts.rendererFolder, program.resource);
    handleCalls(program);
    closeWith(program);
    const open = () => openProgramWindow(program, parts.preloadPath);
    app.on('second-instance', (_event, argv) => {
      const window = BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0];
      if (window && !argv.includes(newWindowFlag)) showWindow(window);
      else open();
    });
    open();
  } catch (error) {
    console.error(error);
    dialog.showErrorBox('明册打不开 · Mingce cannot start', String(error));
    app.exit(1);
  }
}

function openProgramWindow(program: DesktopProgram, preloadPath: string): void {
  const window = openWindow({ preloadPath, userDataFolder: app.getPath('userData') });
  const session = beginSession(window);
  const unsubscribe = program.subscribe(session, (event) => {
    if (!window.isDestroyed()) window.webContents.send(channels.event, event);
  });
  window.on('closed', () => {
    unsubscribe();
    endSession(session);
    program.endSession(session).catch((error: unknown) => console.error(error));
  });
  addContextMenu(window.webContents, app.getLocale());
}

/** Quitting waits until archives are closed and workers ended: a killed catalogue write is a recovery. */
function closeWith(program: DesktopProgram): void {
  let closing = false;
  let closed = false;
  app.on('window-all-closed', () => app.quit());
  app.on('will-quit', (event) => {
    if (closed) return;
    event.preventDefault();
    if (closing) return;
    closing = true;
    program
      .close()
      .catch((error: unknown) => console.error(error))
      .finally(() => {
        closed = true;
        app.quit();
      });
  });
}
