import { existsSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';
import { Ajv } from 'ajv';
import { beforeAll, expect, test } from 'vitest';
import { resolvePackaged } from './resolve-packaged.ts';

const require = createRequire(import.meta.url);
const root = join(import.meta.dirname, '../..');
const { load } = require('js-yaml') as { load: (text: string) => unknown };
const config = load(readFileSync(join(root, 'electron-builder.yml'), 'utf8')) as Record<
  string,
  unknown
>;

let packaged: ReadonlyMap<string, number>;

beforeAll(async () => {
  packaged = await resolvePackaged(root);
}, 120_000);

test('the configuration is what electron-builder’s own schema allows', () => {
  const schema = require('app-builder-lib/scheme.json') as object;
  const ajv = new Ajv({ strict: false, allErrors: true });
  const valid = ajv.validate(schema, config);
  expect(ajv.errors ?? []).toEqual([]);
  expect(valid).toBe(true);
});

test('installers are made for Windows x64 and for Linux x64 and arm64', () => {
  expect(config).toMatchObject({
    directories: { output: 'release' },
    npmRebuild: false,
    win: {
      target: [
        { target: 'nsis', arch: 'x64' },
        { target: 'portable', arch: 'x64' },
      ],
    },
    linux: {
      target: [
        { target: 'AppImage', arch: ['x64', 'arm64'] },
        { target: 'deb', arch: ['x64', 'arm64'] },
      ],
    },
  });
});

test('the fuses leave no second way to run code in the program', () => {
  expect(config['electronFuses']).toEqual({
    runAsNode: false,
    enableCookieEncryption: false,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    loadBrowserProcessSpecificV8Snapshot: false,
    grantFileProtocolExtraPrivileges: false,
  });
});

test('the icons are there', () => {
  for (const name of ['icon.ico', 'icon.svg', '256x256.png', '512x512.png']) {
    expect(existsSync(join(root, 'resources/icons', name))).toBe(true);
  }
});

test.skipIf(process.platform === 'win32')('the installed command can be run', () => {
  expect(statSync(join(root, 'resources/packaging/mingce')).mode & 0o111).toBe(0o111);
});

test('what is packaged, Electron aside, weighs at most 350 MB', () => {
  const bytes = [...packaged.values()].reduce((sum, each) => sum + each, 0);
  expect(bytes).toBeGreaterThan(50_000_000);
  expect(bytes).toBeLessThanOrEqual(350_000_000);
});

test('what the program loads at run time is packaged', () => {
  const names = [...packaged.keys()];
  const has = (pattern: RegExp): boolean => names.some((name) => pattern.test(name));
  expect(has(/^dist\/licenses\.txt$/)).toBe(true);
  expect(has(/^node_modules\/sqlite3\/build\/Release\/node_sqlite3\.node$/)).toBe(true);
  expect(has(/^node_modules\/bindings\/bindings\.js$/)).toBe(true);
  expect(has(/^node_modules\/@napi-rs\/canvas-[\w-]+\/.+\.node$/)).toBe(true);
  expect(has(/^node_modules\/@img\/sharp-[\w-]+\/.+\.node$/)).toBe(true);
  expect(has(/^node_modules\/pdfjs-dist\/legacy\/build\/pdf\.mjs$/)).toBe(true);
  expect(has(/^node_modules\/pdfjs-dist\/legacy\/build\/pdf\.worker\.mjs$/)).toBe(true);
  expect(has(/^node_modules\/pdfjs-dist\/cmaps\/UniGB-UCS2-H\.bcmap$/)).toBe(true);
  expect(has(/^node_modules\/pdfjs-dist\/wasm\/jbig2\.wasm$/)).toBe(true);
  expect(has(/^node_modules\/@hyzyla\/pdfium\/dist\/pdfium\.wasm$/)).toBe(true);
  expect(has(/^node_modules\/@hyzyla\/pdfium\/dist\/index\.esm\.js$/)).toBe(true);
  expect(has(/^node_modules\/subset-font\/index\.js$/)).toBe(true);
  expect(has(/^node_modules\/onnxruntime-node\/dist\/index\.js$/)).toBe(true);
  expect(has(/^node_modules\/onnxruntime-common\/dist\/cjs\/index\.js$/)).toBe(true);
  expect(has(/^node_modules\/onnxruntime-node\/bin\/.+\/onnxruntime_binding\.node$/)).toBe(true);
  for (const model of ['PP-OCRv4_det', 'PP-OCRv4_rec', 'mobile_v2.0_cls']) {
    expect(names.some((name) => name.includes(model) && name.endsWith('.onnx'))).toBe(true);
  }
  expect(has(/^node_modules\/@gutenye\/ocr-models\/assets\/ppocr_keys_v1\.txt$/)).toBe(true);
  for (const side of ['reader', 'writer']) {
    expect(has(new RegExp(`^node_modules/zxing-wasm/dist/${side}/zxing_${side}\\.wasm$`))).toBe(
      true,
    );
    expect(has(new RegExp(`^node_modules/zxing-wasm/dist/es/${side}/index\\.js$`))).toBe(true);
  }
  for (const family of ['noto-serif-sc', 'noto-sans-sc']) {
    const fonts = names.filter((name) => name.includes(`/${family}/`) && name.endsWith('.ttf'));
    expect(fonts.map((name) => name.split('/').at(-2)).sort()).toEqual(['400Regular', '700Bold']);
  }
});

test('what only building needs, other platforms and bundled packages stay out', () => {
  const unwanted = [...packaged.keys()].filter((name) =>
    /^(node_modules\/(zod|pdf-lib|fuse\.js|node-(linux|win)-|electron|vite|antd)|main\/|renderer\/|tests\/)|sqlite3\/(deps|src)|\.map$|\.d\.ts$|\/obj\.target\/|-(musl|win32|darwin)/.test(
      name,
    ),
  );
  expect(unwanted).toEqual([]);
});

test('every package that ships is named with its licence', () => {
  const text = readFileSync(join(root, 'dist/licenses.txt'), 'utf8');
  const shipped = new Set(
    [...packaged.keys()]
      .map((name) => /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(name)?.[1])
      .filter((name) => name !== undefined),
  );
  const missing = [...shipped].filter((name) => !new RegExp(`^${name} \\d`, 'm').test(text));
  expect(missing).toEqual([]);
  for (const name of [
    'react',
    'antd',
    'pdf-lib',
    'zod',
    'sqlite3',
    '@expo-google-fonts/noto-serif-sc',
  ]) {
    expect(text).toMatch(new RegExp(`^(@cantoo/)?${name} \\d`, 'm'));
  }
  expect(text).toContain('SIL OPEN FONT LICENSE');
  expect(relative(root, text)).not.toContain(root);
});
