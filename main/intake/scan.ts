import type { Dirent } from 'node:fs';
import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { z } from 'zod';
import type { ErrorCode } from '../contract/errors.ts';
import { ArchiveError } from '../contract/errors.ts';
import { readFailure } from './fs-errors.ts';

/**
 * What an import was asked to take in. An upload is a folder with `index.ndjson` (see `uploadEntry`);
 * of a watched folder the files are named one by one as they come (watch.ts).
 */
export const importSource = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('path'), path: z.string() }),
  z.object({ kind: z.literal('upload'), folder: z.string() }),
  z.object({ kind: z.literal('watch'), path: z.string() }),
]);
export type ImportSource = z.infer<typeof importSource>;

/** One thing found. `source` is absolute, `path` begins with the name of what was chosen, `/` between names. */
export type Found = FoundFile | FoundProblem | FoundJunk;

export interface FoundFile {
  readonly kind: 'file';
  readonly source: string;
  readonly path: string;
  readonly bytes: number;
  readonly modifiedMs: number;
  /** Path of the folder whose files make one document; null: the file is a document of its own. */
  readonly group: string | null;
}

/** It is there, or was named, and cannot be taken in. */
export interface FoundProblem {
  readonly kind: 'refused';
  readonly source: string;
  readonly path: string;
  readonly code: ErrorCode;
}

/** Left out knowingly: what systems and office programs leave behind, loops of links, the archive itself. */
export interface FoundJunk {
  readonly kind: 'skipped';
  readonly source: string;
  readonly path: string;
}

export interface ScanOptions {
  readonly folderAsDocument: boolean;
  /** Folders that are never entered: the archive's own. */
  readonly except: readonly string[];
  readonly signal?: AbortSignal;
}

/**
 * Files of the sources in the order given; of a folder its sub-folders first, then its files, each
 * by code unit. Yields as it goes, so that counting shows at once.
 */
export async function* scan(
  sources: readonly ImportSource[],
  options: ScanOptions,
): AsyncGenerator<Found> {
  const seen = new Set<string>();
  for (const source of sources) {
    const found =
      source.kind === 'upload'
        ? scanUpload(source.folder, options)
        : scanPath(source.path, options);
    for await (const each of found) {
      if (options.signal?.aborted) throw new ArchiveError('cancelled');
      if (seen.has(each.source)) continue;
      seen.add(each.source);
      yield each;
    }
  }
}

/** What a folder holds, whether on disk or in an upload. Folders are opened one after another. */
interface Folder {
  readonly path: string;
  readonly list: () => Promise<FolderContent>;
}

interface FolderContent {
  readonly folders: readonly (readonly [name: string, folder: Folder])[];
  readonly files: readonly (readonly [name: string, file: PlainFile])[];
  readonly others: readonly Found[];
}

type PlainFile = Pick<FoundFile, 'source' | 'bytes' | 'modifiedMs'>;

async function* walk(folder: Folder, options: ScanOptions): AsyncGenerator<Found> {
  const { folders, files, others } = await folder.list();
  yield* others;
  for (const [, inner] of folders.toSorted(byName)) yield* walk(inner, options);
  const isDocument =
    options.folderAsDocument &&
    folders.length === 0 &&
    files.length > 0 &&
    files.every(([name]) => isPageImage(name));
  const ordered = isDocument ? files.toSorted(byNumberedName) : files.toSorted(byName);
  for (const [name, file] of ordered) {
    const path = `${folder.path}/${name}`;
    yield { kind: 'file', ...file, path, group: isDocument ? folder.path : null };
  }
}

type Named = readonly [name: string, ...rest: unknown[]];

function byName([a]: Named, [b]: Named): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Orders paths as people number their scans: page 2 before page 10. */
export function byNumber(a: string, b: string): number {
  return byNumberedName([a], [b]);
}

