import { spawnSync } from 'node:child_process';
import { cp, mkdtemp, mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { countResults } from '../../main/bootstrap/check.mjs';
import { installedMatches } from '../../main/bootstrap/install.mjs';
import { nativeBuildProblem } from '../../main/bootstrap/native-build.mjs';
import { atLeast } from '../../main/bootstrap/run.mjs';

const root = join(import.meta.dirname, '../..');
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mingce-bootstrap-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('versions are compared by number', () => {
  expect(atLeast('20.19.0', '20.19')).toBe(true);
  expect(atLeast('20.9.0', '20.19')).toBe(false);
  expect(atLeast('24.2.0', '22.13')).toBe(true);
});

const lock = { packages: { 'node_modules/sqlite3': { version: '6.0.1' } } };

test('a machine that can compile is not asked about prebuilt binaries', async () => {
  const problem = await nativeBuildProblem(lock, {
    found: () => true,
    reachable: () => Promise.reject(new Error('asked')),
  });
  expect(problem).toBeNull();
});

test('without compiler the prebuilt binary of the very version and platform is looked for', async () => {
  let asked = '';
  const problem = await nativeBuildProblem(lock, {
    found: () => false,
    reachable: (url: string) => {
      asked = url;
      return Promise.resolve(true);
    },
    platform: 'linux',
    arch: 'arm64',
  });
  expect(problem).toBeNull();
  expect(asked).toMatch(/\/v6\.0\.1\/sqlite3-v6\.0\.1-napi-v6-linux-arm64\.tar\.gz$/);
});

test('where neither works one sentence says what is missing and the command for it', async () => {
  const missing = (names: readonly string[], platform: string) =>
    nativeBuildProblem(lock, {
      found: (name: string) => !names.includes(name),
      reachable: () => Promise.resolve(false),
      platform: platform as NodeJS.Platform,
    });
  expect(await missing(['make'], 'linux')).toMatch(
    /^sqlite3's prebuilt binary cannot be fetched, and to compile it make is missing: sudo \w/,
  );
  expect(await missing(['python3', 'make', 'g++', 'c++', 'clang++'], 'linux')).toContain(
    'python3, make and a C++ compiler are missing',
  );
  expect(await missing(['cl', 'msbuild'], 'win32')).toContain('winget install');
  expect(await missing(['make'], 'darwin')).toContain('xcode-select --install');
});

test('what is installed is compared with the lockfile, other platforms’ packages aside', () => {
  const packages = {
    '': { version: '0.1.0' },
    'node_modules/a': { version: '1.0.0' },
    'node_modules/b-win': { version: '1.0.0', optional: true },
  };
  const matches = (installed: object) => installedMatches({ packages }, { packages: installed });
  expect(matches({ 'node_modules/a': { version: '1.0.0' } })).toBe(true);
  expect(matches({ 'node_modules/a': { version: '1.0.1' } })).toBe(false);
  expect(matches({})).toBe(false);
  expect(
    matches({ 'node_modules/a': { version: '1.0.0' }, 'node_modules/c': { version: '1.0.0' } }),
  ).toBe(false);
});

test('tests are counted; a file that does not load and a run that dies count as failures', () => {
  const file = (status: string, ...results: string[]) => ({
    status,
    assertionResults: results.map((each) => ({ status: each })),
  });
  const json = (numPassedTests: number, numFailedTests: number, ...testResults: object[]) =>
    JSON.stringify({ numPassedTests, numFailedTests, testResults });
  expect(countResults(json(2, 0, file('passed', 'passed', 'passed')), 0)).toEqual({
    passed: 2,
    failed: 0,
  });
  expect(countResults(json(1, 1, file('failed', 'passed', 'failed'), file('failed')), 1)).toEqual({
    passed: 1,
    failed: 2,
  });
  expect(countResults(json(1, 0, file('passed', 'passed')), 1)).toEqual({ passed: 1, failed: 1 });
  expect(countResults('', 1)).toEqual({ passed: 0, failed: 1 });
});

/** A checkout whose main programs only say that they were started. */
async function fakeCheckout(): Promise<string> {
  await cp(join(root, 'main/bootstrap'), join(folder, 'main/bootstrap'), { recursive: true });
  await mkdir(join(folder, 'dist/desktop'), { recursive: true });
  await mkdir(join(folder, 'node_modules/electron'), { recursive: true });
  await symlink(
    join(root, `node_modules/node-linux-${process.arch}`),
    join(folder, `node_modules/node-linux-${process.arch}`),
  ).catch(() => undefined);
  await writeFile(join(folder, 'dist/cli.js'), 'console.log(process.argv.slice(2).join(" "))');
  await writeFile(join(folder, 'dist/desktop/main.js'), '');
  await writeFile(join(folder, 'package.json'), '{"type":"module"}');
  await writeFile(join(folder, 'node_modules/electron/package.json'), '{"version":"45.0.0"}');
  await writeFile(
    join(folder, 'main/bootstrap/fresh.mjs'),
    'export async function buildIfStale() { return 0; }',
  );
  return folder;
}

function startIn(checkout: string, env: Record<string, string>) {
  const script =
    "const { start } = await import('./main/bootstrap/start.mjs'); process.exitCode = await start(['--no-open']);";
  return spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    cwd: checkout,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'] ?? '', ...env },
  });
}

