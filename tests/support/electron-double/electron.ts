import type Electron from 'electron';
import { app as appDouble } from './app.ts';
import { BrowserWindowModule } from './browser-window.ts';
import { ipcMain as ipcMainDouble } from './ipc-main.ts';
import { protocol as protocolDouble, session as sessionDouble } from './session.ts';
import {
  Menu as MenuDouble,
  dialog as dialogDouble,
  nativeTheme as nativeThemeDouble,
  screen as screenDouble,
  shell as shellDouble,
} from './small.ts';
import { unmodelled } from './strict.ts';
import { utilityProcess as utilityProcessDouble } from './utility-process.ts';

/**
 * What `import … from 'electron'` resolves to under the double. The names are Electron's own;
 * those without a model fail at their first use, not at import.
 */
const modelled = {
  app: appDouble,
  BrowserWindow: BrowserWindowModule,
  dialog: dialogDouble,
  ipcMain: ipcMainDouble,
  Menu: MenuDouble,
  nativeTheme: nativeThemeDouble,
  protocol: protocolDouble,
  screen: screenDouble,
  session: sessionDouble,
  shell: shellDouble,
  utilityProcess: utilityProcessDouble,
} satisfies Partial<Record<keyof typeof Electron, unknown>>;

export const {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  nativeTheme,
  protocol,
  screen,
  session,
  shell,
  utilityProcess,
} = modelled;

export const autoUpdater = unmodelled('autoUpdater');
export const BaseWindow = unmodelled('BaseWindow');
export const BrowserView = unmodelled('BrowserView');
export const clipboard = unmodelled('clipboard');
export const contentTracing = unmodelled('contentTracing');
export const crashReporter = unmodelled('crashReporter');
export const desktopCapturer = unmodelled('desktopCapturer');
export const globalShortcut = unmodelled('globalShortcut');
export const MenuItem = unmodelled('MenuItem');
export const MessageChannelMain = unmodelled('MessageChannelMain');
export const nativeImage = unmodelled('nativeImage');
export const net = unmodelled('net');
export const netLog = unmodelled('netLog');
export const Notification = unmodelled('Notification');
export const powerMonitor = unmodelled('powerMonitor');
export const powerSaveBlocker = unmodelled('powerSaveBlocker');
export const safeStorage = unmodelled('safeStorage');
export const systemPreferences = unmodelled('systemPreferences');
export const Tray = unmodelled('Tray');
export const View = unmodelled('View');
export const webContents = unmodelled('webContents');
export const WebContentsView = unmodelled('WebContentsView');
export const webFrameMain = unmodelled('webFrameMain');
