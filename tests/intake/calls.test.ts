import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type {
  ArchiveHandle,
  CallArgs,
  CallName,
  CallResult,
  ImportFile,
  Job,
} from '../../main/contract/index.ts';
import { createProgram, type Host, type Program } from '../../main/program/index.ts';
import { launchNode } from '../../main/workers/index.ts';
import { temporaryFolder } from '../support/archives.ts';

const session = 'session';

class User {
  readonly program: Program;
  readonly archive: ArchiveHandle;
  readonly home: string;

  private constructor(program: Program, archive: ArchiveHandle, home: string) {
    this.program = program;
    this.archive = archive;
    this.home = home;
  }

  static async withNewArchive(): Promise<User> {
    const home = await temporaryFolder();
    const host: Host = {
      kind: 'web',
      version: '0.0.0',
      userDataFolder: join(home, 'user'),
      homeFolder: home,
      demoFolder: null,
      startArchive: null,
      launchWorker: launchNode,
      address: (_session, path) => path,
    };
    const program = await createProgram(host);
    onTestFinished(() => program.close());
    const args = { name: '清河镇台账', fonds: null, place: null };
    const { value } = (await program.answer(session, { call: 'library.create', args })) as {
      value: { handle: ArchiveHandle };
    };
    return new User(program, value.handle, home);
  }

  async ask<Name extends CallName>(call: Name, args: CallArgs<Name>): Promise<CallResult<Name>> {
    const answer = await this.program.answer(session, { call, archive: this.archive, args });
    if (!answer.ok) throw new Error(`${call}: ${answer.error.code} ${answer.error.message}`);
    return answer.value as CallResult<Name>;
  }

  async code<Name extends CallName>(call: Name, args: CallArgs<Name>): Promise<string> {
    const answer = await this.program.answer(session, { call, archive: this.archive, args });
    return answer.ok ? 'ok' : answer.error.code;
  }

  async jobEnds(id: Job['id']): Promise<Job> {
    const find = async () => (await this.ask('jobs.list', {})).jobs.find((job) => job.id === id);
    await expect.poll(async () => (await find())?.state, { timeout: 30_000 }).not.toBe('running');
    const job = await find();
    if (job === undefined) throw new Error('the job is gone');
    return job;
  }

  /** Brings files up as a browser does: numbered files and an index. */
  async upload(files: Readonly<Record<string, string>>): Promise<CallResult<'intake.openUpload'>> {
    const opened = await this.ask('intake.openUpload', { title: '去年的扫描件' });
    const folder = this.program.uploadFolder(session, opened.place);
    if (folder === null) throw new Error('no folder for the upload');
    const lines = [];
    for (const [index, [path, text]] of Object.entries(files).entries()) {
      await writeFile(join(folder, String(index)), text);
      lines.push(JSON.stringify({ file: String(index), path, bytes: text.length, modifiedMs: 0 }));
    }
    await writeFile(join(folder, 'index.ndjson'), `${lines.join('\n')}\n`);
    return opened;
  }
}

const outcomes = (files: readonly ImportFile[]) =>
  files.map(({ path, outcome, code, canKeep }) => [path, outcome, code, canKeep]);

test('an upload is imported, each file has its outcome, and what was refused can be kept', async () => {
  const user = await User.withNewArchive();
  const { place } = await user.upload({
    '2024年/甲.txt': 'a',
    '2024年/乙.txt': 'a',
    '2024年/丙.pdf': '%PDF-1.4 nothing',
    '2024年/空.txt': '',
    '2024年/Thumbs.db': 'junk',
  });
  const started = await user.ask('intake.start', { places: [place], options: {} });
  const job = await user.jobEnds(started.job);
  expect(job).toMatchObject({
    kind: 'import',
    title: '去年的扫描件',
    state: 'done',
    done: 4,
    total: 4,
    failures: 2,
    canPause: true,
    result: { imported: 1, duplicates: 1, refused: 2, pending: 0 },
  });
  const listed = await user.ask('intake.files', { id: started.import, offset: 0, limit: 50 });
  expect(outcomes(listed.files)).toEqual([
    ['2024年/丙.pdf', 'refused', 'unreadable', true],
    ['2024年/乙.txt', 'imported', null, false],
    ['2024年/甲.txt', 'duplicate', null, true],
    ['2024年/空.txt', 'refused', 'empty', true],
  ]);
  expect(listed.files[2]?.duplicateOf).toMatchObject({ title: '乙', trashed: false });

  const files = listed.files.filter(({ canKeep }) => canKeep).map(({ id }) => id);
  const kept = await user.ask('intake.keepAnyway', { files });
  expect(kept.failed).toEqual([]);
  expect(kept.kept).toHaveLength(3);
  const { imports } = await user.ask('intake.imports', { offset: 0, limit: 10 });
  expect(imports).toMatchObject([
    { title: '去年的扫描件', state: 'finished', files: 4, imported: 4, refused: 0, inbox: 4 },
  ]);
});

test('undoing an import sends its documents to the trash', async () => {
  const user = await User.withNewArchive();
  const { place } = await user.upload({ '甲.txt': 'a', '乙.txt': 'b' });
  const { job } = await user.ask('intake.start', { places: [place], options: { confirm: true } });
  await user.jobEnds(job);
  await user.ask('keeping.undo', {});
  const tree = await user.ask('catalog.tree', {});
  expect(tree).toMatchObject({ total: 0, inbox: 0, trash: 2 });
});

test('an import that was cancelled can go on, or be given up', async () => {
  const user = await User.withNewArchive();
  const folder = join(user.home, '来');
  await mkdir(folder);
  for (let n = 0; n < 400; n += 1) await writeFile(join(folder, `${n}.txt`), `text ${n}`);
  const place = user.program.placeForPath(session, folder);
  const started = await user.ask('intake.start', { places: [place], options: {} });
  await user.ask('jobs.cancel', { id: started.job });
  expect(await user.jobEnds(started.job)).toMatchObject({ state: 'cancelled' });
  const [stopped] = (await user.ask('intake.imports', { offset: 0, limit: 1 })).imports;
  expect(stopped).toMatchObject({ title: '来', state: 'stopped' });

  await rm(join(folder, '0.txt'));
  const { job } = await user.ask('intake.resume', { id: started.import });
  expect(await user.code('intake.giveUp', { id: started.import })).toBe('not-allowed');
  expect(await user.code('intake.resume', { id: started.import })).toBe('not-allowed');
  await user.ask('jobs.cancel', { id: job });
  await user.jobEnds(job);
  await user.ask('intake.giveUp', { id: started.import });
  const [given] = (await user.ask('intake.imports', { offset: 0, limit: 1 })).imports;
  expect(given).toMatchObject({ state: 'finished', pending: 0 });
  expect(await readdir(join(user.home, '清河镇台账', 'staging'))).toEqual([]);
});

test('unknown imports and files are answered by name', async () => {
  const user = await User.withNewArchive();
  const unknown = 999 as CallArgs<'intake.resume'>['id'];
  expect(await user.code('intake.resume', { id: unknown })).toBe('no-such-import');
  expect(await user.code('intake.giveUp', { id: unknown })).toBe('no-such-import');
  expect(await user.code('intake.choose', { what: 'files' })).toBe('not-allowed');
});
