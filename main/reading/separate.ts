import { counted, type Archive } from '../library/index.ts';
import { countPages, split } from './parts.ts';
import type { NamedCategory, SeparatorFacts } from './propose/types.ts';
import * as q from './separator-queries.ts';
import { partsOf } from './part-queries.ts';
import type { Origin } from './proposal-queries.ts';
import { passOnSplit } from './proven-pages.ts';
import { storeParts } from './store-parts.ts';
import { readSeparatorCode, type SeparatorWords } from './separator-code.ts';

/** What the separator sheet among codes says; null: none of them is one. `codes`: a JSON array. */
export function separatorIn(codes: string): SeparatorWords | null {
  for (const code of JSON.parse(codes) as readonly string[]) {
    const words = readSeparatorCode(code);
    if (words !== null) return words;
  }
  return null;
}

/**
 * Cuts a document of the inbox at its separator sheets, which are dropped with their empty backs;
 * one that is nothing but sheets goes to the trash. One operation; not done again where it was
 * undone. Gives the documents that were cut off; null where nothing was done.
 */
export async function separate(
  archive: Archive,
  documentId: number,
): Promise<readonly number[] | null> {
  const { read } = archive.db;
  const sheets = (await q.pagesWithCodes(read, documentId)).filter(
    ({ codes }) => separatorIn(codes) !== null,
  );
  if (sheets.length === 0 || (await q.wasSeparated(read, documentId))) return null;
  const parts = await partsOf(read, documentId);
  const drop = sheets.flatMap(({ n, backIsBlank }) => (backIsBlank === 1 ? [n, n + 1] : [n]));
  const before = drop.filter((n) => n > 1);
  const [first, ...rest] = split(parts, before, drop);
  const pieces = rest.length + (first === undefined ? 0 : 1);
  const { result } = await archive.operate(separateWords(pieces), async (writer) => {
    const added: number[] = [];
    if (first === undefined) await q.trashDocument(writer, documentId);
    else await storeParts(writer, documentId, await partsOf(writer, documentId), first);
    for (const piece of rest) {
      const id = await q.addBeside(writer, documentId);
      await storeParts(writer, id, [], piece);
      added.push(id);
    }
    await passOnSplit(writer, documentId, added);
    // What this sheet says holds for the files behind it.
    if (countPages(parts) === sheets.length) await q.markFollowing(writer, documentId);
    return added;
  });
  return result;
}

const separateWords = (pieces: number) => ({
  kind: 'separate',
  zh: pieces > 1 ? `按分隔页分成 ${pieces} 件` : '取出分隔页',
  en:
    pieces > 1
      ? `Part at separator sheets into ${counted(pieces, 'document')}`
      : 'Take separator sheets out',
});

/**
 * What the nearest separator sheet before a document says: one before it in its own file, else one
 * that is a file of its own, earlier in the same import. null: there is none.
 */
export async function separatorBefore(
  archive: Archive,
  { importId, originalId, firstPage }: Origin,
  categories: readonly NamedCategory[],
): Promise<SeparatorFacts | null> {
  const { read } = archive.db;
  const within = firstPage === null ? [] : await q.codesBefore(read, originalId, firstPage);
  const before = importId === null ? [] : await q.codesOfFilesBefore(read, importId, originalId);
  for (const codes of [...within, ...before]) {
    const words = separatorIn(codes);
    if (words !== null) return factsOf(words, categories);
  }
  return null;
}

function factsOf(
  { year, category, department }: SeparatorWords,
  categories: readonly NamedCategory[],
): SeparatorFacts {
  const found = category === null ? undefined : categoryAt(category, categories);
  return {
    ...(year === null ? {} : { year }),
    ...(found === undefined ? {} : { categoryId: found.id }),
    ...(department === null ? {} : { department }),
  };
}

/** The category whose path ends so; the outermost of several. */
function categoryAt(
  path: readonly string[],
  categories: readonly NamedCategory[],
): NamedCategory | undefined {
  const wanted = path.join('\n');
  return categories.find(({ name, parents = [] }) => {
    const names = [...parents, name];
    return names.slice(-path.length).join('\n') === wanted;
  });
}
