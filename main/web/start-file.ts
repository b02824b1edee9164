import { chmod, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A page only the user can read that leads into the program. */
export interface StartFile {
  readonly path: string;
  /** Puts another start address into it. */
  readonly write: (address: string) => Promise<void>;
  readonly remove: () => Promise<void>;
}

/**
 * Makes a start file in a folder of its own. A command line is seen by every user of a computer,
 * a file of mode 0600 is not: so the token travels in it.
 */
export async function createStartFile(): Promise<StartFile> {
  const folder = await mkdtemp(join(tmpdir(), 'mingce-start-'));
  await chmod(folder, 0o700);
  const path = join(folder, 'mingce.html');
  return {
    path,
    write: async (address) => {
      const next = `${path}.next`;
      await writeFile(next, startPage(address), { mode: 0o600 });
      await rename(next, path);
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** The token stands in the fragment, which is in no request, log or Referer. */
function startPage(address: string): string {
  return `<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<meta name="referrer" content="no-referrer">
<title>明册</title>
<p><a href="${address}">打开明册 · Open Mingce</a></p>
<script>location.replace(${JSON.stringify(address)});</script>
</html>
`;
}
