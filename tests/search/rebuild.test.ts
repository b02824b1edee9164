import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { addCategory, renameCategory, setFields } from '../../main/catalog/index.ts';
import { changeTag } from '../../main/catalog/tags.ts';
import type { TagId } from '../../main/contract/index.ts';
import { rawSql, sql, type Writer } from '../../main/db/index.ts';
import { moveToTrash, purge, verify } from '../../main/keeping/index.ts';
import {
  openArchive,
  unattended,
  type Archive,
  type JobControl,
} from '../../main/library/index.ts';
import { rebuildIndex, searchDocuments } from '../../main/search/index.ts';
import { expectSound } from '../keeping/support.ts';
import { here } from '../cli/support.ts';
import { testProgram, windowOf } from '../program/support.ts';
import { testArchive, testWorkers } from '../support/archives.ts';
import { addDocument, addDocuments, only } from '../support/documents.ts';

async function idsOf(archive: Archive, text: string): Promise<number[]> {
  const { hits } = await searchDocuments(archive, { text }, undefined, 0, 100);
  return hits.map(({ row }) => row.id).toSorted((a, b) => a - b);
}

/** Indexes that a rebuild has made or replaced. */
async function remains(archive: Archive): Promise<string[]> {
  const rows = await archive.db.read.all<{ name: string }>(
    rawSql(
      `SELECT name FROM sqlite_schema WHERE name GLOB '*_index_new*' OR name GLOB '*_index_old*'`,
    ),
  );
  return rows.map(({ name }) => name);
}

async function filled(count = 250) {
  const { archive, folder } = await testArchive();
  const ids = await addDocuments(
    archive,
    Array.from({ length: count }, (_, n) => ({
      title: `第${n}号通知`,
      pages: [`正文甲${n}乙`],
      tags: n === 7 ? ['急件'] : [],
    })),
    'without-files',
  );
  return { archive, folder, ids };
}

/** Does `work` when so many documents are entered. */
function control(
  at: number,
  work: () => Promise<unknown> | void,
  signal?: AbortSignal,
): JobControl {
  const base = unattended(signal);
  let entered = 0;
  let done = false;
  return {
    ...base,
    report: (progress) => {
      entered = progress.done ?? entered;
    },
    paused: async () => {
      if (!done && entered >= at) {
        done = true;
        await work();
      }
      await base.paused();
    },
  };
}

const damages: Readonly<Record<string, (writer: Writer, id: number) => Promise<unknown>>> = {
  'rows are missing': (writer) => writer.run(sql`DELETE FROM document_index WHERE rowid > 3`),
  'titles are missing': (writer) => writer.run(sql`DELETE FROM title_index WHERE rowid > 3`),
  'a row has other text': async (writer, id) => {
    await writer.run(sql`DELETE FROM document_index WHERE rowid = ${id}`);
    await writer.run(sql`INSERT INTO document_index (rowid, title) VALUES (${id}, '别 的')`);
  },
  'a row belongs to no document': (writer) =>
    writer.run(sql`INSERT INTO document_index (rowid, title) VALUES (4711, '幽 灵')`),
  'it cannot be read': (writer) => writer.run(sql`DELETE FROM document_index_data WHERE id > 1`),
};

for (const [what, damage] of Object.entries(damages)) {
  test(`a damaged index is found, and mended by a rebuild: ${what}`, async () => {
    const { archive } = await testArchive();
    const ids = await addDocuments(
      archive,
      Array.from({ length: 8 }, (_, n) => ({ title: `通知${n}`, pages: [`正文${n}`] })),
    );
    const [first = 0] = ids;
    await archive.db.write((writer) => damage(writer, first));
    expect((await verify(archive, unattended())).index.ok).toBe(false);
    const report = await rebuildIndex(archive, unattended());
    expect(report.documents).toBe(8);
    expect(await verify(archive, unattended())).toMatchObject({ ok: true });
    expect(await idsOf(archive, '正文')).toEqual(ids);
    expect(await remains(archive)).toEqual([]);
    await setFields(archive, only(first), { title: '后来改的' });
    expect(await idsOf(archive, '标题:后来改的')).toEqual([first]);
    await expectSound(archive);
  });
}

test('a rebuilt index can be rebuilt again', async () => {
  const { archive, ids } = await filled(120);
  for (let n = 0; n < 3; n += 1) await rebuildIndex(archive, unattended());
  expect(await idsOf(archive, '第7号')).toEqual([ids[7]]);
  await expectSound(archive);
});

test('what changes during a rebuild is in it, before and behind where it is', async () => {
  const { archive, ids } = await filled();
  const [first = 0, gone = 0, away = 0] = ids;
  const last = ids.at(-1) ?? 0;
  const { id: category } = await addCategory(archive, '碰头会', null);
  await setFields(archive, only(ids[3] ?? 0), { categoryId: category });
  let added = 0;
  await rebuildIndex(
    archive,
    control(100, async () => {
      await setFields(archive, only(first), { title: '改在前面' });
      await setFields(archive, only(last), { title: '改在后面' });
      await renameCategory(archive, category, '例会');
      const tag = await archive.db.read.get<{ id: TagId }>(sql`SELECT id FROM tag`);
      await changeTag(archive, tag?.id ?? (0 as TagId), '特急', undefined);
      added = await addDocument(archive, { title: '新来的', pages: ['新正文'] });
      await moveToTrash(archive, only(gone, away));
      await purge(archive, only(gone), '试');
      // The index in use is not behind either.
      expect(await idsOf(archive, '改在前面')).toEqual([first]);
    }),
  );
  expect(await idsOf(archive, '标题:改在')).toEqual([first, last]);
  expect(await idsOf(archive, '例会')).toEqual([ids[3]]);
  expect(await idsOf(archive, '碰头会')).toEqual([]);
  expect(await idsOf(archive, '特急')).toEqual([ids[7]]);
  expect(await idsOf(archive, '新来的')).toEqual([added]);
  expect(await idsOf(archive, '第1号')).toEqual([]);
  await expectSound(archive);
});

