import type { BrowserWindow, BrowserWindowConstructorOptions, Rectangle } from 'electron';
import { app, closableWindows } from './app.ts';
import { NotModelled, StrictEmitter, strict } from './strict.ts';
import { WebContentsDouble } from './web-contents.ts';
import { record } from './world.ts';

const events = [
  'close',
  'closed',
  'ready-to-show',
  'show',
  'hide',
  'focus',
  'blur',
  'maximize',
  'unmaximize',
  'minimize',
  'restore',
  'resize',
  'move',
  'unresponsive',
  'responsive',
  'session-end',
  'query-session-end',
];

type Modelled = Pick<
  BrowserWindow,
  | 'id'
  | 'loadURL'
  | 'show'
  | 'focus'
  | 'close'
  | 'destroy'
  | 'isDestroyed'
  | 'minimize'
  | 'isMinimized'
  | 'maximize'
  | 'unmaximize'
  | 'isMaximized'
  | 'restore'
  | 'isVisible'
  | 'isFocused'
  | 'getBounds'
  | 'getNormalBounds'
  | 'setBounds'
  | 'setTitle'
  | 'getTitle'
  | 'setProgressBar'
>;

let nextId = 1;
const windows = new Map<number, BrowserWindowDouble>();
let focused: BrowserWindowDouble | null = null;

class BrowserWindowDouble extends StrictEmitter implements Modelled {
  readonly id = nextId++;
  readonly webContents: WebContentsDouble;
  readonly options: BrowserWindowConstructorOptions;
  destroyed = false;
  #bounds: Rectangle;
  #title: string;
  #state: 'normal' | 'minimized' | 'maximized' = 'normal';
  #visible: boolean;

  constructor(options: BrowserWindowConstructorOptions = {}) {
    super('BrowserWindow', events);
    if (!app.isReady()) throw new Error('Cannot create BrowserWindow before app is ready');
    this.options = options;
    refuseUnsafe(options);
    const { width = 800, height = 600, x = 0, y = 0 } = options;
    this.#bounds = { x, y, width, height };
    this.#title = options.title ?? app.getName();
    this.#visible = options.show ?? true;
    const contents = new WebContentsDouble(width, height, options.webPreferences?.preload ?? null);
    this.webContents = contents.facade;
    windows.set(this.id, this);
    closableWindows.add(this);
    contents.once('did-finish-load', () => this.emit('ready-to-show'));
    void contents.page.then((page) =>
      page.session.once('Inspector.detached', () => this.destroy()),
    );
    const facade = strict('BrowserWindow', this);
    app.ask('web-contents-created', {}, this.webContents);
    app.ask('browser-window-created', {}, facade);
    return facade;
  }

  static getAllWindows() {
    return [...windows.values()].map((window) => strict('BrowserWindow', window));
  }

  static fromWebContents(contents: { id: number }) {
    const found = [...windows.values()].find((window) => window.webContents.id === contents.id);
    return found ? strict('BrowserWindow', found) : null;
  }

  static fromId(id: number) {
    const found = windows.get(id);
    return found ? strict('BrowserWindow', found) : null;
  }

  static getFocusedWindow() {
    return focused && strict('BrowserWindow', focused);
  }

  loadURL(url: string) {
    return this.webContents.loadURL(url);
  }

  show() {
    this.#visible = true;
    this.focus();
  }

  focus() {
    focused = windows.get(this.id) ?? null;
    record('window.focus', this.id);
    this.emit('focus');
  }

  isFocused() {
    return focused?.id === this.id;
  }

  isVisible() {
    return this.#visible;
  }

  minimize() {
    this.#state = 'minimized';
    this.emit('minimize');
  }

  isMinimized() {
    return this.#state === 'minimized';
  }

  maximize() {
    this.#state = 'maximized';
    this.emit('maximize');
  }

  unmaximize() {
    this.#state = 'normal';
    this.emit('unmaximize');
  }

  isMaximized() {
    return this.#state === 'maximized';
  }

  restore() {
    this.#state = 'normal';
    this.emit('restore');
  }

  getBounds() {
    return this.#bounds;
  }

  getNormalBounds() {
    return this.#bounds;
  }

  setBounds(bounds: Partial<Rectangle>) {
    this.#bounds = { ...this.#bounds, ...bounds };
  }

  setTitle(title: string) {
    this.#title = title;
  }

  getTitle() {
    return this.#title;
  }

  setProgressBar(progress: number) {
    record('window.setProgressBar', this.id, progress);
  }

  isDestroyed() {
    return this.destroyed;
  }

  close() {
    if (!this.destroyed && !this.ask('close', {})) this.destroy();
  }

  destroy() {
    const window = windows.get(this.id);
    if (!window || window.destroyed) return;
    window.destroyed = true;
    windows.delete(this.id);
    closableWindows.delete(window);
    if (focused === window) focused = null;
    window.webContents.destroy();
    window.emit('closed');
    app.windowClosed();
  }
}

/** What the double cannot show the effect of, and the program must never ask for. */
function refuseUnsafe({ webPreferences = {} }: BrowserWindowConstructorOptions) {
  const { sandbox, contextIsolation, nodeIntegration, webSecurity } = webPreferences;
  if (sandbox === false || contextIsolation === false)
    throw new NotModelled('a window unsandboxed');
  if (nodeIntegration || webSecurity === false) throw new NotModelled('a window with privileges');
}

export const BrowserWindowModule = strict('BrowserWindow (class)', BrowserWindowDouble);
export type { BrowserWindowDouble };
