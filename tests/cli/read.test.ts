import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { useLauncher } from '../../main/cli/command.ts';
import { launchNode } from '../../main/workers/index.ts';
import { nodeLauncher } from '../../main/workers/launch-node.ts';
import { fakeReader } from '../reading/queue-support.ts';
import { temporaryFolder } from '../support/archives.ts';
import { here } from './support.ts';

beforeAll(() => useLauncher(nodeLauncher(fakeReader)));
afterAll(() => useLauncher(launchNode));

let shade = 0;

/** A picture that the stand-in for the engine reads as said. */
async function scan(says: string): Promise<Buffer> {
  shade += 1;
  const background = { r: shade, g: 200, b: 200 };
  const image = sharp({ create: { width: 60, height: 80, channels: 3, background } });
  return Buffer.concat([await image.png().toBuffer(), Buffer.from(`SAYS:${says}`)]);
}

async function office(files: Readonly<Record<string, string>>) {
  const home = await temporaryFolder();
  const archive = join(home, '清河镇台账');
  const source = join(home, '来件');
  await mkdir(source);
  for (const [name, says] of Object.entries(files)) {
    await writeFile(join(source, name), await scan(says));
  }
  await here('new', archive);
  return { archive, source };
}

interface Read {
  readonly pages: number;
  readonly characters: number;
  readonly failed: readonly {
    readonly id: number;
    readonly code: string;
    readonly message: string;
  }[];
  readonly ms: number;
}

interface Shown {
  readonly title: string | null;
  readonly inbox: boolean;
  readonly pages: readonly { readonly n: number; readonly text: string; readonly source: string }[];
}

test('import reads what came in unless told not to; read does it later, and again', async () => {
  const { archive, source } = await office({
    '扫描1.png': '环境整治工作小结',
    '扫描2.png': 'BLANK',
  });
  await here('import', archive, source, '--no-read');
  const before = await here<Shown>('show', archive, '1', '--text');
  expect(before.value.pages).toEqual([{ n: 1, text: '', source: 'none' }]);
  const read = await here<Read>('read', archive);
  expect(read.status).toBe(0);
  expect(read.value).toEqual({ pages: 2, characters: 8, failed: [], ms: expect.any(Number) });
  const after = await here<Shown>('show', archive, '1', '--text');
  expect(after.value.pages).toEqual([{ n: 1, text: '环境整治工作小结', source: 'ocr' }]);
  const found = await here<{ total: number }>('search', archive, '整治工作');
  expect(found.value.total).toBe(1);

  const nothing = await here<Read>('read', archive);
  expect(nothing.value).toMatchObject({ pages: 0, failed: [] });
  const again = await here<Read>('read', archive, '--ids', '1,7', '--again');
  expect(again.status).toBe(1);
  expect(again.value).toMatchObject({ pages: 1, failed: [{ id: 7, code: 'no-such-document' }] });
});

test('import --confirm files with what was read, and names pages that could not be read', async () => {
  const { archive, source } = await office({
    '扫描1.png': '清政发〔2024〕36号\n关于开展环境整治的通知\n各村、社区：',
    '扫描2.png': 'BROKEN',
  });
  const done = await here<{ failed: { id: number; code: string }[] }>(
    'import',
    archive,
    source,
    '--confirm',
  );
  expect(done.status).toBe(1);
  expect(done.value.failed).toMatchObject([{ id: 2, code: 'unreadable' }]);
  const listed = await here<{ documents: { referenceNumber: string | null; inbox: boolean }[] }>(
    'list',
    archive,
  );
  expect(listed.value.documents.toReversed()).toMatchObject([
    { referenceNumber: '清政发〔2024〕36号', inbox: false },
    { referenceNumber: null, inbox: false },
  ]);
});

test('papers marked as state secrets are not filed by import --confirm', async () => {
  const { archive, source } = await office({ '扫描1.png': '机密★3年\n关于某事的通知' });
  const done = await here<{ failed: { id: number; code: string }[] }>(
    'import',
    archive,
    source,
    '--confirm',
  );
  expect(done.value.failed).toMatchObject([{ id: 1, code: 'state-secret' }]);
  const shown = await here<Shown>('show', archive, '1');
  expect(shown.value.inbox).toBe(true);
});
