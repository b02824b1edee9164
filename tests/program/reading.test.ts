import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { nodeLauncher } from '../../main/workers/launch-node.ts';
import { fakeReader } from '../reading/queue-support.ts';
import { testProgram, windowOf } from './support.ts';

/** A picture that the stand-in for the engine reads as said. */
async function scan(says: string, shade: number): Promise<Buffer> {
  const background = { r: shade, g: 200, b: 200 };
  const image = sharp({ create: { width: 60, height: 80, channels: 3, background } });
  return Buffer.concat([await image.png().toBuffer(), Buffer.from(`SAYS:${says}`)]);
}

test('scans that are imported are read by themselves, unless that is switched off', async () => {
  const { program, home } = await testProgram({ launchWorker: nodeLauncher(fakeReader) });
  const { call, create, events } = windowOf(program, 'w1');
  const told = events();
  await call('program.setPreferences', { readAutomatically: false });
  const { handle } = await create();
  const source = join(home, '来件');
  await mkdir(source, { recursive: true });
  for (const n of [1, 2, 3]) {
    await writeFile(join(source, `扫描${n}.png`), await scan(`第${n}份小结`, n));
  }
  const place = program.placeForPath('w1', source);
  await call('intake.start', { places: [place], options: {} }, handle);
  const list = async () => {
    const filter = { place: 'inbox' } as const;
    const { rows } = await call('catalog.list', { filter, offset: 0, limit: 10 }, handle);
    return rows.toSorted((a, b) => a.id - b.id).map(({ unread }) => unread);
  };
  await expect
    .poll(list, { timeout: 30_000 })
    .toEqual([0, 1, 2].map((ahead) => ({ pages: 1, place: ahead })));
  const status = () => call('reading.status', {}, handle);
  expect(await status()).toEqual({ waiting: 3, failed: 0, automatic: false });

  await call('program.setPreferences', { readAutomatically: true });
  await expect.poll(list, { timeout: 30_000 }).toEqual([null, null, null]);
  expect(await status()).toEqual({ waiting: 0, failed: 0, automatic: true });
  const read = async () =>
    (await call('jobs.list', {}, handle)).jobs.find(({ kind }) => kind === 'read');
  await expect.poll(read).toMatchObject({ state: 'done', title: '3 件', done: 3, failures: 0 });
  expect(told.some((event) => event.type === 'job' && event.job.kind === 'read')).toBe(true);
  const found = await call(
    'search.query',
    { filter: { text: '第2份小结' }, offset: 0, limit: 5 },
    handle,
  );
  expect(found.total).toBe(1);
});

test('scans that are to be filed at once are filed when they are read, with what they say', async () => {
  const { program, home } = await testProgram({ launchWorker: nodeLauncher(fakeReader) });
  const { call, create } = windowOf(program, 'w1');
  const { handle } = await create();
  const source = join(home, '来件');
  await mkdir(source, { recursive: true });
  const says = ['清政发〔2024〕36号\n关于开展环境整治的通知\n各村：', '机密★10年\n关于某事的通知'];
  for (const [n, words] of says.entries()) {
    await writeFile(join(source, `扫描${n}.png`), await scan(words, 10 + n));
  }
  await writeFile(join(source, '附件.txt'), '没有页面');
  const place = program.placeForPath('w1', source);
  await call('intake.start', { places: [place], options: { confirm: true } }, handle);
  const filed = async () => {
    const { rows } = await call('catalog.list', { filter: {}, offset: 0, limit: 10 }, handle);
    return rows.map(({ referenceNumber, title }) => referenceNumber ?? title).toSorted();
  };
  await expect.poll(filed, { timeout: 30_000 }).toEqual(['清政发〔2024〕36号', '附件'].toSorted());
  const { operations } = await call('keeping.history', { offset: 0, limit: 5 }, handle);
  expect(operations[0]).toMatchObject({ kind: 'confirm', summary: '确认归档 1 件' });
  const inbox = async () => {
    const filter = { place: 'inbox' } as const;
    const { rows } = await call('catalog.list', { filter, offset: 0, limit: 10 }, handle);
    return rows.map(({ isSecret, unread }) => ({ isSecret, unread }));
  };
  await expect.poll(inbox, { timeout: 30_000 }).toEqual([{ isSecret: true, unread: null }]);
  // What a person takes back is not filed again.
  await call('keeping.undo', {}, handle);
  await new Promise((done) => setTimeout(done, 1000));
  expect(await filed()).toEqual(['附件']);
});