test('nothing of a document that is destroyed meanwhile stays in the new index', async () => {
  const { archive, ids } = await filled();
  const [gone = 0] = ids;
  await rebuildIndex(
    archive,
    control(100, async () => {
      await moveToTrash(archive, only(gone));
      await purge(archive, only(gone), '试');
    }),
  );
  const held = await archive.db.maintain(async (connection) => {
    await connection.script(
      'CREATE VIRTUAL TABLE temp.words USING fts5vocab (main, document_index, instance)',
    );
    return connection.all<{ doc: number }>(rawSql('SELECT DISTINCT doc FROM temp.words'));
  });
  expect(held.map(({ doc }) => doc)).not.toContain(gone);
  expect(held).toHaveLength(ids.length - 1);
});

test('cancelled half way, the old index stays in use and nothing is left of the new one', async () => {
  const { archive, ids } = await filled();
  const [first = 0] = ids;
  await archive.db.write((writer) =>
    writer.run(sql`DELETE FROM document_index WHERE rowid = ${first}`),
  );
  const controller = new AbortController();
  const cancelled = rebuildIndex(
    archive,
    control(100, () => controller.abort(new Error('enough')), controller.signal),
  );
  await expect(cancelled).rejects.toThrow('enough');
  expect(await remains(archive)).toEqual([]);
  expect(await idsOf(archive, '第0号')).toEqual([]);
  expect(await idsOf(archive, '第7号')).toEqual([ids[7]]);
  await setFields(archive, only(ids[7] ?? 0), { title: '之后改的' });
  expect(await idsOf(archive, '之后改的')).toEqual([ids[7]]);
  await rebuildIndex(archive, unattended());
  expect(await idsOf(archive, '第0号')).toEqual([first]);
  await expectSound(archive);
});

test('killed half way, the old index is in use after the next start, and the remains are gone', async () => {
  const { archive, folder, ids } = await filled(600);
  await archive.close();
  const program = fileURLToPath(new URL('./rebuild-to-kill.ts', import.meta.url));
  const child = spawn(process.execPath, [program, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface(child.stdout)) {
    if (Number(line.split(' ')[1]) >= 200) break;
  }
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  expect((await ended)[1]).toBe('SIGKILL');
  const options = { workers: testWorkers(1), user: '陈立新', language: 'zh-CN' } as const;
  const looking = await openArchive(folder, { ...options, readOnly: 'always' });
  expect(await remains(looking)).not.toEqual([]);
  expect(await idsOf(looking, '第7号')).toEqual([ids[7]]);
  await looking.close();
  const again = await openArchive(folder, options);
  onTestFinished(() => again.close());
  expect(await remains(again)).toEqual([]);
  expect(await idsOf(again, '第577号')).toEqual([ids[577]]);
  await setFields(again, only(ids[7] ?? 0), { title: '之后改的' });
  expect(await idsOf(again, '之后改的')).toEqual([ids[7]]);
  await expectSound(again);
});

test('a check finds nothing wrong in an index that is being removed', async () => {
  const { archive } = await filled(10);
  await archive.db.write(async (writer) => {
    await writer.run(rawSql('ALTER TABLE document_index RENAME TO document_index_old'));
    await writer.run(
      rawSql(`CREATE VIRTUAL TABLE document_index USING fts5 (title, number, people, labels, body,
        content = '', contentless_delete = 1, tokenize = 'ascii')`),
    );
    await writer.run(rawSql('DELETE FROM document_index_old_data'));
  });
  expect((await verify(archive, unattended())).catalogue).toEqual({ ok: true, problems: [] });
});

test('the program rebuilds once at a time and shows how far it is; the command line does it too', async () => {
  const { program } = await testProgram();
  const window = windowOf(program, 'one');
  const { handle: archive } = await window.create();
  const [first, second] = await Promise.all([
    window.call('search.rebuild', {}, archive),
    window.call('search.rebuild', {}, archive),
  ]);
  expect(second.job).toBe(first.job);
  await expect
    .poll(async () => (await window.call('jobs.list', {}, archive)).jobs[0], { timeout: 20_000 })
    .toMatchObject({ kind: 'reindex', state: 'done', result: { documents: 0 } });
  expect((await window.call('search.rebuild', {}, archive)).job).not.toBe(first.job);

  const made = await filled(3);
  await made.archive.close();
  const answer = await here('reindex', made.folder);
  expect(answer).toMatchObject({ status: 0, value: { documents: 3, ms: expect.any(Number) } });
  expect((await here('reindex')).status).toBe(2);
});
