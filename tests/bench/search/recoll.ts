import { spawnSync } from 'node:child_process';
import { mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql, type Reader } from '../../../main/db/index.ts';
import { has } from '../measure.ts';
import { plain } from './known.ts';

/** Recoll over the pages of an archive, each a text file. */
export interface Recoll {
  readonly pages: number;
  /** Indexes everything from nothing. */
  readonly build: () => Promise<{ readonly ms: number; readonly bytes: number }>;
  /** Asks for a phrase: how many of the pages that hold it came. `ms` includes starting its process. */
  readonly find: (phrase: string) => { readonly ms: number; readonly found: number; of: number };
}

export const hasRecoll = (): boolean => has('recollindex') && has('recollq');

interface PageFile {
  /** `<document>/<page>.txt` below the folder of pages. */
  readonly name: string;
  readonly plain: string;
}

async function writePages(
  folder: string,
  reader: Reader,
  documents: number,
): Promise<readonly PageFile[]> {
  const files: PageFile[] = [];
  for (let id = 1; id <= documents; id += 1) {
    const rows = await reader.all<{ number: number; text: string }>(
      sql`SELECT number, text FROM page WHERE original_id = ${id} ORDER BY number`,
    );
    await mkdir(join(folder, String(id)), { recursive: true });
    for (const { number, text } of rows) {
      const name = `${id}/${number}.txt`;
      await writeFile(join(folder, name), text);
      files.push({ name, plain: plain(text) });
    }
  }
  return files;
}

/** Writes the pages of the first `documents` of an archive below `folder`, for Recoll to index. */
export async function recollOver(
  folder: string,
  reader: Reader,
  documents: number,
): Promise<Recoll> {
  const config = join(folder, 'recoll');
  const pages = join(folder, 'recoll-pages');
  const files = await writePages(pages, reader, documents);
  await mkdir(config, { recursive: true });
  await writeFile(
    join(config, 'recoll.conf'),
    `topdirs = ${pages}\ndefaultcharset = UTF-8\nloglevel = 1\n`,
  );
  const run = (program: string, args: readonly string[]): { out: string; ms: number } => {
    const began = performance.now();
    const { status, stdout } = spawnSync(program, ['-c', config, ...args], {
      encoding: 'utf8',
      maxBuffer: 1e9,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    if (status !== 0) throw new Error(`${program} ended with ${status}`);
    return { out: stdout, ms: performance.now() - began };
  };
  return {
    pages: files.length,
    build: async () => {
      const { ms } = run('recollindex', ['-z']);
      const index = join(config, 'xapiandb');
      let bytes = 0;
      for (const name of await readdir(index)) bytes += (await stat(join(index, name))).size;
      return { ms, bytes };
    },
    find: (phrase) => {
      const { out, ms } = run('recollq', ['-n', '0', '-b', `"${phrase}"`]);
      const found = new Set(
        out.split('\n').flatMap((line) => /([^/]+\/[^/]+\.txt)$/u.exec(line.trim())?.[1] ?? []),
      );
      const holding = files.filter((file) => file.plain.includes(phrase));
      return {
        ms,
        found: holding.filter(({ name }) => found.has(name)).length,
        of: holding.length,
      };
    },
  };
}
