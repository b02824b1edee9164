import type { CollectedFile } from './import-sources.ts';

/** Asks with the browser's own dialog; empty where the user closes it. */
export function filesFromInput(what: 'files' | 'folder'): Promise<readonly CollectedFile[]> {
  const input = document.createElement('input');
  input.type = 'file';
  input.multiple = true;
  input.webkitdirectory = what === 'folder';
  return new Promise((resolve) => {
    input.addEventListener('change', () =>
      resolve(
        [...(input.files ?? [])].map((file) => ({
          path: file.webkitRelativePath || file.name,
          file,
        })),
      ),
    );
    input.addEventListener('cancel', () => resolve([]));
    input.click();
  });
}

/**
 * All files of a drop, folders walked. Take the entries from the event before anything is awaited:
 * the browser forgets them afterwards.
 */
export async function filesFromEntries(
  entries: readonly FileSystemEntry[],
  onFound: (count: number) => void,
): Promise<readonly CollectedFile[]> {
  const found: CollectedFile[] = [];
  const walk = async (entry: FileSystemEntry, parent: string): Promise<void> => {
    const path = parent === '' ? entry.name : `${parent}/${entry.name}`;
    if (entry instanceof FileSystemFileEntry) {
      found.push({ path, file: await fileOf(entry) });
      if (found.length % 50 === 0) onFound(found.length);
    } else if (entry instanceof FileSystemDirectoryEntry) {
      for (const child of await childrenOf(entry)) await walk(child, path);
    }
  };
  for (const entry of entries) await walk(entry, '');
  return found;
}

const fileOf = (entry: FileSystemFileEntry): Promise<File> =>
  new Promise((resolve, reject) => entry.file(resolve, reject));

/** The browser gives at most a hundred at a time and an empty answer at the end. */
async function childrenOf(folder: FileSystemDirectoryEntry): Promise<readonly FileSystemEntry[]> {
  const reader = folder.createReader();
  const children: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (some.length === 0) return children;
    children.push(...some);
  }
}
