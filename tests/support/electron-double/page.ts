import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { Script } from 'node:vm';
import { fromShown } from './addresses.ts';
import type { CdpSession } from './chromium.ts';
import { installMainWorld, installPreloadWorld } from './page-side.ts';
import { makeWire } from './wire.ts';
import { chromium, pageNames } from './world.ts';

export interface Frame {
  readonly id: string;
  readonly parentId: string | null;
  readonly url: string;
}

const worldName = 'electron-double-preload';
const wire = makeWire();

interface PageMessage {
  readonly kind: 'invoke' | 'send' | 'preload-error';
  readonly id: number;
  readonly channel: string;
  readonly args: readonly unknown[];
  readonly message: string;
}

/**
 * One Chromium page with its frames and the isolated world the preload lives in.
 * Emits `message` (frame, PageMessage, reply), `request` (paused request), `popup`, `gone`.
 */
export class Page extends EventEmitter {
  readonly frames = new Map<string, Frame>();
  readonly #session: CdpSession;
  readonly #worlds = new Map<number, string>();
  readonly #navigations = new Map<string, string>();
  readonly targetId: string;

  constructor(session: CdpSession, targetId: string) {
    super();
    this.#session = session;
    this.targetId = targetId;
    this.frames.set(targetId, { id: targetId, parentId: null, url: 'about:blank' });
  }

  /** The main frame's id is its target's id. */
  get mainFrame(): Frame {
    const frame = this.frames.get(this.targetId);
    if (!frame) throw new Error('the page is gone');
    return frame;
  }

  get session(): CdpSession {
    return this.#session;
  }

  async prepare(preloadPath: string | null): Promise<void> {
    const session = this.#session;
    this.#watchFrames();
    this.#watchWorlds();
    session.on('Fetch.requestPaused', (params) => this.emit('request', params));
    session.on('Page.windowOpen', (params) => this.emit('popup', params));
    session.on('Inspector.targetCrashed', () => this.emit('gone'));
    await Promise.all([
      session.send('Inspector.enable'),
      session.send('Page.enable'),
      session.send('Runtime.enable'),
      session.send('Runtime.addBinding', {
        name: pageNames.binding,
        executionContextName: worldName,
      }),
      session.send('Page.addScriptToEvaluateOnNewDocument', {
        source: `(${installMainWorld.toString()})(${JSON.stringify(pageNames)})`,
      }),
      session.send('Fetch.enable', { patterns: [{ urlPattern: '*' }] }),
    ]);
    await session.send('Page.addScriptToEvaluateOnNewDocument', {
      source: this.#worldSource(preloadPath),
      worldName,
    });
  }

  /** Runs `expression` in the isolated world of a frame, which is where a preload would speak. */
  async evaluateInWorld(frameId: string, expression: string): Promise<unknown> {
    const contextId = [...this.#worlds].findLast(([, frame]) => frame === frameId)?.[0];
    if (contextId === undefined) throw new Error('this frame has no preload world');
    const { result, exceptionDetails } = await this.#session.send<{
      result: { value?: unknown };
      exceptionDetails?: { exception?: { description?: string } };
    }>('Runtime.evaluate', { contextId, expression, awaitPromise: true, returnByValue: true });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? 'threw');
    return result.value;
  }

  /** A link's download also asks for a document, but no frame navigates for it. */
  isNavigating(frameId: string, url: string): boolean {
    return this.#navigations.get(frameId) === withoutHash(url);
  }

  /** Delivers to the main frame's preload; dropped, as in Electron, where there is none. */
  deliver(message: object): void {
    this.#deliverTo(this.targetId, message);
  }

  #deliverTo(frameId: string, message: object) {
    const call = `globalThis[${JSON.stringify(pageNames.receiver)}](${JSON.stringify(wire.encode(message))})`;
    this.evaluateInWorld(frameId, call).catch(() => undefined);
  }

  #worldSource(preloadPath: string | null): string {
    const wrap = (body: string) => `(require, module, process) => {
      const exports = module.exports;
      ${body}
    }`;
    const preload = wrap(preloadPath === null ? '' : readFileSync(preloadPath, 'utf8'));
    const valid = isScript(preload);
    if (!valid) {
      // Electron's sandbox runs CommonJS only: a module fails to parse, and nothing is exposed.
      queueMicrotask(() => this.emit('preload-error', 'the preload is not a CommonJS script'));
    }
    const args = [
      JSON.stringify(pageNames),
      `(${makeWire.toString()})()`,
      JSON.stringify(process.platform),
      valid ? preload : wrap(''),
    ];
    return `(${installPreloadWorld.toString()})(${args.join(', ')})`;
  }

  #watchFrames() {
    const session = this.#session;
    session.on('Page.frameAttached', ({ frameId, parentFrameId }) =>
      this.frames.set(frameId, { id: frameId, parentId: parentFrameId, url: 'about:blank' }),
    );
    session.on('Page.frameNavigated', ({ frame }) => {
      const url = fromShown(frame.url as string);
      this.frames.set(frame.id, { id: frame.id, parentId: frame.parentId ?? null, url });
      this.emit('navigated', this.frames.get(frame.id));
    });
    session.on('Page.frameStartedNavigating', ({ frameId, url }) =>
      this.#navigations.set(frameId, withoutHash(url)),
    );
    session.on('Page.navigatedWithinDocument', ({ frameId, url }) => {
      const frame = this.frames.get(frameId);
      if (frame) this.frames.set(frameId, { ...frame, url: fromShown(url as string) });
    });
    session.on('Page.frameDetached', ({ frameId }) => this.frames.delete(frameId));
    session.on('Page.loadEventFired', () => this.emit('loaded'));
  }

  #watchWorlds() {
    const session = this.#session;
    session.on('Runtime.executionContextCreated', ({ context }) => {
      if (context.name === worldName) this.#worlds.set(context.id, context.auxData.frameId);
    });
    session.on('Runtime.executionContextDestroyed', ({ executionContextId }) =>
      this.#worlds.delete(executionContextId),
    );
    session.on('Runtime.executionContextsCleared', () => this.#worlds.clear());
    session.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
      const frameId = this.#worlds.get(executionContextId);
      if (name === pageNames.binding && frameId) this.#receive(frameId, payload);
    });
  }

  #receive(frameId: string, payload: string) {
    const message = wire.decode(payload) as PageMessage;
    if (message.kind === 'preload-error') return this.emit('preload-error', message.message);
    const reply = (ok: boolean, value: unknown) =>
      this.#deliverTo(frameId, { kind: 'reply', id: message.id, ok, value });
    return this.emit('message', this.frames.get(frameId) ?? null, message, reply);
  }
}