test.skipIf(process.platform !== 'linux')(
  'start says in one sentence why there is no window and opens in the browser',
  async () => {
    const checkout = await fakeCheckout();
    await writeFile(
      join(checkout, 'node_modules/electron/install.js'),
      'console.error("RequestError: getaddrinfo ENOTFOUND github.com\\n  at somewhere"); process.exit(1);',
    );
    const { status, stdout, stderr } = startIn(checkout, { DISPLAY: ':99' });
    expect(stderr).toContain('Electron could not be fetched (ENOTFOUND): opening in the browser');
    expect(stdout).toBe('serve --no-open\n');
    expect(status).toBe(0);
  },
);

test.skipIf(process.platform !== 'linux')(
  'start without a display fetches nothing and serves',
  async () => {
    const checkout = await fakeCheckout();
    await writeFile(
      join(checkout, 'node_modules/electron/install.js'),
      "require('node:fs').writeFileSync('fetched', '')",
    );
    expect(startIn(checkout, {}).stdout).toBe('serve --no-open\n');
    await expect(readFile(join(checkout, 'fetched'))).rejects.toThrow('ENOENT');
  },
);

test.skipIf(process.platform !== 'linux')(
  'start fetches Electron, passing its mirror on, and opens the window',
  async () => {
    const checkout = await fakeCheckout();
    await writeFile(
      join(checkout, 'node_modules/electron/install.js'),
      `const fs = require('node:fs');
       fs.mkdirSync('node_modules/electron/dist');
       fs.writeFileSync('node_modules/electron/dist/electron', '#!/bin/sh\\necho window from ' + process.env.ELECTRON_MIRROR + '\\n', { mode: 0o755 });
       fs.writeFileSync('node_modules/electron/path.txt', 'electron');`,
    );
    await writeFile(join(checkout, 'node_modules/electron/package.json'), '{"version":"45.0.0"}');
    const env = { DISPLAY: ':99', ELECTRON_MIRROR: 'https://mirror.example/' };
    expect(startIn(checkout, env).stdout).toBe('window from https://mirror.example/\n');
  },
);

test('an unknown verb is a usage error', () => {
  const { status, stderr } = spawnSync(
    process.execPath,
    [join(root, 'main/bootstrap.mjs'), 'no-such-verb'],
    { encoding: 'utf8' },
  );
  expect(status).toBe(2);
  expect(stderr).toContain('start | demo | build | test');
});
