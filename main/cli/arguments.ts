import { categoriesNamed, tagNamed } from '../catalog/index.ts';
import { filingYear, type CategoryId, type DocumentFilter, type TagId } from '../contract/index.ts';
import type { Reader } from '../db/index.ts';
import { UsageError } from './command.ts';

/** What a command's words may be: options with and without a value, by name. */
export interface Shape {
  readonly values?: readonly string[];
  readonly flags?: readonly string[];
  /** Least and most plain words. */
  readonly words: readonly [least: number, most: number];
}

export interface Arguments {
  readonly words: readonly string[];
  readonly value: (name: string) => string | undefined;
  readonly all: (name: string) => readonly string[];
  readonly flag: (name: string) => boolean;
}

/**
 * Reads a command's words. Only words that begin with `--` are options; every other word is a
 * value, also one that begins with `+` or `-`. `--json` is known to all.
 * @throws UsageError
 */
export function readArguments(given: readonly string[], shape: Shape): Arguments {
  const words: string[] = [];
  const values = new Map<string, string[]>();
  const flags = new Set<string>();
  for (let at = 0; at < given.length; at += 1) {
    const word = given[at] ?? '';
    if (!word.startsWith('--')) {
      words.push(word);
      continue;
    }
    const name = word.slice(2);
    if (name === 'json' || shape.flags?.includes(name) === true) {
      flags.add(name);
    } else if (shape.values?.includes(name) === true) {
      at += 1;
      const value = given[at];
      if (value === undefined) throw new UsageError(`--${name} 后面缺少值`);
      values.set(name, [...(values.get(name) ?? []), value]);
    } else {
      throw new UsageError(`没有这个选项：${word}`);
    }
  }
  const [least, most] = shape.words;
  if (words.length < least) throw new UsageError('参数不够');
  if (words.length > most) throw new UsageError(`多余的参数：${words.slice(most).join(' ')}`);
  return {
    words,
    value: (name) => values.get(name)?.at(-1),
    all: (name) => values.get(name) ?? [],
    flag: (name) => flags.has(name),
  };
}

/** A whole number of at least `least`. */
export function wholeNumber(text: string, name: string, least = 0): number {
  if (!/^\d{1,15}$/u.test(text) || Number(text) < least) {
    throw new UsageError(`${name} 应是整数：${text}`);
  }
  return Number(text);
}

/** `1,2,5-9` as ids. */
export function readIds(text: string): number[] {
  const ids: number[] = [];
  for (const part of text.split(',')) {
    const range = /^(\d{1,15})(?:-(\d{1,15}))?$/u.exec(part.trim());
    if (range === null) throw new UsageError(`编号写法不对：${text}（例：1,2,5-9）`);
    const first = Number(range[1]);
    const last = range[2] === undefined ? first : Number(range[2]);
    if (first < 1 || last < first || last - first > 1_000_000) {
      throw new UsageError(`编号写法不对：${part}`);
    }
    for (let id = first; id <= last; id += 1) ids.push(id);
  }
  return [...new Set(ids)];
}

export function readYear(text: string): number {
  const parsed = filingYear.safeParse(Number(text));
  if (!/^\d{4}$/u.test(text) || !parsed.success) throw new UsageError(`年度应是四位数字：${text}`);
  return parsed.data;
}

export const filterOptions = {
  values: ['year', 'category', 'tag', 'ids'],
  flags: ['inbox', 'trash'],
} as const;

/** Id of the category with this name; the topmost where several share it. */
export async function categoryNamed(reader: Reader, name: string): Promise<CategoryId> {
  const [id] = await categoriesNamed(reader, name);
  if (id === undefined) throw new UsageError(`没有这个分类：${name}`);
  return id;
}

/** The filter that `--year --category --tag --inbox --trash --ids` describe. */
export async function readFilter(reader: Reader, given: Arguments): Promise<DocumentFilter> {
  const categories: CategoryId[] = [];
  for (const name of given.all('category')) {
    const ids = await categoriesNamed(reader, name);
    if (ids.length === 0) throw new UsageError(`没有这个分类：${name}`);
    categories.push(...ids);
  }
  const tags: TagId[] = [];
  for (const name of given.all('tag')) {
    const tag = await tagNamed(reader, name);
    if (tag === undefined) throw new UsageError(`没有这个标签：${name}`);
    tags.push(tag);
  }
  const ids = given.value('ids');
  const place = given.flag('trash') ? 'trash' : given.flag('inbox') ? 'inbox' : undefined;
  return {
    ...(place === undefined ? {} : { place }),
    ...(given.all('year').length === 0 ? {} : { years: given.all('year').map(readYear) }),
    ...(categories.length === 0 ? {} : { categories }),
    ...(tags.length === 0 ? {} : { tags }),
    ...(ids === undefined ? {} : { ids: readIds(ids) as DocumentFilter['ids'] }),
  };
}
