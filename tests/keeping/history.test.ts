import { join } from 'node:path';
import { expect, test } from 'vitest';
import { setFields, tagSelection } from '../../main/catalog/index.ts';
import { connect, rawSql, sql, verifyChain } from '../../main/db/index.ts';
import { history, moveToTrash, purge } from '../../main/keeping/index.ts';
import type { Archive } from '../../main/library/index.ts';
import { testArchive } from '../support/archives.ts';
import { addDocument, only } from '../support/documents.ts';

async function lived(): Promise<{ archive: Archive; folder: string }> {
  const made = await testArchive();
  const first = await addDocument(made.archive, { title: '甲', pages: ['第一件的正文'] });
  const second = await addDocument(made.archive, { title: '乙' });
  await setFields(made.archive, only(first, second), { year: 2024 });
  await tagSelection(made.archive, only(first), ['急件'], []);
  await moveToTrash(made.archive, only(second));
  await purge(made.archive, only(second), '重复');
  return made;
}

/** Changes the catalogue behind the program's back, as a tool would. */
async function tamper(folder: string, statement: string): Promise<void> {
  const connection = await connect(join(folder, 'mingce.sqlite'), 'write');
  await connection.script(`PRAGMA foreign_keys = OFF; PRAGMA busy_timeout = 5000; ${statement}`);
  await connection.close();
}

test('the history says who did what when, newest first, and how much it touched', async () => {
  const { archive } = await lived();
  const records = await history(archive.db.read, 0, 50);
  expect(records.map(({ kind, summary, changed, user }) => [kind, summary, changed, user])).toEqual(
    [
      ['purge', '彻底删除 1 件', 1, '陈立新'],
      ['delete', '移入回收站 1 件', 1, '陈立新'],
      ['tag', '标签：+急件', 2, '陈立新'],
      ['set', '修改 2 件：年度', 2, '陈立新'],
      ['import', '导入 1 件', 1, '陈立新'],
      ['import', '导入 1 件', 1, '陈立新'],
      ['create', '新建档案库“清河镇台账”', expect.any(Number), '陈立新'],
    ],
  );
  expect(records.map((record) => record.can_undo)).toEqual([0, 0, 1, 0, 0, 1, 0]);
  expect(await verifyChain(archive.db.read)).toMatchObject({ ok: true, operations: 7 });
});

const edits: Readonly<Record<string, readonly [statement: string, operation: number]>> = {
  "an operation's words": [`UPDATE operation SET summary = '别的' WHERE id = 3`, 3],
  "an operation's user": [`UPDATE operation SET user = '赵文娟' WHERE id = 4`, 4],
  "an operation's time": [`UPDATE operation SET at = '2020-01-01T00:00:00.000Z' WHERE id = 2`, 2],
  "an operation's kind": [`UPDATE operation SET kind = 'set' WHERE id = 6`, 6],
  "an operation's count": [`UPDATE operation SET changed = changed + 1 WHERE id = 5`, 5],
  'what an operation undoes': [`UPDATE operation SET undoes = 2 WHERE id = 5`, 5],
  "an operation's hash": [`UPDATE operation SET hash = hash || '0' WHERE id = 3`, 3],
  'a value before': [
    `UPDATE change SET before = '{"title":"丁"}' WHERE id = (SELECT min(id) FROM change WHERE operation_id = 5)`,
    5,
  ],
  'a value after': [
    `UPDATE change SET after = replace(after, '急件', '慢件') WHERE table_name = 'tag'`,
    5,
  ],
  'the row a change speaks of': [`UPDATE change SET row_id = 77 WHERE table_name = 'tag'`, 5],
  'the hash of a change': [`UPDATE change SET hash = '0' WHERE table_name = 'tag'`, 5],
  'a change taken away': [`DELETE FROM change WHERE table_name = 'tag'`, 5],
  'a change put in': [
    `INSERT INTO change (operation_id, table_name, row_id, after) VALUES (5, 'tag', 5, '{"id":5}')`,
    5,
  ],
  'a change moved to another operation': [
    `UPDATE change SET operation_id = 6 WHERE table_name = 'tag'`,
    5,
  ],
  'an operation taken away': [
    `DELETE FROM operation WHERE id = 4; DELETE FROM change WHERE operation_id = 4`,
    5,
  ],
  'the last operation taken away, its changes forgotten': [`DELETE FROM operation WHERE id = 7`, 7],
  'an operation put in': [
    `INSERT INTO operation (id, at, user, kind, summary, sealed, hash) VALUES (99, '2024', '谁', 'set', '改', 8, 'ff')`,
    99,
  ],
  'a value written where one was destroyed': [
    `UPDATE change SET before = '{"title":"假"}' WHERE id = (SELECT min(id) FROM change WHERE destroyed = 1)`,
    3,
  ],
  'a change declared destroyed and given another value': [
    `UPDATE change SET destroyed = 1, after = '{"id":1}' WHERE table_name = 'tag'`,
    5,
  ],
};

for (const [what, [statement, operation]] of Object.entries(edits)) {
  test(`the chain shows an edit of the history: ${what}`, async () => {
    const { archive, folder } = await lived();
    await tamper(folder, statement);
    expect(await verifyChain(archive.db.read)).toMatchObject({ ok: false, brokenAt: operation });
  });
}

test('the chain is the same after the catalogue was written anew', async () => {
  const { archive } = await lived();
  const before = await verifyChain(archive.db.read);
  await archive.db.maintain((connection) => connection.run(rawSql('VACUUM')));
  expect(await verifyChain(archive.db.read)).toEqual(before);
  expect(before.head).toMatch(/^[0-9a-f]{64}$/u);
  expect(
    await archive.db.read.get(sql`SELECT count(*) AS open FROM operation WHERE sealed IS NULL`),
  ).toEqual({
    open: 0,
  });
});
