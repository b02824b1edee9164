import { expect, test } from 'vitest';
import { createChecklist, link, unlink } from '../../main/checklist/index.ts';
import { countDocuments, searchDocuments } from '../../main/search/index.ts';
import type { DocumentFilter } from '../../main/contract/index.ts';
import { testArchive } from '../support/archives.ts';
import { addDocuments } from '../support/documents.ts';
import { newLink, placesOf, slotOf, smallDraft } from './support.ts';

test('有:佐证 finds what proves an item, 缺:佐证 the rest; with other words both narrow', async () => {
  const { archive } = await testArchive();
  const { read } = archive.db;
  const created = await createChecklist(archive, smallDraft);
  const at = await placesOf(read, created.id);
  const ids = await addDocuments(
    archive,
    Array.from({ length: 40 }, (_, n) => ({
      title: n % 3 === 0 ? `整治方案 ${n}` : `工作总结 ${n}`,
      state: n % 7 === 0 ? ('inbox' as const) : ('filed' as const),
    })),
    'without-files',
  );
  const proven = ids.filter((_, n) => n % 4 === 0);
  const { links } = await link(
    archive,
    proven.flatMap((id) => [newLink(slotOf(at('Ⅱ')), id), newLink(slotOf(at('Ⅰ-1-1)-①'), 2), id)]),
  );
  const found = async (text: string): Promise<number[]> => {
    const filter: DocumentFilter = { place: 'all', text };
    const { hits } = await searchDocuments(archive, filter, undefined, 0, 100);
    expect(await countDocuments(read, filter)).toBe(hits.length);
    return hits.map(({ row }) => row.id).toSorted((a, b) => a - b);
  };
  const isPlan = (id: number): boolean => ids.indexOf(id) % 3 === 0;
  expect(await found('有:佐证')).toEqual(proven);
  expect(await found('lacks:proof')).toEqual(ids.filter((id) => !proven.includes(id)));
  expect(await found('方案 has:proof')).toEqual(proven.filter(isPlan));
  expect(await found('方案 -有:佐证')).toEqual(
    ids.filter((id) => isPlan(id) && !proven.includes(id)),
  );
  await unlink(archive, links);
  expect(await found('有:佐证')).toEqual([]);
});
