import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import {
  appendFile,
  chmod,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { forgetBatch, place, recoverStaging, withdrawBatch } from '../../main/intake/place.ts';
import { keptExtension, store } from '../../main/intake/store.ts';
import type { TaskContext } from '../../main/workers/index.ts';

const isRoot = process.getuid?.() === 0;
let folder = '';
let staging = '';
let originals = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mingce-store-'));
  await chmod(folder, 0o755);
  staging = join(folder, 'staging');
  originals = join(folder, 'originals');
  await mkdir(staging);
  await mkdir(originals);
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

const quiet: TaskContext = { progress: () => undefined, signal: new AbortController().signal };
const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

async function put(name: string, bytes: Buffer | string = name): Promise<string> {
  await writeFile(join(folder, name), bytes);
  return join(folder, name);
}

function storeIt(source: string, context = quiet) {
  return store({ source, stagingFolder: staging, stagedName: 'in-1.part' }, context);
}

describe('storing', () => {
  test.each([0, 1, 1 << 20, (1 << 20) + 1, 3_500_000])(
    'copies and hashes %i bytes',
    async (size) => {
      const bytes = Buffer.alloc(size, 'abcdefg');
      const stored = await storeIt(await put('原件.pdf', bytes));
      expect(stored).toEqual({ sha256: sha256(bytes), bytes: size, stagedName: 'in-1.part' });
      expect(await readFile(join(staging, 'in-1.part'))).toEqual(bytes);
    },
  );

  test('says what is wrong with a source and leaves nothing behind', async () => {
    await expect(storeIt(join(folder, '无.pdf'))).rejects.toMatchObject({ code: 'source-missing' });
    await expect(storeIt(folder)).rejects.toMatchObject({ code: 'not-a-file' });
    const long = join(folder, `${'长'.repeat(300)}.pdf`);
    await expect(storeIt(long)).rejects.toMatchObject({ code: 'name-too-long' });
    expect(await readdir(staging)).toEqual([]);
  });

  test.skipIf(process.platform === 'win32')('does not wait for a named pipe', async () => {
    const pipe = join(folder, '管');
    execFileSync('mkfifo', [pipe]);
    await expect(storeIt(pipe)).rejects.toMatchObject({ code: 'not-a-file' });
  });

  test('refuses a source that grows while it is read', async () => {
    const source = await put('大.bin', Buffer.alloc(5 << 20));
    let grown = false;
    const growing: TaskContext = {
      signal: quiet.signal,
      progress: () => {
        if (!grown) execFileSync('truncate', ['-s', '+1', source]);
        grown = true;
      },
    };
    await expect(storeIt(source, growing)).rejects.toMatchObject({ code: 'source-changed' });
    expect(await readdir(staging)).toEqual([]);
  });

  test('stops when cancelled and leaves nothing behind', async () => {
    const source = await put('大.bin', Buffer.alloc(5 << 20));
    const abort = new AbortController();
    const context: TaskContext = { signal: abort.signal, progress: () => abort.abort() };
    await expect(storeIt(source, context)).rejects.toMatchObject({ code: 'cancelled' });
    expect(await readdir(staging)).toEqual([]);
  });

  test.skipIf(process.platform === 'win32')('names a source it may not read', async () => {
    const source = await put('密.pdf');
    await chmod(source, 0);
    await chmod(staging, 0o777);
    await expect(asNobody(() => storeIt(source))).rejects.toMatchObject({ code: 'no-permission' });
  });

  test.skipIf(process.platform === 'win32')(
    'blames the archive where that cannot be written',
    async () => {
      const source = await put('一.pdf');
      await chmod(staging, 0o555);
      await expect(asNobody(() => storeIt(source))).rejects.toMatchObject({
        code: 'folder-not-writable',
      });
    },
  );
});

/** Runs as a user without rights, also where the tests run as root. */
async function asNobody<T>(work: () => Promise<T>): Promise<T> {
  if (!isRoot) return work();
  process.seteuid?.(65_534);
  try {
    return await work();
  } finally {
    process.seteuid?.(0);
  }
}

/** A file system of one megabyte; null where one cannot be made here. */
function tinyDisk(at: string): boolean {
  if (!isRoot || process.platform !== 'linux') return false;
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', at], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

test('a full disk is told apart and leaves nothing behind', async (context) => {
  if (!tinyDisk(staging)) return context.skip('needs to mount a small file system');
  try {
    const source = await put('大.bin', Buffer.alloc(3 << 20));
    await expect(storeIt(source)).rejects.toMatchObject({ code: 'disk-full' });
    expect(await readdir(staging)).toEqual([]);
  } finally {
    execFileSync('umount', [staging]);
  }
});

test.each([
  ['报告.PDF', 'pdf'],
  ['a.tar.gz', 'gz'],
  ['无扩展名', ''],
  ['.pdf', ''],
  ['a.', ''],
  ['a.中文', ''],
  ['a.p df', ''],
  ['a.../../x', ''],
  ['a.b/../../etc', ''],
  ['a.abcdefghijk', ''],
  ['=cmd|.xlsx', 'xlsx'],
])('of %s the extension %j is kept', (name, extension) => {
  expect(keptExtension(name)).toBe(extension);
});

const targetOf = (hash: string): string => `${hash.slice(0, 2)}/${hash.slice(2, 4)}/${hash}.pdf`;

async function staged(...texts: readonly string[]) {
  const moves = [];
  for (const [index, text] of texts.entries()) {
    const stagedName = `in-${index}.part`;
    await writeFile(join(staging, stagedName), text);
    const hash = sha256(Buffer.from(text));
    moves.push({ stagedName, sha256: hash, target: targetOf(hash) });
  }
  return moves;
}

const knows =
  (...known: readonly string[]) =>
  (hashes: readonly string[]) =>
    Promise.resolve(new Set(hashes.filter((hash) => known.includes(hash))));

describe('placing', () => {
  test('moves a batch to names made of hashes, with a journal until the catalogue knows', async () => {
    const moves = await staged('甲', '乙');
    const batch = await place({ originals, staging, moves }, quiet);
    for (const { target, sha256: hash } of moves)
      expect(sha256(await readFile(join(originals, target)))).toBe(hash);
    expect(await readdir(staging)).toEqual([expect.stringMatching(/^batch-.*\.json$/)]);
    await forgetBatch(batch);
    expect(await readdir(staging)).toEqual([]);
  });

  test('leaves nothing in place where one of a batch cannot be', async () => {
    const moves = await staged('甲', '乙');
    await rm(join(staging, 'in-1.part'));
    await expect(place({ originals, staging, moves }, quiet)).rejects.toMatchObject({
      code: 'folder-not-writable',
    });
    expect(await readdir(originals)).toEqual([]);
    expect(await readdir(staging)).not.toContainEqual(expect.stringMatching(/\.json$/));
  });

  test('is withdrawn where the catalogue refused, but for what it knows from elsewhere', async () => {
    const moves = await staged('甲', '乙');
    const batch = await place({ originals, staging, moves }, quiet);
    const [first, second] = moves;
    await withdrawBatch({ originals, staging }, batch, knows(second?.sha256 ?? ''));
    expect(existsSync(join(originals, first?.target ?? ''))).toBe(false);
    expect(existsSync(join(originals, second?.target ?? ''))).toBe(true);
    expect(await readdir(staging)).toEqual([]);
  });
});

describe('recovering after a crash', () => {
  test('takes back what was moved but never catalogued, keeps the rest, empties staging', async () => {
    const moves = await staged('甲', '乙');
    await place({ originals, staging, moves }, quiet);
    await writeFile(join(staging, 'in-9.part'), 'half');
    await mkdir(join(staging, 'upload-old'));
    await mkdir(join(staging, 'upload-needed'));
    const catalogued = moves[0]?.sha256 ?? '';
    const keep = new Set(['upload-needed']);
    expect(await recoverStaging({ originals, staging }, knows(catalogued), keep)).toBe(true);
    expect(await readdir(staging)).toEqual(['upload-needed']);
    expect(await readdir(originals)).toEqual([catalogued.slice(0, 2)]);
    expect(await recoverStaging({ originals, staging }, knows(catalogued), keep)).toBe(false);
  });

  test('survives a torn journal and one that names paths of its own', async () => {
    await writeFile(
      join(staging, 'batch-00000000-0000-4000-8000-000000000001.json'),
      '{"moves":[{"st',
    );
    const evil = {
      moves: [{ stagedName: 'x.part', sha256: 'a'.repeat(64), target: '../../victim' }],
    };
    await writeFile(
      join(staging, 'batch-00000000-0000-4000-8000-000000000002.json'),
      JSON.stringify(evil),
    );
    await appendFile(join(folder, 'victim'), 'mine');
    await recoverStaging({ originals, staging }, knows(), new Set());
    expect(await readFile(join(folder, 'victim'), 'utf8')).toBe('mine');
    expect(await readdir(staging)).toEqual([]);
  });
});
