import { basename, dirname } from 'node:path';
import type { ImportOptions } from '../contract/intake.ts';
import {
  foldersAround,
  propose,
  stemOf,
  type NamedCategory,
  type Proposals,
} from '../reading/index.ts';
import type { NewDocument, NewPage, PendingFile } from './queries.ts';

/** Pages a paper's head, signature and date are looked for on. */
export const pagesRead = 12;

/** A document to be: its name and place say something, its first pages more. */
export interface Described {
  readonly name: string;
  readonly isFolder: boolean;
  /** Path below what was chosen, the name last. */
  readonly path: string;
  readonly source: string;
  readonly texts: readonly { readonly number: number; readonly text: string }[];
}

export function describeFile(
  { path, source }: Pick<PendingFile, 'path' | 'source'>,
  pages: readonly Pick<NewPage, 'text'>[],
): Described {
  const name = path.split('/').at(-1) ?? path;
  const texts = pages.slice(0, pagesRead).map(({ text }, index) => ({ number: index + 1, text }));
  return { name, isFolder: false, path, source, texts };
}

/** A folder taken as one document: its name speaks for its pages. */
export function describeFolder(group: string, { source }: Pick<PendingFile, 'source'>): Described {
  const name = group.split('/').at(-1) ?? group;
  return { name, isFolder: true, path: group, source: dirname(source), texts: [] };
}

export function proposalsFor(
  described: Described,
  categories: readonly NamedCategory[],
): Proposals {
  const { name, isFolder, path, source, texts } = described;
  return propose({
    name,
    isFolder,
    folders: path.split('/').slice(0, -1),
    around: foldersAround(source, path),
    pages: texts.map((page) => ({ ...page, widthUm: 0, heightUm: 0, lines: null })),
    categories,
  });
}

type Fields = Pick<
  NewDocument,
  'state' | 'title' | 'year' | 'categoryId' | 'referenceNumber' | 'issuer' | 'date' | 'kind'
>;

/**
 * Fields as the document enters the catalogue: in the inbox what the user set and else nothing;
 * filed at once the best proposals, the file's name where nothing names it. Papers marked secret
 * are not filed.
 */
export function fieldsFor(
  described: Described,
  { proposals, notes }: Proposals,
  options: ImportOptions,
): Fields {
  const year = options.year ?? null;
  const categoryId = options.categoryId ?? null;
  const open = { title: null, referenceNumber: null, issuer: null, date: null, kind: null };
  // What may not be kept on this computer is never filed.
  const isSecret = notes.some(({ code }) => code === 'secret');
  if (options.confirm !== true || isSecret) return { state: 'inbox', year, categoryId, ...open };
  const best = (field: string, limit: number): string | null =>
    proposals.find((each) => each.field === field)?.value.slice(0, limit) ?? null;
  const number = (field: string): number | null => {
    const value = best(field, 20);
    return value === null ? null : Number(value);
  };
  const fallback = described.isFolder ? described.name : stemOf(described.name);
  return {
    state: 'filed',
    year: year ?? number('year'),
    categoryId: categoryId ?? number('categoryId'),
    title: best('title', 500) ?? wellFormed(fallback).slice(0, 500),
    referenceNumber: best('referenceNumber', 100),
    issuer: best('issuer', 200),
    date: best('date', 10),
    kind: best('kind', 40),
  };
}

/** Names may hold halves of characters; the catalogue does not. */
export const wellFormed = (text: string): string => text.toWellFormed();

export const nameOf = (path: string): string => wellFormed(basename(path));
