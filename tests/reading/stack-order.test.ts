import { expect, test } from 'vitest';
import type { ImportId } from '../../main/contract/index.ts';
import { sql } from '../../main/db/index.ts';
import { unattended, type Archive } from '../../main/library/index.ts';
import { proposeDue, readWaiting, separatorCode } from '../../main/reading/index.ts';
import { listDocuments, positionInList } from '../../main/search/index.ts';
import { addScans, readingDesk } from './queue-support.ts';

const sheet = `CODE ${separatorCode({ year: null, category: null, department: null })}`;

async function firstPages(archive: Archive, ids: readonly number[]): Promise<string[]> {
  const rows = await Promise.all(
    ids.map((id) =>
      archive.db.read.get<{ text: string }>(sql`
        SELECT page.text FROM part JOIN page ON page.original_id = part.original_id
          AND page.number = part.first_page
        WHERE part.document_id = ${id} AND part.position = 0`),
    ),
  );
  return rows.map((row) => row?.text ?? '');
}

test('what is cut from stacks stands in the inbox as the papers lay', async () => {
  const { archive } = await readingDesk();
  await archive.derive([], (writer) =>
    writer.run(sql`
      INSERT INTO import (id, title, at, state, options, sources)
      VALUES (1, '来件', '2026-01-01', 'finished', '{}', '{"listed":true,"sources":[]}')`),
  );
  const stacks = [['甲', sheet, '乙', sheet, '丙'], [sheet, '丁', sheet, '戊'], ['己']];
  await addScans(
    archive,
    stacks.map((pages) => ({ pages, importId: 1 })),
  );
  await readWaiting(archive, unattended(), { size: 2 });
  await proposeDue(archive, { signal: new AbortController().signal });
  const filter = { place: 'inbox', importId: 1 as ImportId } as const;
  const sort = { key: 'imported', descending: false } as const;
  const rows = await listDocuments(archive.db.read, filter, sort, 0, 50);
  const ids = rows.map(({ id }) => Number(id));
  expect(await firstPages(archive, ids)).toEqual(['甲', '乙', '丙', '丁', '戊', '己']);
  const places = ids.map((id) => positionInList(archive, filter, sort, id));
  expect(await Promise.all(places)).toEqual([0, 1, 2, 3, 4, 5]);
});
