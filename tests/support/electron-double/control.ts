import type { WebFrameMain } from 'electron';
import { app, closableWindows } from './app.ts';
import type { BrowserWindowDouble } from './browser-window.ts';
import { dispatchInvoke } from './ipc-main.ts';
import { defaultSession } from './session.ts';
import { strict } from './strict.ts';
import type { Fixture } from './server.ts';
import { utilityPids } from './utility-process.ts';
import { allContents } from './web-contents.ts';
import type { WebContentsDouble } from './web-contents.ts';
import { chromium, dialogAnswers, hasChromium, records, server } from './world.ts';

/** A frame as a forged or impossible sender would have it. */
export interface ForgedFrame {
  readonly url: string;
  readonly parentUrl?: string;
  readonly detached?: boolean;
}

/**
 * What a test may do to the program from outside the window: play the user at dialogs, the
 * operating system, a foreign server, a compromised page. Called over the process's IPC channel.
 */
export const controls = {
  endpoint: async () => (await chromium()).endpoint(),
  utilityPids: async () => [...utilityPids],
  hasChromium: async () => hasChromium(),
  records: async () => records,
  foreignRequests: async () => server.foreignRequests,
  handlerErrors: async () => server.handlerErrors,
  addFixture: async (url: string, fixture: Fixture) => void server.fixtures.set(url, fixture),
  watchDownloads: async () => defaultSession.watchDownloads(),
  answerDialog: async (method: string, answer: unknown) => {
    dialogAnswers.set(method, [...(dialogAnswers.get(method) ?? []), answer]);
  },
  windows: async () =>
    await Promise.all(
      [...allContents.values()].map(async (contents) => ({
        webContentsId: contents.id,
        url: contents.getURL(),
        targetId: (await contents.page).targetId,
      })),
    ),
  windowOptions: async () =>
    [...closableWindows].map((window) => {
      const { webPreferences, ...options } = (window as BrowserWindowDouble).options;
      return { ...options, webPreferences: { ...webPreferences } };
    }),
  /** Navigates from the main side, past `will-navigate`. */
  forceLoad: async (id: number, url: string) => contentsOf(id).loadURL(url),
  /** Takes the outer guards away, to see what an inner one does alone. */
  liftGuards: async (id: number) => {
    server.liftCsp = true;
    defaultSession.webRequest.onBeforeRequest(null);
    contentsOf(id).removeAllListeners('will-frame-navigate');
  },
  knowFile: async (id: number, path: string) => contentsOf(id).knowFile(path),
  /** Speaks from the preload's world of the frame whose URL contains `urlPart`. */
  invokeFromFrame: async (id: number, urlPart: string, channel: string, args: unknown[]) => {
    const page = await contentsOf(id).page;
    const frame = [...page.frames.values()].find(({ url }) => url.includes(urlPart));
    if (!frame) throw new Error(`no frame shows ${urlPart}`);
    const list = [channel, ...args].map((arg) => JSON.stringify(arg)).join(', ');
    return page.evaluateInWorld(frame.id, `doubleIpc.invoke(${list})`);
  },
  /** Calls the handler as if a frame of this description had sent the message. */
  invokeForged: async (
    id: number | null,
    frame: ForgedFrame | null,
    channel: string,
    args: unknown[],
  ) => {
    const contents = id === null ? strangeContents() : contentsOf(id);
    const event = contents.invokeEvent(frame && forge(frame));
    return dispatchInvoke(event, channel, args);
  },
  askPermission: async (permission: string, origin: string) =>
    defaultSession.askPermission(permission, origin, null),
  askDevice: async (details: object) => defaultSession.devicePermission?.(details) ?? true,
  verifyCertificate: async (hostname: string) =>
    new Promise<number>((resolve) => {
      if (!defaultSession.certificateVerifyProc) return resolve(-3);
      return defaultSession.certificateVerifyProc({ hostname }, resolve);
    }),
  /** Emits an event of a window's contents; true where the program prevented its default. */
  askContents: async (id: number, event: string, details: object, ...args: unknown[]) =>
    contentsOf(id).ask(event, details, ...args),
  askApp: async (event: string, details: object, ...args: unknown[]) =>
    app.ask(event, details, ...args),
  closeWindows: async () => {
    for (const window of closableWindows) window.close();
  },
  quit: async () => app.quit(),
};

export type Controls = typeof controls;

function contentsOf(id: number): WebContentsDouble {
  const contents = allContents.get(id);
  if (!contents) throw new Error(`there are no web contents ${id}`);
  return contents;
}

/** Contents that belong to no window of the program, such as a webview would bring. */
function strangeContents(): Pick<WebContentsDouble, 'invokeEvent'> {
  return {
    invokeEvent: (senderFrame) =>
      strict('event', {
        type: 'frame' as const,
        sender: { id: 999, isDestroyed: () => false, getType: () => 'webview' },
        senderFrame,
        processId: 1,
        frameId: 1,
      }) as never,
  };
}

function forge({ url, parentUrl, detached = false }: ForgedFrame): WebFrameMain {
  const parent = parentUrl === undefined ? null : forge({ url: parentUrl });
  const origin = /^[a-z-]+:\/\/[^/?#]+/i.exec(url)?.[0] ?? 'null';
  const frame = { url, origin, parent, top: parent, detached, isDestroyed: () => false, name: '' };
  return strict('frame', frame) as unknown as WebFrameMain;
}

interface ControlRequest {
  readonly control: number;
  readonly method: keyof Controls;
  readonly args: readonly unknown[];
}

/** Answers the test's requests for as long as this process lives, and ends it with the test's. */
export function openControl(): void {
  const send = process.send?.bind(process);
  if (!send) return;
  process.on('message', (message: ControlRequest) => {
    const method = controls[message.method] as (...args: readonly unknown[]) => Promise<unknown>;
    const reply = (answer: object) => send({ control: message.control, ...answer });
    method(...message.args).then(
      (value) => reply({ ok: true, value }),
      (error: unknown) => reply({ ok: false, value: String(error) }),
    );
  });
  process.on('disconnect', () => process.exit(0));
  // Electron's main process has neither.
  Object.defineProperty(process, 'send', { value: undefined });
}
