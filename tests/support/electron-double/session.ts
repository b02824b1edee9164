import { mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { app } from './app.ts';
import { fromShown } from './addresses.ts';
import { StrictEmitter, strict } from './strict.ts';
import { chromium, dialogAnswers, record, server } from './world.ts';
import type { ProtocolHandler } from './server.ts';

interface RequestDetails {
  readonly url: string;
  readonly method: string;
  readonly resourceType: string;
  readonly webContentsId: number;
}
type BeforeRequest = (
  details: RequestDetails,
  callback: (answer: { cancel?: boolean }) => void,
) => void;

class WebRequestDouble {
  #beforeRequest: BeforeRequest | null = null;

  onBeforeRequest(listener: BeforeRequest | null) {
    this.#beforeRequest = listener;
  }

  judge(details: RequestDetails, decide: (cancel: boolean) => void) {
    if (!this.#beforeRequest) return decide(false);
    this.#beforeRequest(details, ({ cancel }) => decide(cancel === true));
  }
}

const schemesSeen = server.schemes;

/** `protocol` of Electron, in the default session and as the module of that name. */
export const protocol = strict('protocol', {
  registerSchemesAsPrivileged(schemes: { scheme: string; privileges?: object }[]) {
    if (app.isReady()) throw new Error('privileged schemes are registered before ready');
    for (const { scheme, privileges } of schemes) {
      schemesSeen.add(scheme);
      record('protocol.registerSchemesAsPrivileged', scheme, privileges);
    }
  },
  handle(scheme: string, handler: ProtocolHandler) {
    if (!app.isReady()) throw new Error('protocol.handle is called after ready');
    if (!schemesSeen.has(scheme)) throw new Error(`${scheme} was not registered as privileged`);
    if (server.handlers.has(scheme)) throw new Error(`${scheme} is already handled`);
    server.handlers.set(scheme, handler);
  },
});

class DownloadItemDouble extends StrictEmitter {
  readonly #url: string;
  readonly #filename: string;
  savePath = '';
  cancelled = false;

  constructor(url: string, filename: string) {
    super('downloadItem', ['done', 'updated']);
    this.#url = url;
    this.#filename = filename;
  }

  getURL() {
    return this.#url;
  }

  getFilename() {
    return this.#filename;
  }

  setSavePath(path: string) {
    this.savePath = path;
  }

  setSaveDialogOptions(options: object) {
    record('downloadItem.setSaveDialogOptions', options);
  }

  cancel() {
    this.cancelled = true;
  }
}

type PermissionRequest = (
  contents: unknown,
  permission: string,
  callback: (granted: boolean) => void,
  details: object,
) => void;
type PermissionCheck = (
  contents: unknown,
  permission: string,
  origin: string,
  details: object,
) => boolean;

class SessionDouble extends StrictEmitter {
  readonly webRequest = strict('webRequest', new WebRequestDouble());
  readonly protocol = protocol;
  permissionRequest: PermissionRequest | null = null;
  permissionCheck: PermissionCheck | null = null;
  devicePermission: ((details: object) => boolean) | null = null;
  certificateVerifyProc: ((request: object, callback: (result: number) => void) => void) | null =
    null;
  readonly #downloads = new Map<string, { item: DownloadItemDouble; folder: string }>();

  setPermissionRequestHandler(handler: PermissionRequest | null) {
    this.permissionRequest = handler;
  }

  setPermissionCheckHandler(handler: PermissionCheck | null) {
    this.permissionCheck = handler;
  }

  setDevicePermissionHandler(handler: ((details: object) => boolean) | null) {
    this.devicePermission = handler;
  }

  setDisplayMediaRequestHandler(handler: object | null) {
    record('session.setDisplayMediaRequestHandler', handler === null ? null : 'handler');
  }

  setCertificateVerifyProc(proc: SessionDouble['certificateVerifyProc']) {
    this.certificateVerifyProc = proc;
  }

  setSpellCheckerEnabled(enabled: boolean) {
    record('session.setSpellCheckerEnabled', enabled);
  }

  async setProxy(config: object) {
    record('session.setProxy', config);
  }

  /** Asks the program's handlers as a page's request for `permission` would. */
  async askPermission(permission: string, origin: string, contents: unknown) {
    const details = { requestingUrl: `${origin}/`, isMainFrame: true };
    const check = this.permissionCheck;
    const request = this.permissionRequest;
    return {
      // Electron grants what no handler refuses.
      check: check ? check(contents, permission, origin, details) : true,
      request: request
        ? await new Promise<boolean>((resolve) => request(contents, permission, resolve, details))
        : true,
    };
  }

  async watchDownloads() {
    const { browser, profile } = await chromium();
    const folder = join(profile, 'double-downloads');
    await mkdir(folder, { recursive: true });
    browser.on('Browser.downloadWillBegin', ({ guid, url, suggestedFilename }) => {
      const item = new DownloadItemDouble(fromShown(url), suggestedFilename);
      const refused = this.ask('will-download', {}, strict('downloadItem', item), null);
      if (!refused && !item.savePath) item.savePath = askWhereToSave();
      record('download', item.getURL(), refused ? 'refused' : 'begun', suggestedFilename);
      if (refused || item.cancelled || !item.savePath) {
        browser.tell('Browser.cancelDownload', { guid });
      } else {
        this.#downloads.set(guid, { item, folder });
      }
    });
    browser.on('Browser.downloadProgress', ({ guid, state }) => {
      const download = this.#downloads.get(guid);
      if (download && state !== 'inProgress') void this.#finish(guid, download, state);
    });
    await browser.send('Browser.setDownloadBehavior', {
      behavior: 'allowAndName',
      downloadPath: folder,
      eventsEnabled: true,
    });
  }

  async #finish(
    guid: string,
    download: { item: DownloadItemDouble; folder: string },
    state: string,
  ) {
    this.#downloads.delete(guid);
    if (state === 'completed') await rename(join(download.folder, guid), download.item.savePath);
    record('download done', state, download.item.savePath);
    download.item.ask('done', {}, state);
  }
}

/** Electron shows its save dialog where the program names no path; an unscripted one is dismissed. */
function askWhereToSave(): string {
  return (dialogAnswers.get('download')?.shift() as string | undefined) ?? '';
}

export const defaultSession = strict(
  'session',
  new SessionDouble('session', [
    'will-download',
    'select-hid-device',
    'select-serial-port',
    'select-usb-device',
  ]),
);

export const session = strict('session (module)', { defaultSession });
