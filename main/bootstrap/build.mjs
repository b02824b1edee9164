// Builds dist/ (run on the pinned Node by fresh.mjs): rolldown for the main side, Vite for the renderer.
import { chmod, copyFile, mkdir, readdir, rm, stat } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { rolldown } from 'rolldown';
import { writeLicences } from './licences.mjs';
import { root, run } from './run.mjs';

const dist = join(root, 'dist');

/**
 * Native or heavy, or found by path at run time (fonts, wasm): loaded from node_modules. Everything
 * else is bundled, so that a start reads a few files instead of hundreds.
 */
const external = [
  /^node:/,
  /^electron($|\/)/,
  /^sqlite3($|\/)/,
  /^sharp($|\/)/,
  /^@napi-rs\/canvas($|\/)/,
  /^pdfjs-dist($|\/)/,
  /^@hyzyla\/pdfium($|\/)/,
  /^@expo-google-fonts\//,
  /^subset-font($|\/)/,
  /^onnxruntime-node($|\/)/,
  /^@gutenye\/ocr-models($|\/)/,
  /^zxing-wasm($|\/)/,
];

const entries = present({
  'cli-main': 'main/cli/main.ts',
  worker: 'main/workers/entry.ts',
  'desktop/main': 'main/desktop/main.ts',
});
const preload = present({ 'desktop/preload': 'main/desktop/preload.ts' });

function present(inputs) {
  return Object.fromEntries(
    Object.entries(inputs).filter(([, path]) => existsSync(join(root, path))),
  );
}

async function buildMain() {
  if (Object.keys(entries).length > 0) {
    const files = await bundle(entries, {
      format: 'esm',
      entryFileNames: '[name].js',
      chunkFileNames: 'chunks/[name]-[hash].js',
    });
    await removeStale(join(dist, 'chunks'), files);
  }
  if (Object.keys(preload).length > 0) {
    await bundle(preload, { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false });
  }
  await copyFile(join(root, 'main/bootstrap/cli-launcher.mjs'), join(dist, 'cli.js'));
  await chmod(join(dist, 'cli.js'), 0o755);
}

async function bundle(input, output) {
  const build = await rolldown({
    cwd: root,
    input,
    external,
    platform: 'node',
    tsconfig: false,
    checks: { circularDependency: true },
    transform: { target: 'node22' },
  });
  const result = await build.write({ dir: dist, minify: false, ...output });
  await build.close();
  return new Set(result.output.map((file) => file.fileName.split('/').at(-1)));
}

/** Old chunks stay for an hour: a program that runs from them may still want to load one. */
async function removeStale(folder, files) {
  if (!existsSync(folder)) return;
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    if (!files.has(name) && Date.now() - (await stat(path)).mtimeMs > 3_600_000) await rm(path);
  }
}

async function buildRenderer() {
  if (!existsSync(join(root, 'renderer/index.html'))) return;
  const vite = join(root, 'node_modules/vite/bin/vite.js');
  const { status } = await run(process.execPath, [vite, 'build', '--logLevel', 'warn']);
  if (status !== 0) throw new Error('vite build failed');
}

await mkdir(dist, { recursive: true });
await Promise.all([buildMain(), buildRenderer(), writeLicences(join(dist, 'licenses.txt'))]);
