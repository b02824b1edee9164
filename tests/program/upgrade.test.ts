import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import type { HostEvent } from '../../main/contract/index.ts';
import { temporaryFolder } from '../support/archives.ts';
import { leftToUpgrade, makeOldArchive } from '../support/old-archive.ts';
import { testProgram, windowOf } from './support.ts';

const count = 1_200;

async function oldArchive(): Promise<string> {
  const folder = join(await temporaryFolder(), '清河镇台账');
  await makeOldArchive(folder, count);
  return folder;
}

const upgradesIn = (events: readonly HostEvent[]) =>
  events.filter((event) => event.type === 'upgrading');

test('the session that opens an archive of an earlier version hears how far it is, others do not', async () => {
  const folder = await oldArchive();
  const { program } = await testProgram();
  const [window, stranger] = [windowOf(program, 'w1'), windowOf(program, 'w2')];
  const [events, none] = [window.events(), stranger.events()];
  const opened = await window.call('library.open', { place: program.placeForPath('w1', folder) });
  expect(opened).toMatchObject({ readOnly: false });
  const upgrades = upgradesIn(events);
  expect(upgrades[0]).toEqual({ type: 'upgrading', done: 0, total: null, remainingMs: null });
  expect(upgrades.at(-1)).toMatchObject({ done: count, total: count });
  expect(upgrades.length).toBeGreaterThan(3);
  expect(upgradesIn(none)).toEqual([]);
  const { total } = await window.call('catalog.tree', {}, opened.handle);
  expect(total).toBe(count);
});

test('opening is given up: the call ends, the archive is free, the next opening does the rest', async () => {
  const folder = await oldArchive();
  const { program } = await testProgram();
  const window = windowOf(program, 'w1');
  const place = program.placeForPath('w1', folder);
  const stop = program.subscribe('w1', (event) => {
    if (event.type === 'upgrading' && event.done > 0) void window.call('library.stopOpening', {});
  });
  expect(await window.refusal('library.open', { place })).toMatchObject({ code: 'cancelled' });
  stop();
  await vi.waitFor(async () => expect(await readdir(folder)).not.toContain('lock'));
  const rest = await leftToUpgrade(folder);
  expect(rest).toBeGreaterThan(0);
  const events = window.events();
  const opened = await window.call('library.open', { place });
  expect(upgradesIn(events).every(({ total }) => total === rest)).toBe(true);
  expect((await window.call('catalog.tree', {}, opened.handle)).total).toBe(count);
});

test('an opening that was given up and is wanted again at once goes on', async () => {
  const folder = await oldArchive();
  const { program } = await testProgram();
  const window = windowOf(program, 'w1');
  const place = program.placeForPath('w1', folder);
  let again: Promise<unknown> | undefined;
  program.subscribe('w1', (event) => {
    if (event.type !== 'upgrading' || event.total === null || again !== undefined) return;
    void window.call('library.stopOpening', {});
    again = window.call('library.open', { place });
  });
  expect((await window.refusal('library.open', { place })).code).toBe('cancelled');
  expect(await again).toMatchObject({ readOnly: false });
});

test('the archive to begin with is named at once where it takes a while, and is not opened again behind a session', async () => {
  const folder = await oldArchive();
  const { program } = await testProgram({ startArchive: folder });
  const window = windowOf(program, 'w1');
  const state = await window.call('program.state', {});
  expect(state.archive).toBeNull();
  const place = state.opening!;
  // A page that is loaded anew finds it under way.
  expect((await window.call('program.state', {})).opening).toBe(place);
  await window.call('library.stopOpening', {});
  expect(await window.call('program.state', {})).toMatchObject({ archive: null, opening: null });
  const opened = await window.call('library.open', { place });
  expect((await window.call('program.state', {})).archive).toEqual(opened);
});

test('a window that is closed gives its opening up; one that waits with it goes on', async () => {
  const folder = await oldArchive();
  const { program } = await testProgram();
  const [one, two] = [windowOf(program, 'w1'), windowOf(program, 'w2')];
  const events = two.events();
  const place = program.placeForPath('w1', folder);
  const [first, second] = [
    one.refusal('library.open', { place }),
    two.call('library.open', { place: program.placeForPath('w2', folder) }),
  ];
  await vi.waitFor(() => expect(upgradesIn(events)).not.toEqual([]));
  await program.endSession('w1');
  expect((await first).code).toBe('cancelled');
  expect(await second).toMatchObject({ readOnly: false });
  await program.endSession('w2');
  expect(await readdir(folder)).not.toContain('lock');
});

test('a program that ends in between leaves the archive free and the rest for the next', async () => {
  const folder = await oldArchive();
  const { program } = await testProgram();
  const window = windowOf(program, 'w1');
  const events = window.events();
  const refused = window.refusal('library.open', { place: program.placeForPath('w1', folder) });
  await vi.waitFor(() => expect(upgradesIn(events).length).toBeGreaterThan(1));
  await program.close();
  expect((await refused).code).toBe('cancelled');
  expect(await readdir(folder)).not.toContain('lock');
});
