import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundlePreload, launchSample } from './support.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'mingce-drop-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

test('the preload is one CommonJS file that requires only electron', async () => {
  const source = await bundlePreload();
  expect([...source.matchAll(/\brequire\((.*?)\)/g)].map(([, name]) => name)).toEqual([
    '"electron"',
  ]);
  expect(source).not.toMatch(/^\s*(import|export)\b/m);
});

test('a preload in another format exposes nothing, and the double says why', async () => {
  const path = join(folder, 'preload.mjs');
  writeFileSync(path, "import { contextBridge } from 'electron';\n");
  await using app = await launchSample({ env: { SAMPLE_PRELOAD: path } });
  const { page } = await app.window();
  expect(await page.evaluate(() => 'mingce' in globalThis)).toBe(false);
  expect(await app.control('records')).toContainEqual({
    what: 'preload-error',
    args: ['the preload is not a CommonJS script'],
  });
});

test('dropped files become places; the page never sees a path', async () => {
  await using app = await launchSample();
  const { id, page } = await app.window();
  const path = join(folder, '清政发〔2024〕36号.pdf');
  writeFileSync(path, '%PDF-1.7');
  await app.control('knowFile', id, path);
  await page.evaluate(() => {
    const input = Object.assign(document.createElement('input'), { type: 'file', id: 'drop' });
    document.body.append(input);
  });
  await page.setInputFiles('#drop', path);
  const places = await page.evaluate(() => {
    const { files } = document.querySelector('input') as HTMLInputElement;
    const made = new File(['x'], 'made-by-a-script.txt');
    const bridge = (globalThis as never)['mingce'] as { drop(f: File[]): Promise<string[]> };
    return bridge.drop([...(files ?? []), made]);
  });
  expect(places).toEqual([expect.stringMatching(/^w-[0-9a-f]+:清政发〔2024〕36号\.pdf$/)]);
});

test('a drop of nothing that is on disk is refused', async () => {
  await using app = await launchSample();
  const { page } = await app.window();
  await expect(page.evaluate("mingce.drop([new File(['x'], 'x.txt')])")).rejects.toThrow(
    'bad-request',
  );
});
