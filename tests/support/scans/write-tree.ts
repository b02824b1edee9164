import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** Files by their path relative to a folder, `/` between names. */
export type FileTree = Readonly<Record<string, Uint8Array>>;

/** Writes a tree under `folder`, making folders as needed; gives the absolute paths in order. */
export async function writeTree(folder: string, tree: FileTree): Promise<readonly string[]> {
  const written: string[] = [];
  for (const [relative, bytes] of Object.entries(tree)) {
    const target = path.join(folder, relative);
    await mkdir(path.dirname(target), { recursive: true });
    await writeFile(target, bytes);
    written.push(target);
  }
  return written;
}
