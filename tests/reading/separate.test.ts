import { expect, test } from 'vitest';
import { rawSql, sql } from '../../main/db/index.ts';
import { undo } from '../../main/keeping/index.ts';
import { unattended, type Archive } from '../../main/library/index.ts';
import { proposeDue, readWaiting, separatorCode } from '../../main/reading/index.ts';
import { addScans, readingDesk } from './queue-support.ts';

const sheet = `CODE ${separatorCode({ year: 2024, category: ['组织领导'], department: '党政办' })}`;
const otherSheet = `CODE ${separatorCode({ year: 2023, category: null, department: null })}`;

async function readAll(archive: Archive): Promise<void> {
  await readWaiting(archive, unattended(), { size: 2 });
  await proposeDue(archive, { signal: new AbortController().signal });
}

/** Documents with the texts of their pages; those in the trash with a cross. */
async function documents(archive: Archive): Promise<string[]> {
  const rows = await archive.db.read.all<{ words: string; trashed: number }>(
    rawSql(`SELECT group_concat(coalesce(nullif(page.text, ''), '-') , ' '
        ORDER BY part.position, page.number) AS words, document.trashed_at IS NOT NULL AS trashed
      FROM document JOIN part ON part.document_id = document.id
      JOIN page ON page.original_id = part.original_id
        AND page.number BETWEEN part.first_page AND part.last_page
      GROUP BY document.id ORDER BY document.id`),
  );
  return rows.map(({ words, trashed }) => (trashed === 1 ? `x ${words}` : words));
}

async function separatorProposals(archive: Archive): Promise<string[]> {
  const rows = await archive.db.read.all<{ words: string }>(
    rawSql(`SELECT document_id || ' ' || field || ' ' || CASE field WHEN 'categoryId'
        THEN (SELECT name FROM category WHERE id = CAST(value AS INTEGER)) ELSE value END AS words
      FROM proposal WHERE source = 'separator' ORDER BY document_id, field`),
  );
  return rows.map(({ words }) => words);
}

test('a stack is cut at its separator sheets, and what follows each has its proposals', async () => {
  const { archive } = await readingDesk();
  await addScans(archive, [
    { pages: ['甲一', '甲二', sheet, 'BLANK', '乙一', otherSheet, '丙一'] },
  ]);
  await readAll(archive);
  expect(await documents(archive)).toEqual(['甲一 甲二', '乙一', '丙一']);
  expect(await separatorProposals(archive)).toEqual([
    '2 categoryId 组织领导',
    '2 department 党政办',
    '2 year 2024',
    '3 year 2023',
  ]);
});

test('cutting at separator sheets is one operation that can be undone, and is not done again', async () => {
  const { archive } = await readingDesk();
  await addScans(archive, [{ pages: ['甲', sheet, '乙'] }]);
  await readAll(archive);
  expect(await documents(archive)).toEqual(['甲', '乙']);
  const last = await archive.db.read.get(
    rawSql('SELECT kind, summary FROM operation ORDER BY id DESC LIMIT 1'),
  );
  expect(last).toEqual({ kind: 'separate', summary: '按分隔页分成 2 件' });
  await undo(archive);
  await proposeDue(archive, { signal: new AbortController().signal });
  expect(await documents(archive)).toEqual(['甲 - 乙']);
});

test('a sheet that is a file of its own goes to the trash and speaks for the files after it', async () => {
  const { archive } = await readingDesk();
  await archive.derive([], (writer) =>
    writer.run(sql`
      INSERT INTO import (id, title, at, state, options, sources)
      VALUES (1, '来件', '2026-01-01', 'finished', '{}', '{"listed":true,"sources":[]}')`),
  );
  const files = [['零'], [sheet], ['甲'], ['乙'], [otherSheet], ['丙']];
  await addScans(
    archive,
    files.map((pages, n) => ({ pages, name: `第${n}页.tif`, importId: 1 })),
  );
  await readAll(archive);
  expect(await documents(archive)).toEqual(['零', 'x -', '甲', '乙', 'x -', '丙']);
  expect(await separatorProposals(archive)).toEqual([
    '3 categoryId 组织领导',
    '3 department 党政办',
    '3 year 2024',
    '4 categoryId 组织领导',
    '4 department 党政办',
    '4 year 2024',
    '6 year 2023',
  ]);
});
