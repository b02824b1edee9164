import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../support/archives.ts';
import { makeOldArchive } from '../support/old-archive.ts';
import { here } from './support.ts';

test('a command that opens an archive of an earlier version says so on standard error', async () => {
  const folder = join(await temporaryFolder(), '清河镇台账');
  await makeOldArchive(folder, 600);
  const first = await here<{ total: number }>('list', folder, '--limit', '1');
  expect(first).toMatchObject({ status: 0, value: { total: 600 } });
  expect(first.err.split('\n').slice(0, 2)).toEqual([
    '为新版本备份目录',
    '为新版本整理目录：600 件。中途停下不会丢失，下次打开时接着做',
  ]);
  const second = await here('list', folder, '--limit', '1');
  expect(second).toMatchObject({ status: 0, err: '' });
});