export function withoutHash(url: string): string {
  return url.replace(/#.*$/s, '');
}

function isScript(source: string): boolean {
  try {
    new Script(`(${source})`);
    return true;
  } catch {
    return false;
  }
}

type Attached = (page: Page) => void;
const expected = new Map<string, Attached>();
let watching: Promise<void> | null = null;

/** Opens a page of the given size. Pages that nobody opened here are pop-ups: closed unseen. */
export async function openPage(width: number, height: number): Promise<Page> {
  const { browser } = await chromium();
  watching ??= watchTargets();
  await watching;
  // The attachment may be told before the command's answer, so pages wait for their owner here.
  const { targetId } = await browser.send<{ targetId: string }>('Target.createTarget', {
    url: 'about:blank#double',
    newWindow: true,
    width,
    height,
  });
  return new Promise((resolve) => {
    const early = arrived.get(targetId);
    arrived.delete(targetId);
    if (early) resolve(early);
    else expected.set(targetId, resolve);
  });
}

const arrived = new Map<string, Page>();

async function watchTargets(): Promise<void> {
  const process = await chromium();
  const { browser } = process;
  browser.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
    const session = process.session(sessionId);
    if (targetInfo.type !== 'page') {
      session.tell('Runtime.runIfWaitingForDebugger');
    } else if (targetInfo.url === 'about:blank#double' || expected.has(targetInfo.targetId)) {
      session.tell('Runtime.runIfWaitingForDebugger');
      const page = new Page(session, targetInfo.targetId);
      const owner = expected.get(targetInfo.targetId);
      expected.delete(targetInfo.targetId);
      if (owner) owner(page);
      else arrived.set(targetInfo.targetId, page);
    } else {
      void closeUnseen(browser, session, targetInfo.targetId);
    }
  });
  await browser.send('Target.setAutoAttach', {
    autoAttach: true,
    waitForDebuggerOnStart: true,
    flatten: true,
  });
}

/**
 * Closes a pop-up that was halted before its first request. It goes on first, because it may share
 * its opener's thread, which would hang; its request is refused before the page is closed, because
 * closing lets held requests go.
 */
async function closeUnseen(browser: CdpSession, session: CdpSession, targetId: string) {
  const refused = new Promise<void>((resolve) => {
    session.on('Fetch.requestPaused', ({ requestId }) => {
      const done = session.send('Fetch.failRequest', { requestId, errorReason: 'Aborted' });
      done.then(
        () => resolve(),
        () => resolve(),
      );
    });
  });
  try {
    await session.send('Fetch.enable', { patterns: [{ urlPattern: '*' }] });
    await session.send('Runtime.runIfWaitingForDebugger');
    // One without an address, such as about:blank, asks for nothing.
    await Promise.race([refused, delay(500)]);
  } catch {
    // Its opener has closed it already.
  }
  browser.tell('Target.closeTarget', { targetId });
}
