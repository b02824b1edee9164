import type { Wire } from './wire.ts';

/**
 * The halves of the double that run inside pages. Both functions are sent as source text, so
 * they use nothing from this module's scope.
 */

/** What the two worlds of a window agree on; the names are random, so that pages cannot guess them. */
export interface PageNames {
  readonly binding: string;
  readonly receiver: string;
  readonly events: string;
}

/** Main world: makes `window.<key>` of what the preload exposes, as `contextBridge` does. */
export function installMainWorld(names: PageNames): void {
  type Shape = {
    readonly fn?: number;
    readonly value?: unknown;
    readonly object?: [string, Shape][];
  };
  type Answer = { kind: 'value' | 'function' | 'promise' | 'error'; value: unknown };
  if (window.top !== window) return;
  const callbacks = new Map<number, (...args: unknown[]) => unknown>();
  const callbackIds = new WeakMap<object, number>();
  const answers = new Map<number, Answer>();
  const waiting = new Map<
    number,
    { resolve: (v: unknown) => void; reject: (e: unknown) => void }
  >();
  let nextCall = 1;

  const idOfCallback = (callback: (...args: unknown[]) => unknown) => {
    const known = callbackIds.get(callback);
    if (known !== undefined) return known;
    const id = callbacks.size + 1;
    callbacks.set(id, callback);
    callbackIds.set(callback, id);
    return id;
  };
  const asError = (value: unknown) => new Error(String(value));
  const call = (fn: number, args: unknown[]): unknown => {
    const id = nextCall++;
    const sent = args.map((arg) =>
      typeof arg === 'function'
        ? { callback: idOfCallback(arg as () => unknown) }
        : { value: structuredClone(arg) },
    );
    window.dispatchEvent(
      new CustomEvent(names.events + 'call', { detail: { fn, id, args: sent } }),
    );
    const answer = answers.get(id);
    answers.delete(id);
    if (!answer) throw new Error('The preload is gone.');
    if (answer.kind === 'error') throw asError(answer.value);
    if (answer.kind === 'value') return answer.value;
    if (answer.kind === 'function') return build({ fn: answer.value as number });
    return new Promise((resolve, reject) => waiting.set(id, { resolve, reject }));
  };
  const build = (shape: Shape): unknown => {
    if (shape.fn !== undefined) {
      const fn = shape.fn;
      return (...args: unknown[]) => call(fn, args);
    }
    if (shape.object) {
      return Object.freeze(Object.fromEntries(shape.object.map(([k, s]) => [k, build(s)])));
    }
    return shape.value;
  };
  const on = (name: string, listener: (detail: never) => void) =>
    window.addEventListener(names.events + name, (event) =>
      listener((event as CustomEvent).detail as never),
    );
  on('expose', ({ key, shape }: { key: string; shape: Shape }) => {
    Object.defineProperty(window, key, { value: build(shape), enumerable: true });
  });
  on('answer', ({ id, kind, value }: Answer & { id: number }) => answers.set(id, { kind, value }));
  on('settle', ({ id, ok, value }: { id: number; ok: boolean; value: unknown }) => {
    const settle = waiting.get(id);
    waiting.delete(id);
    if (ok) settle?.resolve(value);
    else settle?.reject(asError(value));
  });
  on('callback', ({ id, args }: { id: number; args: unknown[] }) => callbacks.get(id)?.(...args));
}

type Requirer = (name: string) => unknown;
type Preload = (require: Requirer, module: { exports: object }, process: object) => void;

