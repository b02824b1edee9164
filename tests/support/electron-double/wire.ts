/**
 * The double's stand-in for structured clone: JSON with tags for what Electron's IPC carries
 * and JSON does not. Functions, symbols and cycles are refused; an error keeps name and message
 * only, as in Electron. Self-contained, because its source text is also run inside pages.
 */
export interface Wire {
  readonly encode: (value: unknown) => string;
  readonly decode: (text: string) => unknown;
}

export function makeWire(): Wire {
  const tagOf = (value: unknown) => Object.prototype.toString.call(value).slice(8, -1);
  const refuse = (): never => {
    throw new Error('An object could not be cloned.');
  };
  const toBase64 = (bytes: Uint8Array) => {
    let text = '';
    for (const byte of bytes) text += String.fromCharCode(byte);
    return btoa(text);
  };
  const fromBase64 = (text: string) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
  const views: Record<string, (buffer: ArrayBuffer) => unknown> = {
    ArrayBuffer: (buffer) => buffer,
    Uint8Array: (buffer) => new Uint8Array(buffer),
    Uint16Array: (buffer) => new Uint16Array(buffer),
    Uint32Array: (buffer) => new Uint32Array(buffer),
    Int32Array: (buffer) => new Int32Array(buffer),
    Float32Array: (buffer) => new Float32Array(buffer),
    Float64Array: (buffer) => new Float64Array(buffer),
  };

  const pack = (value: unknown, above: readonly unknown[]): unknown => {
    if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
    if (typeof value === 'undefined') return { $: 'undefined' };
    if (typeof value === 'bigint') return { $: 'bigint', v: String(value) };
    if (typeof value === 'number') {
      return Number.isFinite(value) ? value : { $: 'number', v: String(value) };
    }
    if (typeof value !== 'object' || above.includes(value)) return refuse();
    const inside = [...above, value];
    const each = (item: unknown) => pack(item, inside);
    if (Array.isArray(value)) return value.map(each);
    const tag = tagOf(value);
    if (ArrayBuffer.isView(value)) {
      const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
      return { $: 'bytes', t: tag in views ? tag : 'Uint8Array', v: toBase64(bytes) };
    }
    if (tag === 'ArrayBuffer') {
      return { $: 'bytes', t: tag, v: toBase64(new Uint8Array(value as ArrayBuffer)) };
    }
    if (tag === 'Date') return { $: 'date', v: (value as Date).getTime() };
    if (tag === 'Map') {
      return { $: 'map', v: [...(value as Map<unknown, unknown>)].map((pair) => pair.map(each)) };
    }
    if (tag === 'Set') return { $: 'set', v: [...(value as Set<unknown>)].map(each) };
    if (tag === 'Error' || value instanceof Error) {
      const { name, message } = value as Error;
      return { $: 'error', n: name, v: message };
    }
    if (tag !== 'Object') return refuse();
    return { $: 'object', v: Object.entries(value).map(([key, item]) => [key, each(item)]) };
  };

  const unpack = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(unpack);
    if (value === null || typeof value !== 'object') return value;
    const { $, t, n, v } = value as { $: string; t: string; n: string; v: unknown };
    switch ($) {
      case 'undefined':
        return undefined;
      case 'bigint':
        return BigInt(v as string);
      case 'number':
        return Number(v);
      case 'date':
        return new Date(v as number);
      case 'bytes':
        return views[t]?.(fromBase64(v as string).buffer);
      case 'map':
        return new Map((v as [unknown, unknown][]).map(([k, i]) => [unpack(k), unpack(i)]));
      case 'set':
        return new Set((v as unknown[]).map(unpack));
      case 'error':
        return Object.assign(new Error(v as string), { name: n });
      default:
        // fromEntries defines own properties: a key "__proto__" arrives as data.
        return Object.fromEntries((v as [string, unknown][]).map(([k, i]) => [k, unpack(i)]));
    }
  };

  return {
    encode: (value) => JSON.stringify(pack(value, [])),
    decode: (text) => unpack(JSON.parse(text)),
  };
}
