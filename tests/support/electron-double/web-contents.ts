import type { IpcMainInvokeEvent, WebFrameMain, WindowOpenHandlerResponse } from 'electron';
import { statSync } from 'node:fs';
import { basename } from 'node:path';
import { fromShown, toShown } from './addresses.ts';
import { dispatchInvoke } from './ipc-main.ts';
import { openPage, withoutHash } from './page.ts';
import type { Frame, Page } from './page.ts';
import { defaultSession } from './session.ts';
import { StrictEmitter, strict } from './strict.ts';
import { record, server } from './world.ts';

type OpenHandler = (details: { url: string; frameName: string }) => WindowOpenHandlerResponse;

interface PausedRequest {
  readonly requestId: string;
  readonly request: { readonly url: string; readonly method: string };
  readonly frameId: string;
  readonly resourceType: string;
  readonly redirectedRequestId?: string;
}

const events = [
  'will-navigate',
  'will-frame-navigate',
  'will-redirect',
  'will-attach-webview',
  'did-finish-load',
  'did-fail-load',
  'did-navigate',
  'render-process-gone',
  'preload-error',
  'context-menu',
  'unresponsive',
  'responsive',
  'destroyed',
];

let nextId = 1;
export const allContents = new Map<number, WebContentsDouble>();

export class WebContentsDouble extends StrictEmitter {
  readonly id = nextId++;
  readonly session = defaultSession;
  readonly page: Promise<Page>;
  /** What the program gets: this, with unmodelled members refused. */
  readonly facade: this;
  #page: Page | null = null;
  #destroyed = false;
  #openHandler: OpenHandler | null = null;
  /** A navigation the main side asked for is not announced by `will-navigate`. */
  #ownNavigation: string | null = null;

  constructor(width: number, height: number, preloadPath: string | null) {
    super('webContents', events);
    this.facade = strict('webContents', this);
    allContents.set(this.id, this);
    this.page = this.#open(width, height, preloadPath);
    this.page.catch(() => undefined);
  }

