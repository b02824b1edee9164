import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { launchSample } from './support.ts';

let userData: string;
const note = () => join(userData, 'window.json');

beforeEach(() => {
  userData = mkdtempSync(join(tmpdir(), 'mingce-window-'));
});
afterEach(() => rmSync(userData, { recursive: true, force: true }));

test('a window comes back as it was left, on a screen that is there', async () => {
  const left = { x: 5000, y: -200, width: 4000, height: 700, maximized: false };
  writeFileSync(note(), JSON.stringify(left));
  await using app = await launchSample({ userData });
  await app.window();
  const placed = { x: 0, y: 0, width: 1920, height: 700 };
  expect((await app.control('windowOptions'))[0]).toMatchObject(placed);
  await app.close();
  expect(JSON.parse(readFileSync(note(), 'utf8'))).toEqual({ ...placed, maximized: false });
});

test.each(['{"width":1', '{"x":0,"y":0,"width":20,"height":20,"maximized":false}'])(
  'a spoilt note of the last window (%s) is passed over',
  async (spoilt) => {
    writeFileSync(note(), spoilt);
    await using app = await launchSample({ userData });
    await app.window();
    expect((await app.control('windowOptions'))[0]).toMatchObject({ width: 1366, height: 768 });
  },
);
