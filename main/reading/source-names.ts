import { dirname, sep } from 'node:path';

/**
 * The two folders around what was chosen: archivists choose 组织领导 inside 2024年.
 * @param source absolute place of a file
 * @param path the same below what was chosen, `/` between names
 */
export function foldersAround(source: string, path: string): readonly string[] {
  const below = path.split('/').join(sep);
  if (!source.endsWith(below)) return [];
  const chosen = source.slice(0, source.length - below.length);
  return chosen
    .split(sep)
    .filter((name) => name !== '')
    .slice(-2);
}

/** How a document is called by where it came from. */
export interface SourceNames {
  readonly name: string;
  readonly isFolder: boolean;
  /** From the chosen folder on, outermost first. */
  readonly folders: readonly string[];
  readonly around: readonly string[];
}

/**
 * @param path below what was chosen, the name last
 * @param source absolute place of the file; null where it is not known
 * @param folder the folder that became the document, below what was chosen; null: the file did
 */
export function sourceNames(
  path: string,
  source: string | null,
  folder: string | null,
): SourceNames {
  const whole = folder ?? path;
  const place = source === null ? null : folder === null ? source : dirname(source);
  return {
    name: whole.split('/').at(-1) ?? whole,
    isFolder: folder !== null,
    folders: whole.split('/').slice(0, -1),
    around: place === null ? [] : foldersAround(place, whole),
  };
}
