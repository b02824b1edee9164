import * as en from './en/index.ts';
import { currentLanguage } from './language.ts';
import { number } from './format.ts';
import * as zh from './zh-CN/index.ts';

export { currentLanguage, setLanguage } from './language.ts';
export type { Language } from './language.ts';
export * from './format.ts';

type Source = typeof zh;

/** `capability.message`: the file it stands in, and its name there. */
export type MessageKey = {
  [Room in keyof Source & string]: `${Room}.${keyof Source[Room] & string}`;
}[keyof Source & string];

type Text<Key extends MessageKey> = Key extends `${infer Room}.${infer Name}`
  ? Room extends keyof Source
    ? Name extends keyof Source[Room]
      ? Source[Room][Name]
      : never
    : never
  : never;

type Names<Message> = Message extends `${string}{${infer Inner}}${infer Rest}`
  ? (Inner extends `${infer Name}|${string}` ? Name : Inner) | Names<Rest>
  : never;

type Params<Key extends MessageKey> = [Names<Text<Key>>] extends [never]
  ? []
  : [params: Readonly<Record<Names<Text<Key>>, string | number>>];

type Table = Readonly<Record<string, Readonly<Record<string, string>>>>;
const tables: Readonly<Record<'zh-CN' | 'en', Table>> = { 'zh-CN': zh, en };

/**
 * The words for `key` in the current language. `{name}` is filled from `params`: numbers are
 * grouped (12,486), text is left alone. `{name|one|many}` chooses by the number `name` (English).
 */
export function t<Key extends MessageKey>(key: Key, ...params: Params<Key>): string {
  return fill(key, params[0] ?? {});
}

/** Words for a key made at run time; `undefined` where there are none. */
export function lookUp(
  room: string,
  name: string,
  params: Readonly<Record<string, string | number>> = {},
): string | undefined {
  return tables[currentLanguage()][room]?.[name] === undefined
    ? undefined
    : fill(`${room}.${name}`, params);
}

function fill(key: string, params: Readonly<Record<string, string | number>>): string {
  const dot = key.indexOf('.');
  const message = tables[currentLanguage()][key.slice(0, dot)]?.[key.slice(dot + 1)] ?? key;
  return message.replace(/\{([^{}]+)\}/g, (_, inner: string) => {
    const [name = '', one, many] = inner.split('|');
    const value = params[name] ?? '';
    if (one !== undefined && many !== undefined) return value === 1 ? one : many;
    return typeof value === 'number' ? number(value) : value;
  });
}

/** Type of a translation: the same names as the source, every one of them. */
export type Translation<Messages> = Readonly<Record<keyof Messages, string>>;