  get mainFrame(): WebFrameMain {
    return this.frameOf(this.#page?.mainFrame ?? null) as WebFrameMain;
  }

  getURL(): string {
    const url = this.#page?.mainFrame.url ?? '';
    return url.startsWith('about:blank') ? '' : url;
  }

  getType() {
    return 'window' as const;
  }

  isDestroyed(): boolean {
    return this.#destroyed;
  }

  isCrashed(): boolean {
    return false;
  }

  send(channel: string, ...args: unknown[]) {
    this.#page?.deliver({ kind: 'event', channel, args });
  }

  setWindowOpenHandler(handler: OpenHandler) {
    this.#openHandler = handler;
  }

  setZoomFactor(factor: number) {
    record('webContents.setZoomFactor', this.id, factor);
  }

  async setVisualZoomLevelLimits(minimum: number, maximum: number) {
    record('webContents.setVisualZoomLevelLimits', this.id, minimum, maximum);
  }

  /** Rejects as Electron does: `ERR_… (-n) loading 'url'`. */
  async loadURL(url: string): Promise<void> {
    const page = await this.page;
    const target = toShown(url, server.schemes);
    this.#ownNavigation = withoutHash(target);
    const loaded = new Promise((resolve) => page.once('loaded', resolve));
    const { errorText } = await page.session.send<{ errorText?: string }>('Page.navigate', {
      url: target,
    });
    if (errorText) {
      const code = errorText.replace('net::', '');
      this.ask('did-fail-load', {}, -2, code, url, true);
      throw Object.assign(new Error(`${code} (-2) loading '${url}'`), { code, errno: -2, url });
    }
    await loaded;
  }

  async reload() {
    record('reload', this.id);
    this.#ownNavigation = withoutHash(toShown(this.getURL(), server.schemes));
    await this.#page?.session.send('Page.reload');
  }

  destroy() {
    if (this.#destroyed) return;
    this.#destroyed = true;
    allContents.delete(this.id);
    this.emit('destroyed');
    void this.page.then(
      (page) => page.session.tell('Target.closeTarget', { targetId: page.targetId }),
      () => undefined,
    );
  }

  /** Lets `webUtils.getPathForFile` know a file that a test is about to drop. */
  async knowFile(path: string) {
    const { size, mtimeMs } = statSync(path);
    const file = { name: basename(path), size, lastModified: Math.floor(mtimeMs), path };
    (await this.page).deliver({ kind: 'file', file });
  }

  frameOf(frame: Frame | null): WebFrameMain | null {
    const page = this.#page;
    if (!frame || !page) return null;
    const parent = page.frames.get(frame.parentId ?? '') ?? null;
    const described = {
      url: frame.url,
      origin: originOf(frame.url),
      name: '',
      processId: 1,
      routingId: 1,
      detached: !page.frames.has(frame.id),
      isDestroyed: () => !page.frames.has(frame.id),
      parent: this.frameOf(parent),
      top: parent ? this.frameOf(page.mainFrame) : null,
    };
    return strict('frame', described) as unknown as WebFrameMain;
  }

  invokeEvent(senderFrame: WebFrameMain | null): IpcMainInvokeEvent {
    return strict('event', {
      type: 'frame',
      sender: this.facade,
      senderFrame,
      processId: 1,
      frameId: 1,
    }) as unknown as IpcMainInvokeEvent;
  }

  async #open(width: number, height: number, preloadPath: string | null): Promise<Page> {
    const page = await openPage(width, height);
    this.#page = page;
    page.on('message', (frame: Frame | null, message, reply) => {
      if (message.kind !== 'invoke') return;
      const event = this.invokeEvent(this.frameOf(frame));
      void dispatchInvoke(event, message.channel, message.args).then(({ ok, value }) =>
        reply(ok, value),
      );
    });
    page.on('preload-error', (text: string) => {
      this.ask('preload-error', {}, preloadPath, new Error(text));
      record('preload-error', text);
    });
    page.on('request', (paused: PausedRequest) => this.#judge(page, paused));
    page.on('popup', (popup: { url: string; windowName: string }) => {
      const details = { url: fromShown(popup.url), frameName: popup.windowName };
      const answer = this.#openHandler?.(details);
      record('window.open', details.url, answer?.action ?? 'allow');
    });
    page.on('gone', () => this.ask('render-process-gone', {}, { reason: 'crashed', exitCode: 5 }));
    page.on('navigated', (frame: Frame) => {
      if (frame.parentId === null) this.ask('did-navigate', {}, frame.url, 200, '');
    });
    page.on('loaded', () => this.emit('did-finish-load'));
    await page.prepare(preloadPath);
    return page;
  }

  /** Navigation guards first, then `webRequest`, as Chromium's request goes out. */
  #judge(page: Page, paused: PausedRequest) {
    const { requestId, request, resourceType, frameId, redirectedRequestId } = paused;
    const { session } = page;
    const isNavigation = redirectedRequestId ?? page.isNavigating(frameId, request.url);
    if (isNavigation && this.#navigationRefused(page, paused)) {
      session.tell('Fetch.failRequest', { requestId, errorReason: 'Aborted' });
      return;
    }
    const details = {
      url: fromShown(request.url),
      method: request.method,
      resourceType:
        resourceType === 'Document' && frameId === page.targetId ? 'mainFrame' : 'other',
      webContentsId: this.id,
    };
    this.session.webRequest.judge(details, (cancel) =>
      cancel
        ? session.tell('Fetch.failRequest', { requestId, errorReason: 'BlockedByClient' })
        : session.tell('Fetch.continueRequest', { requestId }),
    );
  }

  #navigationRefused(page: Page, { request, frameId, redirectedRequestId }: PausedRequest) {
    const url = fromShown(request.url);
    const isMainFrame = frameId === page.targetId;
    const details = { url, isMainFrame, isSameDocument: false };
    if (redirectedRequestId) return this.ask('will-redirect', details, url, false, isMainFrame);
    if (isMainFrame && this.#ownNavigation === withoutHash(request.url)) {
      this.#ownNavigation = null;
      return false;
    }
    const refused = this.ask('will-frame-navigate', details);
    return (isMainFrame && this.ask('will-navigate', details, url)) || refused;
  }
}

function originOf(url: string): string {
  const match = /^([a-z][a-z0-9+.-]*:)\/\/([^/?#]+)/i.exec(url);
  return match ? `${match[1]}//${match[2]}` : 'null';
}
