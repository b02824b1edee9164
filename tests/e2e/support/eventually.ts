import { expect } from 'vitest';

/** `expect` of what a window says once it has come to rest; patient, because machines are busy. */
export function eventually<Value>(look: () => Value | Promise<Value>, timeout = 60_000) {
  return expect.poll(look, { timeout, interval: 100 });
}
