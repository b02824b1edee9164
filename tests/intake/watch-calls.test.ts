import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, onTestFinished, test } from 'vitest';
import type { ArchiveHandle, CallArgs, CallName, CallResult } from '../../main/contract/index.ts';
import { createProgram, type Host, type Program } from '../../main/program/index.ts';
import { launchNode } from '../../main/workers/index.ts';
import { temporaryFolder } from '../support/archives.ts';

const patience = { timeout: 20_000 };

/** A desk: a home folder, a scanner's folder, and what the user picks in the dialog. */
class Desk {
  readonly home: string;
  readonly scans: string;
  picks: string | null = null;
  #program: Program | null = null;
  #handle: ArchiveHandle | undefined;

  private constructor(home: string) {
    this.home = home;
    this.scans = join(home, '扫描件');
  }

  static async set(): Promise<Desk> {
    const desk = new Desk(await temporaryFolder());
    await mkdir(desk.scans);
    onTestFinished(() => desk.close());
    return desk;
  }

  get archive(): string {
    return join(this.home, '清河镇台账');
  }

  async start(more: Partial<Host> = {}): Promise<void> {
    this.#program = await createProgram({
      kind: 'desktop',
      version: '0.0.0',
      userDataFolder: join(this.home, 'user'),
      homeFolder: this.home,
      demoFolder: null,
      startArchive: null,
      launchWorker: launchNode,
      address: (_session, path) => path,
      chooseFolder: async () => this.picks,
      ...more,
    });
    await this.#ask('program.setPreferences', { readAutomatically: false });
    const state = (await this.#ask('program.state', {})) as CallResult<'program.state'>;
    this.#handle = state.archive?.handle;
  }

  async make(): Promise<void> {
    const args = { name: '清河镇台账', fonds: null, place: null };
    this.#handle = ((await this.#ask('library.create', args)) as { handle: ArchiveHandle }).handle;
  }

  async close(): Promise<void> {
    await this.#program?.close();
    this.#program = null;
  }

  async #ask(call: CallName, args: unknown, session = 'desk'): Promise<unknown> {
    const request = { call, ...(this.#handle ? { archive: this.#handle } : {}), args };
    const answer = await this.#program?.answer(session, request);
    if (answer?.ok !== true) throw new Error(answer?.error.code);
    return answer.value;
  }

  async ask<Name extends CallName>(call: Name, args: CallArgs<Name>): Promise<CallResult<Name>> {
    return (await this.#ask(call, args)) as CallResult<Name>;
  }

  async scan(name: string, shade: number): Promise<void> {
    const background = { r: shade, g: 20, b: 20 };
    const image = sharp({ create: { width: 90, height: 120, channels: 3, background } });
    await writeFile(join(this.scans, name), await image.jpeg().toBuffer());
  }

  took(count: number): Promise<void> {
    const taken = async () => (await this.ask('intake.watched', {})).taken;
    return expect.poll(taken, patience).toBe(count);
  }

  inbox(count: number): Promise<void> {
    const counted = async () => (await this.ask('catalog.tree', {})).inbox;
    return expect.poll(counted, patience).toBe(count);
  }
}

test('the folder is chosen once, watched while the archive is open, and again at the next start', async () => {
  const desk = await Desk.set();
  await desk.start();
  await desk.make();
  const off = { folder: null, state: 'off', canChoose: true, taken: 0 };
  expect(await desk.ask('intake.watched', {})).toEqual(off);
  expect(await desk.ask('intake.watch', { on: true })).toEqual(off);
  desk.picks = desk.scans;
  expect(await desk.ask('intake.watch', { on: true })).toMatchObject({ folder: desk.scans });
  await desk.scan('甲.jpg', 10);
  await desk.inbox(1);
  await desk.took(1);
  const on = { folder: desk.scans, state: 'watching', canChoose: true, taken: 1 };
  expect(await desk.ask('intake.watched', {})).toEqual(on);
  expect(await readdir(join(desk.archive))).not.toContain('扫描件');
  await desk.close();

  await desk.scan('乙.jpg', 80);
  await desk.start();
  await desk.inbox(2);
  const { imports } = await desk.ask('intake.imports', { offset: 0, limit: 10 });
  expect(imports.map(({ title, imported }) => [title, imported])).toEqual([
    ['扫描仪文件夹', 1],
    ['扫描仪文件夹', 1],
  ]);
  await desk.took(1);
  expect(await desk.ask('intake.watch', { on: false })).toEqual({ ...off, taken: 1 });
  expect(await readFile(join(desk.home, 'user', 'preferences.json'), 'utf8')).toContain(
    '"watched":{}',
  );
});

test('a folder of the archive itself is not watched', async () => {
  const desk = await Desk.set();
  await desk.start();
  await desk.make();
  desk.picks = join(desk.archive, 'exports');
  await expect(desk.ask('intake.watch', { on: true })).rejects.toThrow('invalid-value');
  expect(await desk.ask('intake.watched', {})).toMatchObject({ state: 'off' });
});

test('a folder named at the start is watched from then on', async () => {
  const desk = await Desk.set();
  await desk.start();
  await desk.make();
  await desk.close();
  await desk.scan('甲.jpg', 10);
  const named = { startArchive: desk.archive, watchFolder: desk.scans };
  await desk.start(named);
  await desk.inbox(1);
  await desk.close();
  await desk.start();
  expect(await desk.ask('intake.watched', {})).toMatchObject({ folder: desk.scans });
});

test('an archive that another holds is looked at, and its folder is not watched', async () => {
  const desk = await Desk.set();
  await desk.start();
  await desk.make();
  desk.picks = desk.scans;
  await desk.ask('intake.watch', { on: true });
  const program = await createProgram({
    kind: 'desktop',
    version: '0.0.0',
    userDataFolder: join(desk.home, 'user'),
    homeFolder: desk.home,
    demoFolder: null,
    startArchive: null,
    launchWorker: launchNode,
    address: (_session, path) => path,
  });
  onTestFinished(() => program.close());
  const place = program.placeForPath('other', desk.archive);
  const open = { call: 'library.open', args: { place, readOnly: true } };
  const answer = await program.answer('other', open);
  if (!answer.ok) throw new Error(answer.error.code);
  const { handle: archive } = answer.value as { handle: ArchiveHandle };
  const watched = await program.answer('other', { call: 'intake.watched', archive, args: {} });
  expect(watched).toMatchObject({ ok: true, value: { state: 'off', canChoose: false } });
});
