import { expect, test } from 'vitest';
import {
  changeGradeRule,
  changeItem,
  checklistScoreHandlers,
  coveredItems,
  createChecklist,
  gradeRuleOf,
  gradesOf,
  link,
  removeChecklist,
  scoresOf,
} from '../../main/checklist/index.ts';
import type { ChecklistDraft, GradeRule, ItemId } from '../../main/contract/index.ts';
import { rawSql } from '../../main/db/index.ts';
import { redo, undo } from '../../main/keeping/index.ts';
import type { Archive, CallContext } from '../../main/library/index.ts';
import { testArchive } from '../support/archives.ts';
import { addDocument } from '../support/documents.ts';
import { draftItem, draftSlot, newLink, placesOf, slotOf } from './support.ts';

const scoredDraft: ChecklistDraft = {
  name: '计分细则',
  window: { from: null, to: null },
  items: [
    // Its score is what its items give together: not counted again.
    draftItem(0, 'Ⅰ', '环境面貌', { score: 1000 }),
    draftItem(1, 'Ⅰ-1', '镇容', { score: 600, slots: [draftSlot('规范文件')] }),
    draftItem(1, 'Ⅰ-2', '村容', { score: 400 }),
    draftItem(2, 'Ⅰ-2-①', '河塘', { slots: [draftSlot('实景图片', 2)] }),
    draftItem(2, 'Ⅰ-2-②', '沟渠', { slots: [draftSlot('统计表格')] }),
    draftItem(0, 'Ⅱ', '志愿服务', { score: 250, slots: [draftSlot('说明报告')] }),
    draftItem(0, 'Ⅲ', '负面清单', { isNegative: true, score: 500, slots: [draftSlot('说明报告')] }),
    draftItem(0, 'Ⅳ', '没有分值', { slots: [draftSlot('说明报告')] }),
  ],
};

async function world() {
  const { archive } = await testArchive();
  const { id } = await createChecklist(archive, scoredDraft);
  const at = await placesOf(archive.db.read, id);
  const document = await addDocument(archive, { title: '材料', date: '2024-05-13', pages: ['一'] });
  const ask = async (name: 'scores' | 'grades', more = {}) =>
    checklistScoreHandlers[`checklistScores.${name}`](
      { id, offset: 0, limit: 500, onlyLacking: false, ...more } as never,
      { archive } as CallContext,
    );
  return { archive, id, at, document, ask };
}

test('points count where they stand lowest, negative items give none, projects add up to the whole', async () => {
  const { archive, at, document, ask } = await world();
  await link(archive, [newLink(slotOf(at('Ⅰ-1')), document)]);
  await link(archive, [newLink(slotOf(at('Ⅰ-2-①')), document, { amount: 2 })]);
  await changeItem(archive, at('Ⅰ-1').item, { selfScore: 550 });
  await changeItem(archive, at('Ⅱ').item, { selfScore: 0 });
  await changeItem(archive, at('Ⅲ').item, { selfScore: 500 });
  expect(await ask('scores')).toMatchObject({
    // Half of the village's proof is there: its points are not proven.
    all: { most: 1250, self: 550, proven: 600, items: 3, judged: 2 },
    projects: [
      { code: 'Ⅰ', most: 1000, self: 550, proven: 600, items: 2, judged: 1 },
      { code: 'Ⅱ', most: 250, self: 0, proven: 0, items: 1, judged: 1 },
    ],
    total: 3,
    items: [
      { code: 'Ⅰ-1', score: 600, selfScore: 550, isProven: true },
      { code: 'Ⅰ-2', score: 400, selfScore: null, isProven: false },
      { code: 'Ⅱ', score: 250, selfScore: 0, isProven: false },
    ],
  });
});

const half: GradeRule = {
  depth: 0,
  grades: [
    { name: 'A', least: 1000, unit: 'permille' },
    { name: 'B', least: 500, unit: 'permille' },
    { name: 'C', least: 1, unit: 'count' },
  ],
};

