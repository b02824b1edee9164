import { expect, test } from 'vitest';
import {
  coveredItems,
  gapsOf,
  listChecklists,
  removeChecklist,
} from '../../main/checklist/index.ts';
import { lastChange, readSnapshot } from '../../main/checklist/coverage-queries.ts';
import { linksOfSlots, marksOfLinks } from '../../main/checklist/link-queries.ts';
import { placesOf, proofsOfSlots } from '../../main/checklist/proof-queries.ts';
import { placesIn, slotsOf } from '../../main/checklist/queries.ts';
import { treeRows } from '../../main/checklist/tree.ts';
import type { ChecklistId, DocumentId, ItemId, LinkId, SlotId } from '../../main/contract/index.ts';
import type { Reader, Sql } from '../../main/db/index.ts';
import { redo, undo } from '../../main/keeping/index.ts';
import type { Archive } from '../../main/library/index.ts';
import { testArchive } from '../support/archives.ts';
import { addDocuments } from '../support/documents.ts';
import { largeDraft, makeLargeChecklist } from '../support/large-checklist.ts';
import { expectSound } from '../keeping/support.ts';
import { checklistState } from './support.ts';

/** How each statement that `work` asks would be run. */
async function plansOf(archive: Archive, work: (reader: Reader) => Promise<unknown>) {
  const plans: string[] = [];
  const explain = async ({ text, values }: Sql): Promise<undefined> => {
    const rows = await archive.db.read.all<{ detail: string }>({
      text: `EXPLAIN QUERY PLAN ${text}`,
      values,
    });
    plans.push(...rows.map(({ detail }) => detail));
  };
  await work({
    all: async (query) => {
      await explain(query);
      return [];
    },
    get: (query) => explain(query),
  });
  return plans;
}

test('what screens ask for is found by indexes: no table of the checklist is gone through', async () => {
  const { archive } = await testArchive();
  const asked: Readonly<Record<string, (reader: Reader) => Promise<unknown>>> = {
    snapshot: (reader) => readSnapshot(reader, 1 as ChecklistId),
    stamp: lastChange,
    places: (reader) => placesIn(reader, 1 as ChecklistId),
    slots: (reader) => slotsOf(reader, 1 as ItemId),
    links: (reader) => linksOfSlots(reader, [1 as SlotId]),
    proofs: (reader) => proofsOfSlots(reader, [1 as SlotId]),
    marks: (reader) => marksOfLinks(reader, [1 as LinkId]),
    places_of_document: (reader) => placesOf(reader, 1 as DocumentId, 0, 50),
  };
  for (const [name, ask] of Object.entries(asked)) {
    const plan = await plansOf(archive, ask);
    expect(plan.length, name).toBeGreaterThan(0);
    const scans = plan.filter((detail) => /^SCAN (?!json_each|CONSTANT)/u.test(detail));
    expect(scans, name).toEqual([]);
  }
});

test('3,000 items: the tree is whole and adds up; removed and undone, every row is back', async () => {
  const { archive } = await testArchive();
  const documents = await addDocuments(
    archive,
    Array.from({ length: 300 }, (_, n) => ({
      title: `文件 ${n}`,
      date: `202${2 + (n % 3)}-05-1${n % 10}`,
      pages: ['一'],
    })),
    'without-files',
  );
  const draft = largeDraft(3000);
  const id = await makeLargeChecklist(archive, draft, documents, 6000);
  const items = await coveredItems(archive.db.read, id);
  const rows = treeRows(items, 'all');
  expect(rows.map(({ depth, code }) => [depth, code])).toEqual(
    draft.items.map(({ depth, code }) => [depth, code]),
  );
  const asking = draft.items.filter(({ slots }) => slots.length > 0).length;
  const projects = rows.filter(({ depth }) => depth === 0);
  expect(projects.reduce((sum, row) => sum + row.items, 0)).toBe(asking);
  const [summary] = await listChecklists(archive.db.read);
  expect(summary?.counts.items).toBe(asking);
  expect(projects.reduce((sum, row) => sum + row.complete, 0)).toBe(summary?.counts.complete);
  const open = treeRows(items, 'open');
  expect(open.filter(({ need }) => need > 0)).toEqual(
    rows.filter(({ need, state }) => need > 0 && state !== 'complete'),
  );
  const short = new Set(gapsOf(items).map(({ itemId }) => itemId));
  expect(rows.filter((row) => short.has(row.id)).every((row) => row.have < row.need)).toBe(true);

  const before = await checklistState(archive);
  await removeChecklist(archive, id);
  expect(Object.values(await checklistState(archive)).every((each) => each.length === 0)).toBe(
    true,
  );
  await undo(archive);
  expect(await checklistState(archive)).toEqual(before);
  expect(treeRows(await coveredItems(archive.db.read, id), 'all')).toEqual(rows);
  await redo(archive);
  await expect(coveredItems(archive.db.read, id)).rejects.toMatchObject({
    code: 'no-such-checklist',
  });
  await expectSound(archive);
}, 120_000);
