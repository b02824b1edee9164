import type { App } from 'electron';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  watch,
  writeFileSync,
} from 'node:fs';
import type { FSWatcher } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { StrictEmitter, strict } from './strict.ts';
import { record } from './world.ts';

const events = [
  'ready',
  'activate',
  'window-all-closed',
  'before-quit',
  'will-quit',
  'quit',
  'second-instance',
  'open-file',
  'web-contents-created',
  'browser-window-created',
  'child-process-gone',
  'render-process-gone',
  'certificate-error',
  'select-client-certificate',
  'login',
];

type Modelled = Pick<
  App,
  | 'whenReady'
  | 'isReady'
  | 'quit'
  | 'exit'
  | 'getPath'
  | 'setPath'
  | 'getName'
  | 'setName'
  | 'getVersion'
  | 'getAppPath'
  | 'getLocale'
  | 'getPreferredSystemLanguages'
  | 'requestSingleInstanceLock'
  | 'hasSingleInstanceLock'
  | 'releaseSingleInstanceLock'
  | 'setAppUserModelId'
  | 'enableSandbox'
  | 'isPackaged'
>;

/** Windows register here, so that quitting can close them without a circle of imports. */
export const closableWindows = new Set<{ close: () => void; destroyed: boolean }>();

class AppDouble extends StrictEmitter implements Modelled {
  readonly isPackaged = false;
  readonly commandLine = strict('app.commandLine', {
    appendSwitch: (name: string, value?: string) => record('appendSwitch', name, value ?? ''),
    hasSwitch: (name: string) => process.argv.includes(`--${name}`),
  });
  readonly #paths = new Map<string, string>();
  readonly #ready = Promise.withResolvers<void>();
  #isReady = false;
  #quitting = false;
  #name = 'mingce';
  #lock: FSWatcher | null = null;

  whenReady() {
    return this.#ready.promise;
  }

  isReady() {
    return this.#isReady;
  }

  getName() {
    return this.#name;
  }

  setName(name: string) {
    this.#name = name;
  }

  getVersion() {
    return '0.0.0';
  }

  getAppPath() {
    return process.cwd();
  }

  getLocale() {
    return process.env['ELECTRON_DOUBLE_LOCALE'] ?? 'zh-CN';
  }

  getPreferredSystemLanguages() {
    return [this.getLocale()];
  }

  getPath(name: string): string {
    const set = this.#paths.get(name);
    if (set) return set;
    const userData = process.env['ELECTRON_DOUBLE_USER_DATA'] ?? join(tmpdir(), 'electron-double');
    const known: Record<string, string> = {
      home: homedir(),
      appData: join(userData, '..'),
      userData,
      sessionData: userData,
      temp: tmpdir(),
      exe: process.execPath,
      desktop: join(userData, 'desktop'),
      documents: join(userData, 'documents'),
      downloads: join(userData, 'downloads'),
      logs: join(userData, 'logs'),
    };
    const path = known[name];
    if (!path) throw new Error(`Failed to get '${name}' path`);
    return path;
  }

  setPath(name: string, path: string) {
    if (!existsSync(path)) throw new Error(`Failed to set path: ${path} does not exist`);
    this.#paths.set(name, path);
  }

  setAppUserModelId(id: string) {
    record('app.setAppUserModelId', id);
  }

  enableSandbox() {
    if (this.#isReady) throw new Error('app.enableSandbox() is called before ready');
    record('app.enableSandbox');
  }

  /** A folder in userData plays the lock: a second instance leaves its arguments there and is refused. */
  requestSingleInstanceLock(): boolean {
    const folder = join(this.getPath('userData'), 'instance');
    mkdirSync(folder, { recursive: true });
    if (process.env['ELECTRON_DOUBLE_SECOND'] === '1') {
      const note = join(folder, String(process.pid));
      writeFileSync(`${note}.part`, JSON.stringify([process.argv, process.cwd()]));
      renameSync(`${note}.part`, note);
      return false;
    }
    this.#lock = watch(folder, (_event, name) => {
      const path = join(folder, name ?? '');
      if (!name || name.endsWith('.part') || !existsSync(path)) return;
      const [argv, cwd] = JSON.parse(readFileSync(path, 'utf8')) as [string[], string];
      rmSync(path);
      this.ask('second-instance', {}, argv, cwd, null);
    }).unref();
    return true;
  }

  hasSingleInstanceLock() {
    return this.#lock !== null;
  }

  releaseSingleInstanceLock() {
    this.#lock?.close();
    this.#lock = null;
  }

  quit() {
    if (this.#quitting) return;
    this.#quitting = true;
    if (this.ask('before-quit', {})) {
      this.#quitting = false;
      return;
    }
    for (const window of closableWindows) window.close();
    if (closableWindows.size > 0) {
      this.#quitting = false;
      return;
    }
    this.#end();
  }

  exit(code = 0): never {
    this.ask('quit', {}, code);
    process.exit(code);
  }

  becomeReady() {
    this.#isReady = true;
    this.#ready.resolve();
    this.emit('ready', {}, {});
  }

  windowClosed() {
    if (closableWindows.size > 0 || this.#quitting) return;
    if (this.listenerCount('window-all-closed') > 0) this.emit('window-all-closed');
    else this.quit();
  }

  #end() {
    if (this.ask('will-quit', {})) {
      this.#quitting = false;
      return;
    }
    this.exit(0);
  }
}

export const app = strict('app', new AppDouble('app', events));
