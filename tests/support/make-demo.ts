import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { DemoFile } from './demo/make.ts';
import { demo2022 } from './demo/year-2022.ts';
import { demo2023 } from './demo/year-2023.ts';
import { demo2024 } from './demo/year-2024.ts';
import { writeTree } from './scans/write-tree.ts';

/** All demo originals: three years of an invented township's papers. */
export const demoFiles: readonly DemoFile[] = [...demo2022, ...demo2023, ...demo2024];

const demoFolder = fileURLToPath(new URL('../../resources/demo', import.meta.url));

/** Makes resources/demo again, byte for byte; what no maker names is removed. */
async function main(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  let total = 0;
  for (const file of demoFiles) {
    const bytes = await file.make();
    total += bytes.length;
    await writeTree(folder, { [file.path]: bytes });
    process.stdout.write(`${String(bytes.length).padStart(8)}  ${file.path}\n`);
  }
  const count = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) =>
    entry.isFile(),
  );
  process.stdout.write(`${String(total).padStart(8)}  ${count.length} files\n`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await main(path.resolve(process.argv[2] ?? demoFolder));
}
