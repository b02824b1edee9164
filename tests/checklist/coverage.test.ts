import { expect, test } from 'vitest';
import {
  assign,
  coveredItems,
  coverageTotals,
  createChecklist,
  gapsOf,
  link,
  setRules,
  stateOf,
} from '../../main/checklist/index.ts';
import type {
  ChecklistDraft,
  ChecklistId,
  DraftItem,
  ItemId,
  NewLink,
  SlotId,
} from '../../main/contract/index.ts';
import { rawSql } from '../../main/db/index.ts';
import { moveToTrash } from '../../main/keeping/index.ts';
import type { Archive } from '../../main/library/index.ts';
import { testArchive } from '../support/archives.ts';
import { addDocuments, only, type MadeDocument } from '../support/documents.ts';
import { draftItem, draftSlot, newLink } from './support.ts';

/** Numbers that look random and are the same in every run. */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return Math.floor((state / 0x80000000) * sides);
  };
}

const day = (roll: (sides: number) => number): string =>
  `${2022 + roll(4)}-0${1 + roll(9)}-1${roll(9)}`;

function randomDraft(roll: (sides: number) => number): ChecklistDraft {
  const items: DraftItem[] = [];
  let depth = 0;
  for (let n = 0; n < 40; n += 1) {
    depth = n === 0 ? 0 : Math.min(roll(depth + 2), 4);
    items.push(
      draftItem(depth, roll(3) === 0 ? '' : `${n}`, `第 ${n} 项`, {
        isNegative: roll(8) === 0,
        slots: Array.from({ length: roll(4) === 0 ? 0 : roll(4) }, () =>
          draftSlot('规范文件', roll(4)),
        ),
        departments: roll(3) === 0 ? [`部门${roll(4)}`] : [],
        due: roll(4) === 0 ? day(roll) : null,
        window:
          roll(5) === 0
            ? roll(3) === 0
              ? { from: null, to: null }
              : { from: `${2022 + roll(2)}-01-01`, to: roll(2) === 0 ? null : '2024-06-30' }
            : null,
      }),
    );
  }
  return { name: '随机', window: { from: '2023-06-01', to: '2024-12-31' }, items };
}

interface Row {
  readonly [column: string]: string | number | null;
}

const all = (archive: Archive, table: string): Promise<Row[]> =>
  archive.db.read.all<Row>(rawSql(`SELECT * FROM ${table}`));

/** Coverage worked out again, slot by slot, by hand: no statement and no function of the program's. */
async function recomputed(archive: Archive, outsideCounts: boolean) {
  const [items, slots, links, documents, assignments, checklists] = await Promise.all(
    ['checklist_item', 'slot', 'link', 'document', 'assignment', 'checklist'].map((table) =>
      all(archive, table),
    ),
  );
  const up = (item: Row): Row[] => {
    const parent = items?.find((other) => other['id'] === item['parent_id']);
    return [item, ...(parent === undefined ? [] : up(parent))];
  };
  const said = (item: Row, column: string) => {
    for (const each of up(item)) {
      const row = assignments?.find((other) => other['item_id'] === each['id']);
      if (row !== undefined && row[column] !== null) return row[column];
    }
    return null;
  };
  const gaps = new Map<unknown, unknown>();
  let complete = 0;
  let asking = 0;
  for (const item of items ?? []) {
    const source = [...up(item).filter((each) => each['has_window'] === 1), checklists?.[0]][0];
    const [from, to] = [source?.['window_from'] ?? null, source?.['window_to'] ?? null];
    const own = slots?.filter((slot) => slot['item_id'] === item['id']) ?? [];
    let short = false;
    for (const slot of own) {
      let have = 0;
      let outOfWindow = 0;
      for (const each of links?.filter((other) => other['slot_id'] === slot['id']) ?? []) {
        const document = documents?.find((other) => other['id'] === each['document_id']);
        if (document?.['state'] !== 'filed' || document['trashed_at'] !== null) continue;
        const date = document['date'] ?? null;
        const isInside =
          (from === null && to === null) ||
          (date !== null && (from === null || date >= from) && (to === null || date <= to));
        if (!isInside) outOfWindow += 1;
        if (isInside || outsideCounts) have += Number(each['amount']);
      }
      if (have < Number(slot['need'])) {
        short = true;
        gaps.set(slot['id'], {
          need: slot['need'],
          have,
          outOfWindow,
          department: said(item, 'department'),
          due: said(item, 'due'),
          window: { from, to },
        });
      }
    }
    if (own.length > 0) asking += 1;
    if (own.length > 0 && !short) complete += 1;
  }
  return { items: asking, complete, gaps };
}

async function counted(archive: Archive, id: ChecklistId) {
  const covered = await coveredItems(archive.db.read, id);
  const { items, complete } = coverageTotals(covered);
  const gaps = gapsOf(covered).map(
    ({ slotId, need, have, outOfWindow, department, due, window }) =>
      [slotId, { need, have, outOfWindow, department, due, window }] as const,
  );
  return { items, complete, gaps: new Map<unknown, unknown>(gaps) };
}

test.each([1, 2, 3, 4, 5, 6])('coverage is what counting by hand gives (seed %i)', async (seed) => {
  const roll = dice(seed * 7919);
  const { archive } = await testArchive();
  const { id } = await createChecklist(archive, randomDraft(roll));
  const documents = await addDocuments(
    archive,
    Array.from({ length: 60 }, (_, n): MadeDocument => ({
      title: `文件 ${n}`,
      state: roll(5) === 0 ? 'inbox' : 'filed',
      ...(roll(5) === 0 ? {} : { date: day(roll) }),
    })),
    'without-files',
  );
  const slots = (await all(archive, 'slot')).map((row) => row['id'] as SlotId);
  const links: NewLink[] = [];
  for (let n = 0; n < slots.length * 2; n += 1) {
    links.push(
      newLink(slots[roll(slots.length)] as SlotId, documents[roll(60)] ?? 0, {
        amount: 1 + (roll(4) === 0 ? roll(3) : 0),
      }),
    );
  }
  await link(archive, links);
  await moveToTrash(archive, only(documents[3] ?? 0, documents[17] ?? 0));
  const items = (await all(archive, 'checklist_item')).map((row) => row['id'] as ItemId);
  await assign(archive, items.slice(3, 9), { department: '党政办', due: '2024-09-01' });
  expect(await counted(archive, id)).toEqual(await recomputed(archive, true));
  await setRules(archive, false);
  expect(await counted(archive, id)).toEqual(await recomputed(archive, false));
});

test('the state of an item: what fits first holds', () => {
  const full = { need: 2, have: 2, doubtful: false };
  const short = { need: 2, have: 1, doubtful: false };
  const none = { need: 1, have: 0, doubtful: false };
  const doubtful = { need: 1, have: 1, doubtful: true };
  expect(stateOf([], 'disputed')).toBe('none');
  expect(stateOf([full], 'disputed')).toBe('disputed');
  expect(stateOf([none], 'review')).toBe('empty');
  expect(stateOf([none, full], 'done')).toBe('partial');
  expect(stateOf([short, doubtful], 'open')).toBe('partial');
  expect(stateOf([full, doubtful], 'review')).toBe('doubtful');
  expect(stateOf([full], 'review')).toBe('review');
  expect(stateOf([full], 'open')).toBe('complete');
  expect(stateOf([{ need: 0, have: 0, doubtful: false }], 'open')).toBe('complete');
});