/** Page 2 before page 10, as people number their scans. */
function byNumberedName(a: Named, b: Named): number {
  const [one, two] = [a, b].map(([name]) => name.match(/\d+|\D+/gu) ?? []);
  for (const [index, part] of (one ?? []).entries()) {
    const other = two?.[index];
    if (other === undefined) return 1;
    const numbers = /^\d/u.test(part) && /^\d/u.test(other);
    const difference = numbers ? Number(part) - Number(other) : byName([part], [other]);
    if (difference !== 0) return difference;
  }
  return byName(a, b);
}

const isPageImage = (name: string): boolean => /.\.(?:jpe?g|png|tiff?|bmp|webp|gif)$/iu.test(name);

const junkFiles =
  /^(?:\.DS_Store|\.localized|\._.*|Thumbs\.db(?::encryptable)?|ehthumbs\.db|desktop\.ini|~\$.*|\.~lock\..*#|Icon\r|\.directory|\.mingce-.*)$/iu;
const junkFolders =
  /^(?:\$RECYCLE\.BIN|System Volume Information|__MACOSX|@eaDir|#recycle|lost\+found|\.Trash(?:es|-\d+)?|\.Spotlight-V100|\.fseventsd|\.git|\.svn)$/iu;

/** Names that systems and office programs leave behind; nobody files them. */
export function isJunk(name: string, kind: 'file' | 'folder'): boolean {
  return (kind === 'file' ? junkFiles : junkFolders).test(name);
}

async function* scanPath(given: string, options: ScanOptions): AsyncGenerator<Found> {
  const source = resolve(given);
  const path = basename(source) || source;
  try {
    const stats = await stat(source);
    if (stats.isDirectory()) {
      yield* walk(diskFolder(source, path, [], options), options);
    } else if (stats.isFile()) {
      const { size: bytes, mtimeMs } = stats;
      yield { kind: 'file', source, path, bytes, modifiedMs: Math.trunc(mtimeMs), group: null };
    } else {
      yield { kind: 'refused', source, path, code: 'not-a-file' };
    }
  } catch (error) {
    yield refused(source, path, error);
  }
}

function refused(source: string, path: string, error: unknown): FoundProblem {
  return { kind: 'refused', source, path, code: readFailure(error, source).code };
}

/** `above`: real paths of the folders it lies in, to see links that lead back. */
function diskFolder(
  source: string,
  path: string,
  above: readonly string[],
  options: ScanOptions,
): Folder {
  const list = async (): Promise<FolderContent> => {
    try {
      const real = await realpath(source);
      if (above.includes(real) || (await isLeftOut(real, options)))
        return { folders: [], files: [], others: [{ kind: 'skipped', source, path }] };
      const entries = await readdir(source, { withFileTypes: true });
      const found = await Promise.all(
        entries.map((entry) => classify(entry, source, path, [...above, real], options)),
      );
      return {
        folders: found.flatMap((each) => (each.kind === 'folder' ? [each.entry] : [])),
        files: found.flatMap((each) => (each.kind === 'file' ? [each.entry] : [])),
        others: found.flatMap((each) => (each.kind === 'other' ? [each.found] : [])),
      };
    } catch (error) {
      return { folders: [], files: [], others: [refused(source, path, error)] };
    }
  };
  return { path, list };
}

/** An archive's folder holds copies named by hashes, not sources. */
async function isLeftOut(real: string, { except }: ScanOptions): Promise<boolean> {
  const own = await Promise.all(except.map((folder) => realpath(folder).catch(() => folder)));
  return own.includes(real);
}

type Classified =
  | { readonly kind: 'folder'; readonly entry: readonly [string, Folder] }
  | { readonly kind: 'file'; readonly entry: readonly [string, PlainFile] }
  | { readonly kind: 'other'; readonly found: Found };

async function classify(
  entry: Dirent,
  parent: string,
  parentPath: string,
  above: readonly string[],
  options: ScanOptions,
): Promise<Classified> {
  const { name } = entry;
  const source = join(parent, name);
  const path = `${parentPath}/${name}`;
  const other = (found: Found): Classified => ({ kind: 'other', found });
  try {
    const stats = await stat(source);
    if (isJunk(name, stats.isDirectory() ? 'folder' : 'file'))
      return other({ kind: 'skipped', source, path });
    if (stats.isDirectory())
      return { kind: 'folder', entry: [name, diskFolder(source, path, above, options)] };
    if (!stats.isFile()) return other({ kind: 'refused', source, path, code: 'not-a-file' });
    const { size: bytes, mtimeMs } = stats;
    return { kind: 'file', entry: [name, { source, bytes, modifiedMs: Math.trunc(mtimeMs) }] };
  } catch (error) {
    return isJunk(name, 'file')
      ? other({ kind: 'skipped', source, path })
      : other(refused(source, path, error));
  }
}

/** A line of an upload's `index.ndjson`: the received file, named by a number, and what it was called. */
export const uploadEntry = z.object({
  file: z.string().regex(/^[\w-]{1,64}$/u),
  path: z.string().max(8192),
  bytes: z.number().int().min(0),
  modifiedMs: z.number(),
});
export type UploadEntry = z.infer<typeof uploadEntry>;

async function* scanUpload(folder: string, options: ScanOptions): AsyncGenerator<Found> {
  const root = uploadTree(await readIndex(folder), folder);
  for (const [, inner] of [...root.folders].toSorted(byName)) yield* walk(inMemory(inner), options);
  for (const [path, file] of root.files.toSorted(byName)) {
    yield isJunk(path, 'file')
      ? { kind: 'skipped', source: file.source, path }
      : { kind: 'file', ...file, path, group: null };
  }
}

/** A last line cut off by a crash is a file that never arrived whole. */
async function readIndex(folder: string): Promise<readonly UploadEntry[]> {
  const text = await readFile(join(folder, 'index.ndjson'), 'utf8').catch(() => '');
  return text.split('\n').flatMap((line) => {
    try {
      return [uploadEntry.parse(JSON.parse(line))];
    } catch {
      return [];
    }
  });
}

interface Tree {
  readonly path: string;
  readonly folders: Map<string, Tree>;
  /** A list: two dropped folders of one name may bring two files of one path. */
  readonly files: (readonly [string, PlainFile])[];
}

function uploadTree(entries: readonly UploadEntry[], folder: string): Tree {
  const root = newTree('');
  for (const { file, path, bytes, modifiedMs } of entries) {
    const names = namesOf(path);
    const name = names.pop() ?? file;
    let tree = root;
    for (const each of names) {
      const inner =
        tree.folders.get(each) ?? newTree(tree.path === '' ? each : `${tree.path}/${each}`);
      tree.folders.set(each, inner);
      tree = inner;
    }
    tree.files.push([
      name,
      { source: join(folder, file), bytes, modifiedMs: Math.trunc(modifiedMs) },
    ]);
  }
  return root;
}

const newTree = (path: string): Tree => ({ path, folders: new Map(), files: [] });

/** A browser's relative path as names; it is text to show, never a place on this computer. */
function namesOf(path: string): string[] {
  return path.split(/[\\/]/u).filter((name) => name !== '' && name !== '.' && name !== '..');
}

function inMemory(tree: Tree): Folder {
  const list = async (): Promise<FolderContent> => {
    const { files } = tree;
    const junk = files.filter(([name]) => isJunk(name, 'file'));
    const folders = [...tree.folders].filter(([name]) => !isJunk(name, 'folder'));
    return {
      folders: folders.map(([name, inner]) => [name, inMemory(inner)]),
      files: files.filter(([name]) => !isJunk(name, 'file')),
      others: junk.map(([name, { source }]) => ({
        kind: 'skipped',
        source,
        path: `${tree.path}/${name}`,
      })),
    };
  };
  return { path: tree.path, list };
}
