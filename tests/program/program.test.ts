import { mkdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { Job } from '../../main/contract/index.ts';
import { openArchive } from '../../main/library/index.ts';
import { temporaryFolder, testArchive, testWorkers } from '../support/archives.ts';
import { testProgram, windowOf } from './support.ts';

test('what is no call of the contract is refused with a code, words and facts, and never a stack', async () => {
  const { program } = await testProgram();
  const window = windowOf(program, 'w1');
  const bad: readonly [unknown, string][] = [
    [undefined, 'bad-request'],
    [null, 'bad-request'],
    ['catalog.tree', 'bad-request'],
    [{}, 'bad-request'],
    [{ call: 7 }, 'bad-request'],
    [{ call: 'x'.repeat(100) }, 'bad-request'],
    [{ call: 'catalog.tree', archive: '../x' }, 'bad-request'],
    [{ call: 'nonsense', args: {} }, 'unknown-call'],
    [{ call: 'constructor', args: {} }, 'unknown-call'],
    [{ call: '__proto__', args: {} }, 'unknown-call'],
    [{ call: 'hasOwnProperty', args: {} }, 'unknown-call'],
    [{ call: 'catalog.tree', args: {} }, 'archive-not-found'],
    [{ call: 'catalog.tree', args: {}, archive: 'A'.repeat(24) }, 'archive-not-found'],
    [{ call: 'library.create', args: { name: '' } }, 'bad-request'],
    [{ call: 'library.open', args: { place: 'A'.repeat(24) } }, 'not-allowed'],
    [{ call: 'program.setPreferences', args: { textPercent: 99 } }, 'bad-request'],
  ];
  for (const [request, code] of bad) {
    const answer = await window.raw(request);
    expect(answer).toEqual({
      ok: false,
      error: {
        code,
        message: expect.stringMatching(/\p{Script=Han}/u),
        details: expect.any(Object),
      },
    });
    expect(JSON.stringify(answer)).not.toMatch(/\bat .*:\d+|node_modules|\.ts:/u);
  }
});

test('arguments are checked before a handler sees them', async () => {
  const { program } = await testProgram();
  const window = windowOf(program, 'w1');
  const { handle } = await window.create();
  const wrong: readonly [string, unknown][] = [
    ['catalog.list', { filter: {}, offset: -1, limit: 10 }],
    ['catalog.list', { filter: {}, offset: 0, limit: 1_000_000 }],
    ['catalog.list', { filter: { years: ['2024'] }, offset: 0, limit: 10 }],
    [
      'catalog.list',
      { filter: {}, sort: { key: 'id; DROP', descending: true }, offset: 0, limit: 10 },
    ],
    ['catalog.set', { selection: { filter: {} }, patch: { date: '2024-02-30' } }],
    ['catalog.set', { selection: { filter: {} }, patch: { year: 99 } }],
    ['category.add', { name: '   ', parentId: null }],
    ['keeping.purge', { selection: { filter: {} }, reason: ' ' }],
    ['search.query', { filter: { text: 'x'.repeat(1001) }, offset: 0, limit: 10 }],
    ['tag.add', { name: '甲', color: 'red' }],
  ];
  for (const [call, args] of wrong)
    expect([call, (await window.refusal(call, args, handle)).code]).toEqual([call, 'bad-request']);
});

test('an archive is made, listed, changed and closed through calls alone', async () => {
  const { program, home } = await testProgram();
  const window = windowOf(program, 'w1');
  const opened = await window.create('清河镇：台账/2024?');
  expect(opened).toMatchObject({
    name: '清河镇：台账/2024?',
    readOnly: false,
    holder: null,
    path: join(home, '清河镇：台账_2024_'),
  });
  const { handle } = opened;
  const tree = await window.call('catalog.tree', {}, handle);
  expect(tree.categories.length).toBe(16);
  const { id } = await window.call(
    'category.add',
    { name: '会议', parentId: tree.categories[0]?.id ?? null },
    handle,
  );
  expect(
    await window.refusal(
      'category.add',
      { name: '会议', parentId: tree.categories[0]?.id },
      handle,
    ),
  ).toEqual({
    code: 'name-taken',
    message: expect.stringContaining('会议'),
    details: { name: '会议' },
  });
  expect(await window.call('category.rename', { id, name: '例会' }, handle)).toMatchObject({
    changed: 1,
  });
  expect(
    (await window.call('keeping.history', { offset: 0, limit: 10 }, handle)).operations,
  ).toHaveLength(3);
  expect(await window.call('keeping.undo', {}, handle)).toMatchObject({ changed: 1 });
  expect(await window.call('library.rename', { name: '新名', fonds: 'Q1' }, handle)).toMatchObject({
    name: '新名',
    fonds: 'Q1',
    handle,
  });
  await window.call('library.close', {}, handle);
  expect((await window.refusal('catalog.tree', {}, handle)).code).toBe('archive-not-found');
  await expect(stat(join(opened.path, 'lock'))).rejects.toThrow();
});

test('a handle is worth nothing in another session, nor are its pictures', async () => {
  const { program } = await testProgram();
  const mine = windowOf(program, 'w1');
  const other = windowOf(program, 'w2');
  const { handle } = await mine.create();
  expect((await other.refusal('catalog.tree', {}, handle)).code).toBe('archive-not-found');
  expect((await other.refusal('library.close', {}, handle)).code).toBe('archive-not-found');
  for (const path of [
    `r/thumb/${handle}/1`,
    `r/original/${handle}/1`,
    `r/volume/${handle}/x.pdf`,
  ]) {
    expect(await program.resource('w2', path, undefined)).toMatchObject({
      status: 404,
      body: null,
    });
  }
  expect(await program.resource('w1', `x/thumb/${handle}/1`, undefined)).toMatchObject({
    status: 404,
  });
  await mine.call('catalog.tree', {}, handle);
});

test('two sessions share an open archive, and it closes with the last', async () => {
  const { program } = await testProgram();
  const [one, two] = [windowOf(program, 'w1'), windowOf(program, 'w2')];
  const opened = await one.create();
  const place = program.placeForPath('w2', opened.path);
  const shared = await two.call('library.open', { place });
  expect(shared).toMatchObject({ id: opened.id, readOnly: false });
  await program.endSession('w1');
  await two.call('catalog.tree', {}, shared.handle);
  await stat(join(opened.path, 'lock'));
  await program.endSession('w2');
  await expect(stat(join(opened.path, 'lock'))).rejects.toThrow();
});

test('a folder reached by another way is the same archive', async () => {
  const { program } = await testProgram();
  const window = windowOf(program, 'w1');
  const opened = await window.create();
  const link = join(await temporaryFolder(), '近路');
  await symlink(opened.path, link);
  const again = await window.call('library.open', { place: program.placeForPath('w1', link) });
  expect(again).toMatchObject({ id: opened.id, readOnly: false, handle: opened.handle });
});

test('opening another archive that fails leaves the one that is open', async () => {
  const { program } = await testProgram();
  const window = windowOf(program, 'w1');
  const { handle } = await window.create();
  const place = program.placeForPath('w1', await temporaryFolder());
  expect((await window.refusal('library.open', { place })).code).toBe('archive-not-found');
  await window.call('catalog.tree', {}, handle);
});

test('a page that reloads finds its archive open for work, not held by its own former self', async () => {
  const { program } = await testProgram();
  const opened = await windowOf(program, 'w1').create();
  const place = program.placeForPath('w2', opened.path);
  const [, again] = await Promise.all([
    program.endSession('w1'),
    windowOf(program, 'w2').call('library.open', { place }),
  ]);
  expect(again).toMatchObject({ id: opened.id, readOnly: false });
  await windowOf(program, 'w2').call('tag.add', { name: '急件' }, again.handle);
});

test('what was only looked at opens for work once its holder is gone', async () => {
  const { archive, folder } = await testArchive();
  const { program } = await testProgram();
  const window = windowOf(program, 'w1');
  const place = program.placeForPath('w1', folder);
  expect(await window.call('library.open', { place })).toMatchObject({ readOnly: true });
  await archive.close();
  const opened = await window.call('library.open', { place });
  expect(opened).toMatchObject({ readOnly: false, holder: null });
  await window.call('tag.add', { name: '急件' }, opened.handle);
});

test('an archive somebody else holds opens to look at, and refuses every change', async () => {
  const { archive, folder } = await testArchive();
  const { program } = await testProgram();
  const window = windowOf(program, 'w1');
  const opened = await window.call('library.open', { place: program.placeForPath('w1', folder) });
  expect(opened).toMatchObject({ readOnly: true, holder: { user: '陈立新', sameHost: true } });
  await window.call('catalog.tree', {}, opened.handle);
  const changes: readonly [string, unknown][] = [
    ['category.add', { name: '甲', parentId: null }],
    ['catalog.set', { selection: { filter: {} }, patch: { year: 2024 } }],
    ['keeping.undo', {}],
    ['library.rename', { name: '甲', fonds: null }],
    ['keeping.removeBackups', { names: ['x'] }],
  ];
  for (const [call, args] of changes)
    expect((await window.refusal(call, args, opened.handle)).code).toBe('archive-read-only');
  expect(archive.readOnly).toBe(false);
});

test('sessions that have the archive open hear of changes, once for many, and others do not', async () => {
  const { program } = await testProgram();
  const [one, two, stranger] = [
    windowOf(program, 'w1'),
    windowOf(program, 'w2'),
    windowOf(program, 'w3'),
  ];
  const opened = await one.create();
  const shared = await two.call('library.open', { place: program.placeForPath('w2', opened.path) });
  const [first, second, none] = [one.events(), two.events(), stranger.events()];
  const silent: unknown[] = [];
  program.subscribe('w1', (event) => silent.push(event))();
  for (let n = 0; n < 10; n += 1) await one.call('tag.add', { name: `签${n}` }, opened.handle);
  await vi.waitFor(() => expect(second.length).toBeGreaterThan(0));
  await vi.waitFor(() =>
    expect(first.flatMap((event) => (event.type === 'changed' ? event.tables : []))).toContain(
      'tag',
    ),
  );
  expect(second[0]).toEqual({
    type: 'changed',
    archive: shared.handle,
    tables: expect.arrayContaining(['tag', 'operation']),
  });
  expect(first.length).toBeLessThan(11);
  expect(none).toEqual([]);
  expect(silent).toEqual([]);
});

test('long work tells how far it is, and its result keeps to the contract', async () => {
  const { program } = await testProgram();
  const window = windowOf(program, 'w1');
  const { handle } = await window.create();
  const events = window.events();
  const { job } = await window.call('keeping.verify', {}, handle);
  await vi.waitFor(() => {
    const last = events.findLast((event) => event.type === 'job' && event.job.id === job);
    expect(last).toMatchObject({ job: { state: 'done', kind: 'verify', result: { ok: true } } });
  });
  const { jobs } = await window.call('jobs.list', {}, handle);
  expect(jobs.map((each: Job) => [each.id, each.state])).toEqual([[job, 'done']]);
  expect((await window.refusal('jobs.cancel', { id: 'A'.repeat(24) }, handle)).code).toBe(
    'no-such-job',
  );
});

test('a dialog that a browser cannot show is refused, not waited for', async () => {
  const { program } = await testProgram();
  const window = windowOf(program, 'w1');
  expect((await window.refusal('library.chooseFolder', { purpose: 'open' })).code).toBe(
    'not-allowed',
  );
});

test('preferences and recent archives survive a restart', async () => {
  const first = await testProgram();
  const window = windowOf(first.program, 'w1');
  await window.call('program.setPreferences', {
    language: 'en',
    userName: '赵文娟',
    screens: { list: { width: 200 } },
  });
  await window.call('program.setPreferences', { screens: { tree: [1, 2] } });
  const opened = await window.create();
  await window.call('tag.add', { name: '急件' }, opened.handle);
  const { operations } = await window.call(
    'keeping.history',
    { offset: 0, limit: 1 },
    opened.handle,
  );
  expect(operations).toMatchObject([{ user: '赵文娟', summary: 'New tag “急件”' }]);
  await first.program.close();

  const second = await testProgram({ userDataFolder: first.userData, homeFolder: first.home });
  const state = await windowOf(second.program, 'w1').call('program.state', {});
  expect(state.preferences).toEqual({
    language: 'en',
    textPercent: 100,
    readAutomatically: true,
    userName: '赵文娟',
    screens: { list: { width: 200 }, tree: [1, 2] },
  });
  expect(state.recents).toMatchObject([{ name: '清河镇台账', path: opened.path, state: 'ok' }]);
  expect(state.archive).toMatchObject({ id: opened.id, name: '清河镇台账' });
});

test('an archive that was closed on purpose is not opened again by itself', async () => {
  const first = await testProgram();
  const window = windowOf(first.program, 'w1');
  const { handle } = await window.create();
  await window.call('library.close', {}, handle);
  await first.program.close();
  const second = await testProgram({ userDataFolder: first.userData, homeFolder: first.home });
  const state = await windowOf(second.program, 'w1').call('program.state', {});
  expect(state.archive).toBeNull();
  expect(state.recents).toHaveLength(1);
  const again = windowOf(second.program, 'w1');
  await again.call('library.forget', { place: state.recents[0]!.place });
  // It still lies in the home folder, so it is still offered.
  expect((await again.call('program.state', {})).recents).toMatchObject([
    { path: state.recents[0]!.path, documents: 0 },
  ]);
});

test('recent archives say what became of them', async () => {
  const { archive, folder } = await testArchive();
  const first = await testProgram();
  const window = windowOf(first.program, 'w1');
  await window.call('library.open', { place: first.program.placeForPath('w1', folder) });
  await first.program.endSession('w1');
  const held = await windowOf(first.program, 'w2').call('program.state', {});
  // The holder is this very process here, which to the program is itself.
  expect(held.recents[0]).toMatchObject({ path: folder, state: 'ok' });
  await archive.close();
  await first.program.endSession('w2');
  const { rename } = await import('node:fs/promises');
  await rename(folder, `${folder}搬走了`);
  const gone = await windowOf(first.program, 'w3').call('program.state', {});
  expect(gone.recents[0]).toMatchObject({ path: folder, state: 'missing' });
  expect(gone.archive).toBeNull();
});

test('preferences of an earlier version stay, what it did not know is as usual', async () => {
  const { userData: userDataFolder } = await testProgram();
  const file = join(userDataFolder, 'preferences.json');
  await mkdir(userDataFolder, { recursive: true });
  const preferences = { language: 'en', textPercent: 130, userName: '赵文娟', screens: {} };
  await writeFile(file, JSON.stringify({ preferences, recents: [], last: null }));
  const { program } = await testProgram({ userDataFolder });
  const state = await windowOf(program, 'w1').call('program.state', {});
  expect(state.preferences).toEqual({ ...preferences, readAutomatically: true });
});

test('damaged preferences begin anew and keep what can be kept', async () => {
  const userDataFolder = join(await temporaryFolder(), 'user');
  await mkdir(userDataFolder, { recursive: true });
  const file = join(userDataFolder, 'preferences.json');
  for (const text of [
    '',
    '{',
    'null',
    '[]',
    '{"preferences":{"language":"xx"},"recents":7,"last":{}}',
    '\u0000\u0000',
  ]) {
    await writeFile(file, text);
    const { program } = await testProgram({ userDataFolder });
    const window = windowOf(program, 'w1');
    expect(await window.call('program.state', {})).toMatchObject({
      preferences: { language: 'zh-CN', textPercent: 100, userName: '', screens: {} },
      recents: [],
      archive: null,
    });
    await window.call('program.setPreferences', { textPercent: 130 });
    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({
      preferences: { textPercent: 130 },
    });
  }
  const kept = {
    path: '/nowhere/台账',
    name: '台账',
    documents: 3,
    openedAt: '2026-01-01T00:00:00.000Z',
  };
  await writeFile(file, JSON.stringify({ preferences: 'nonsense', recents: [kept], last: null }));
  const { program } = await testProgram({ userDataFolder });
  expect((await windowOf(program, 'w1').call('program.state', {})).recents).toMatchObject([
    { path: kept.path, state: 'missing' },
  ]);
});

test('the program named an archive to begin with shows it', async () => {
  const { archive, folder } = await testArchive();
  await archive.close();
  const { program } = await testProgram({ startArchive: folder });
  const state = await windowOf(program, 'w1').call('program.state', {});
  expect(state.archive).toMatchObject({ id: archive.id, path: folder, readOnly: false });
  expect((await windowOf(program, 'w2').call('program.state', {})).archive).toMatchObject({
    id: archive.id,
  });
});

test('closing the program closes its archives whole', async () => {
  const { program } = await testProgram();
  const opened = await windowOf(program, 'w1').create();
  await program.close();
  await expect(stat(join(opened.path, 'lock'))).rejects.toThrow();
  const again = await openArchive(opened.path, {
    workers: testWorkers(1),
    user: '陈立新',
    language: 'zh-CN',
  });
  onTestFinished(() => again.close());
  expect(again.readOnly).toBe(false);
});