/** Isolated world: `electron` as a sandboxed preload sees it, then the preload itself. */
export function installPreloadWorld(
  names: PageNames,
  wire: Wire,
  platform: string,
  preload: Preload,
): void {
  type Listener = (event: object, ...args: unknown[]) => void;
  const world = globalThis as unknown as Record<string, (text: string) => void>;
  const bindingSend = world[names.binding];
  const send = (message: object) => bindingSend?.(wire.encode(message));
  const strict = <T extends object>(name: string, target: T): T =>
    new Proxy(target, {
      get(object, key) {
        if (typeof key === 'symbol' || key in object) return Reflect.get(object, key);
        throw new Error(`${name}.${key} is not modelled by the Electron double`);
      },
    });

  const pending = new Map<number, { resolve: (v: unknown) => void; reject: (e: Error) => void }>();
  const listeners = new Map<string, Set<Listener>>();
  const files = new Map<string, string>();
  let nextInvoke = 1;
  const keyOfFile = (file: { name: string; size: number; lastModified: number }) =>
    JSON.stringify([file.name, file.size, file.lastModified]);

  const ipcRenderer = strict('ipcRenderer', {
    invoke: (channel: string, ...args: unknown[]) =>
      new Promise<unknown>((resolve, reject) => {
        const id = nextInvoke++;
        send({ kind: 'invoke', id, channel, args });
        pending.set(id, { resolve, reject });
      }),
    send: (channel: string, ...args: unknown[]) => send({ kind: 'send', channel, args }),
    on: (channel: string, listener: Listener) => {
      const known = listeners.get(channel) ?? new Set();
      listeners.set(channel, known.add(listener));
      return ipcRenderer;
    },
    off: (channel: string, listener: Listener) => {
      listeners.get(channel)?.delete(listener);
      return ipcRenderer;
    },
    removeListener: (channel: string, listener: Listener) => ipcRenderer.off(channel, listener),
  });

  world[names.receiver] = (text) => {
    const message = wire.decode(text) as {
      kind: 'reply' | 'event' | 'file';
      id: number;
      ok: boolean;
      value: unknown;
      channel: string;
      args: unknown[];
      file: { name: string; size: number; lastModified: number; path: string };
    };
    if (message.kind === 'file') {
      files.set(keyOfFile(message.file), message.file.path);
    } else if (message.kind === 'event') {
      for (const listener of listeners.get(message.channel) ?? []) listener({}, ...message.args);
    } else {
      const settle = pending.get(message.id);
      pending.delete(message.id);
      if (message.ok) settle?.resolve(message.value);
      else settle?.reject(new Error(String(message.value)));
    }
  };
  // Used by tests to speak as a compromised page would: from any frame, without the preload.
  Object.assign(globalThis, { doubleIpc: ipcRenderer });

  const emit = (name: string, detail: object) =>
    window.dispatchEvent(new CustomEvent(names.events + name, { detail }));
  const functions: ((...args: unknown[]) => unknown)[] = [];
  const describe = (value: unknown): object => {
    if (typeof value === 'function') {
      return { fn: functions.push(value as () => unknown) - 1 };
    }
    if (value && typeof value === 'object' && !Array.isArray(value)) {
      return { object: Object.entries(value).map(([key, item]) => [key, describe(item)]) };
    }
    return { value };
  };
  const words = (error: unknown) => (error instanceof Error ? error.message : String(error));
  const answerCall = (detail: {
    fn: number;
    id: number;
    args: { callback?: number; value?: unknown }[];
  }) => {
    const { fn, id } = detail;
    const args = detail.args.map(({ callback, value }) =>
      callback === undefined
        ? value
        : (...given: unknown[]) => emit('callback', { id: callback, args: given }),
    );
    try {
      const result = functions[fn]?.(...args);
      if (result instanceof Promise) {
        emit('answer', { id, kind: 'promise', value: null });
        result.then(
          (value: unknown) => emit('settle', { id, ok: true, value }),
          (error: unknown) => emit('settle', { id, ok: false, value: words(error) }),
        );
      } else if (typeof result === 'function') {
        emit('answer', {
          id,
          kind: 'function',
          value: functions.push(result as () => unknown) - 1,
        });
      } else {
        emit('answer', { id, kind: 'value', value: result });
      }
    } catch (error) {
      emit('answer', { id, kind: 'error', value: words(error) });
    }
  };
  window.addEventListener(names.events + 'call', (event) =>
    answerCall((event as CustomEvent).detail as Parameters<typeof answerCall>[0]),
  );

  // Preloads run in top documents only, as with Electron's nodeIntegrationInSubFrames off.
  if (window.top !== window) return;
  const electron = strict('electron (preload)', {
    ipcRenderer,
    contextBridge: strict('contextBridge', {
      exposeInMainWorld: (key: string, api: unknown) =>
        emit('expose', { key, shape: describe(api) }),
    }),
    webUtils: strict('webUtils', {
      getPathForFile: (file: File) => {
        if (!(file instanceof File)) throw new TypeError('not a File');
        return files.get(keyOfFile(file)) ?? '';
      },
    }),
  });
  const require = (name: string) => {
    if (name === 'electron') return electron;
    throw new Error(`module not found: ${name}`);
  };
  try {
    preload(require, { exports: {} }, strict('process (preload)', { platform }));
  } catch (error) {
    send({ kind: 'preload-error', message: words(error) });
  }
}
