import { BrowserWindow, screen } from 'electron';
import type { Rectangle } from 'electron';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { startPage } from './address.ts';
import type { WindowAction } from './channels.ts';

/** look.md: smallest window 1024×600, which is 1366 wide at 125 %. */
const minimum = { width: 1024, height: 600 };
const usual = { width: 1366, height: 768 };

const savedState = z.object({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int().min(minimum.width),
  height: z.number().int().min(minimum.height),
  maximized: z.boolean(),
});
type SavedState = z.infer<typeof savedState>;

export interface WindowOptions {
  readonly preloadPath: string;
  readonly userDataFolder: string;
}

/** Opens a window on the program's one page, where and as large as the last one was. */
export function openWindow({ preloadPath, userDataFolder }: WindowOptions): BrowserWindow {
  const statePath = join(userDataFolder, 'window.json');
  const state = readState(statePath);
  const window = new BrowserWindow({
    ...(state ? placeFor(state) : usual),
    minWidth: minimum.width,
    minHeight: minimum.height,
    title: '明册',
    // The renderer's top bar carries the title and the window's buttons.
    frame: false,
    show: false,
    backgroundColor: '#ffffff',
    webPreferences: {
      preload: preloadPath,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      // A dropped file must reach the page's drop area, not replace the page.
      navigateOnDragDrop: false,
    },
  });
  if (state?.maximized) window.maximize();
  window.once('ready-to-show', () => window.show());
  window.on('close', () => writeState(statePath, window));
  reloadAfterCrash(window);
  window.loadURL(startPage).catch((error: unknown) => {
    if (!window.isDestroyed()) console.error(error);
  });
  return window;
}

export function controlWindow(window: BrowserWindow, action: WindowAction): void {
  switch (action) {
    case 'minimise':
      return window.minimize();
    case 'maximise':
      return window.isMaximized() ? window.unmaximize() : window.maximize();
    case 'close':
      return window.close();
  }
}

/** Brings a window before the user's eyes. */
export function showWindow(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

/** The catalogue is on the main side: a crashed page loses nothing, and comes back once a minute at most. */
function reloadAfterCrash(window: BrowserWindow): void {
  let reloadedAtMs = -Infinity;
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit' || performance.now() - reloadedAtMs < 60_000) return;
    reloadedAtMs = performance.now();
    window.webContents.reload();
  });
}

function readState(path: string): SavedState | null {
  try {
    return savedState.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    // None yet, or not one of ours: the usual size.
    return null;
  }
}

function writeState(path: string, window: BrowserWindow): void {
  const state: SavedState = { ...window.getNormalBounds(), maximized: window.isMaximized() };
  try {
    writeFileSync(path, JSON.stringify(state));
  } catch {
    // Only a convenience: closing goes on.
  }
}

/** Moves and shrinks bounds onto a screen that is there: the second one may be unplugged by now. */
function placeFor(wanted: Rectangle): Rectangle {
  const { workArea } = screen.getDisplayMatching(wanted);
  const width = Math.min(wanted.width, workArea.width);
  const height = Math.min(wanted.height, workArea.height);
  return {
    width,
    height,
    x: Math.max(workArea.x, Math.min(wanted.x, workArea.x + workArea.width - width)),
    y: Math.max(workArea.y, Math.min(wanted.y, workArea.y + workArea.height - height)),
  };
}
