import { EventEmitter } from 'node:events';

export class NotModelled extends Error {
  constructor(name: string) {
    super(`${name} is not modelled by the Electron double`);
    this.name = 'NotModelled';
  }
}

const facades = new WeakMap<object, object>();

/**
 * `target`, with every access to a member it does not have turned into an error. The same target
 * always has the same facade, so that identities can be compared.
 */
export function strict<T extends object>(name: string, target: T): T {
  const known = facades.get(target);
  if (known) return known as T;
  const facade = new Proxy(target, {
    get(object, key) {
      if (typeof key === 'symbol' || key in object) return memberOf(object, key);
      // Promise resolution and printing probe these.
      if (key === 'then' || key === 'toJSON') return undefined;
      throw new NotModelled(`${name}.${key}`);
    },
    set(object, key, value) {
      if (typeof key === 'symbol' || key in object) return Reflect.set(object, key, value, object);
      throw new NotModelled(`${name}.${key} =`);
    },
  });
  facades.set(target, facade);
  return facade;
}

/** Methods are bound: private fields do not exist on a proxy. */
function memberOf(object: object, key: string | symbol): unknown {
  const value: unknown = Reflect.get(object, key, object);
  if (typeof value !== 'function' || key === 'constructor' || key === 'prototype') return value;
  return value.bind(object);
}

/** Stands for a whole Electron module that the double has nothing of: any use is an error. */
export function unmodelled(name: string): object {
  const fail = (): never => {
    throw new NotModelled(name);
  };
  return new Proxy(class {}, { get: fail, set: fail, construct: fail, apply: fail });
}

/** Electron's `event` argument. */
export class DoubleEvent {
  defaultPrevented = false;
  preventDefault = () => {
    this.defaultPrevented = true;
  };
}

/** An emitter that knows which events the double ever fires: listening for another is an error. */
export class StrictEmitter extends EventEmitter {
  readonly #name: string;
  readonly #events: ReadonlySet<string>;

  constructor(name: string, events: readonly string[]) {
    super();
    this.#name = name;
    this.#events = new Set(events);
    this.setMaxListeners(50);
  }

  #check(event: string | symbol) {
    if (typeof event === 'string' && !this.#events.has(event)) {
      throw new NotModelled(`${this.#name} event '${event}'`);
    }
  }

  override on(event: string | symbol, listener: (...args: never[]) => void): this {
    this.#check(event);
    return super.on(event, listener as (...args: unknown[]) => void);
  }

  override once(event: string | symbol, listener: (...args: never[]) => void): this {
    this.#check(event);
    return super.once(event, listener as (...args: unknown[]) => void);
  }

  override addListener(event: string | symbol, listener: (...args: never[]) => void): this {
    return this.on(event, listener);
  }

  /** Emits with a fresh event object first; true where a listener prevented the default. */
  ask(event: string, properties: object, ...args: unknown[]): boolean {
    const details = Object.assign(new DoubleEvent(), properties);
    this.emit(event, details, ...args);
    return details.defaultPrevented;
  }
}