test('a grade is reached by sub-points met; what the next one takes is named, the nearest first', async () => {
  const { archive, id, at, document, ask } = await world();
  expect(await ask('grades')).toEqual({ rule: null, reached: [], total: 0, items: [] });
  await changeGradeRule(archive, id, half);
  await link(archive, [newLink(slotOf(at('Ⅰ-1')), document)]);
  await changeItem(archive, at('Ⅰ').item, { selfGrade: 'A' });
  const graded = await ask('grades');
  expect(graded).toMatchObject({
    rule: half,
    reached: [
      { grade: 'A', items: 0 },
      { grade: 'B', items: 1 },
      { grade: 'C', items: 0 },
      { grade: null, items: 2 },
    ],
    // The negative list is not graded.
    total: 3,
    items: [
      {
        code: 'Ⅰ',
        points: 2,
        met: 1,
        grade: 'B',
        selfGrade: 'A',
        next: 'A',
        more: 1,
        lacking: [{ itemId: at('Ⅰ-2').item, code: 'Ⅰ-2', title: '村容', missing: 3 }],
      },
      // Without items below it, what it asks for are its points.
      {
        code: 'Ⅱ',
        points: 1,
        met: 0,
        grade: null,
        next: 'C',
        more: 1,
        lacking: [{ itemId: at('Ⅱ').item, title: '说明报告', missing: 1 }],
      },
      { code: 'Ⅳ', grade: null, next: 'C' },
    ],
  });
  await link(archive, [newLink(slotOf(at('Ⅱ')), document)]);
  const lacking = await ask('grades', { onlyLacking: true });
  expect((lacking as { items: { code: string }[] }).items.map(({ code }) => code)).toEqual([
    'Ⅰ',
    'Ⅳ',
  ]);
});

test('a grade that takes more sub-points than there are is no next grade', async () => {
  const { archive, id, at } = await world();
  const items = await coveredItems(archive.db.read, id);
  const rule: GradeRule = { depth: 1, grades: [{ name: '优', least: 9, unit: 'count' }] };
  expect(
    gradesOf(items, rule, new Map()).map(({ grade, next, more }) => ({ grade, next, more })),
  ).toEqual([
    { grade: null, next: null, more: 0 },
    { grade: null, next: null, more: 0 },
  ]);
  expect(at('Ⅰ-1').slots).toHaveLength(1);
});

test('the rule is part of the edition: undone, done again, and gone with it', async () => {
  const { archive, id } = await world();
  const rules = () => archive.db.read.all(rawSql('SELECT * FROM grade_rule ORDER BY id'));
  await changeGradeRule(archive, id, half);
  const stored = await rules();
  expect(stored).toHaveLength(1);
  await undo(archive);
  expect(await gradeRuleOf(archive.db.read, id)).toBeNull();
  await redo(archive);
  expect(await rules()).toEqual(stored);
  await removeChecklist(archive, id);
  expect(await rules()).toEqual([]);
  await undo(archive);
  expect(await rules()).toEqual(stored);
  expect(await gradeRuleOf(archive.db.read, id)).toEqual(half);
});

/** Points worked out again from the tables alone, item by item. */
async function recomputed(archive: Archive) {
  const rows = await archive.db.read.all<{
    id: number;
    parent_id: number | null;
    score: number | null;
    self_score: number | null;
    is_negative: number;
  }>(rawSql('SELECT id, parent_id, score, self_score, is_negative FROM checklist_item'));
  const counts = (id: number): boolean =>
    rows.some(
      (row) =>
        row.parent_id === id && ((row.score !== null && row.is_negative === 0) || counts(row.id)),
    );
  const own = rows.filter((row) => row.score !== null && row.is_negative === 0 && !counts(row.id));
  return {
    most: own.reduce((sum, row) => sum + (row.score ?? 0), 0),
    self: own.reduce((sum, row) => sum + (row.self_score ?? 0), 0),
    items: own.length,
    judged: own.filter((row) => row.self_score !== null).length,
  };
}

test('points of checklists of any shape are those of a plain re-computation', async () => {
  let state = 3;
  const roll = (sides: number): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return Math.floor((state / 0x80000000) * sides);
  };
  for (let round = 0; round < 6; round += 1) {
    const { archive } = await testArchive();
    let depth = 0;
    const items = Array.from({ length: 60 }, (_, n) => {
      depth = n === 0 ? 0 : Math.min(roll(depth + 2), 5);
      return draftItem(depth, `${n}`, `第 ${n} 项`, {
        score: roll(2) === 0 ? roll(500) : null,
        isNegative: roll(6) === 0,
        slots: roll(2) === 0 ? [draftSlot('规范文件')] : [],
      });
    });
    const { id } = await createChecklist(archive, { ...scoredDraft, items });
    const rows = new Map<ItemId, { score: number | null; selfScore: number | null }>();
    const covered = await coveredItems(archive.db.read, id);
    for (const [n, { row }] of covered.entries()) {
      if (roll(3) === 0) await changeItem(archive, row.id, { selfScore: roll(300) });
      const stored = await archive.db.read.get<{ score: number | null; self_score: number | null }>(
        rawSql(`SELECT score, self_score FROM checklist_item WHERE id = ${row.id}`),
      );
      rows.set(row.id, { score: stored?.score ?? null, selfScore: stored?.self_score ?? null });
      expect(items[n]?.score ?? null).toBe(stored?.score ?? null);
    }
    const { all, projects } = scoresOf(covered, rows);
    expect(all).toMatchObject(await recomputed(archive));
    expect(projects.reduce((sum, { most }) => sum + most, 0)).toBe(all.most);
  }
});
