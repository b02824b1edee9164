import { expect, test } from 'vitest';
import {
  changeGradeRule,
  checklistEditionHandlers,
  createChecklist,
  gradeRuleOf,
  link,
  rollOver,
  setRules,
} from '../../main/checklist/index.ts';
import { checklistEditionCalls } from '../../main/contract/index.ts';
import type { CallContext } from '../../main/library/index.ts';
import { setFields } from '../../main/catalog/index.ts';
import { testArchive } from '../support/archives.ts';
import { addDocuments, only } from '../support/documents.ts';
import { draftItem, draftSlot, newLink, placesOf, slotOf, window2024 } from './support.ts';

const window2025 = { from: '2025-01-01', to: '2025-12-31' };

/** Thirty items with two proofs each, one a rule that stands and one of its year; the last item has none. */
async function filled() {
  const { archive } = await testArchive();
  const items = Array.from({ length: 30 }, (_, n) =>
    draftItem(n === 0 ? 0 : 1, `${n}`, `第${n}项要求`, { slots: [draftSlot('规范文件', 2)] }),
  );
  const { id } = await createChecklist(archive, { name: '2024', window: window2024, items });
  const at = await placesOf(archive.db.read, id);
  const [rules = 0, report = 0] = await addDocuments(archive, [
    { title: '值班制度', year: 2022, date: '2022-05-01' },
    { title: '值班情况总结', year: 2024, date: '2024-12-20' },
  ]);
  await link(
    archive,
    Array.from({ length: 29 }, (_, n) => [
      newLink(slotOf(at(`${n}`)), rules),
      newLink(slotOf(at(`${n}`)), report),
    ]).flat(),
  );
  const context = { archive, address: () => '' } as unknown as CallContext;
  return { archive, id, at, rules, report, context };
}

const target = { kind: 'next-year', window: window2025 } as const;
const whole = { keep: [], drop: [], offset: 0, limit: 200 };

test('proofs come window by window, all, kept or left; their counts are of all', async () => {
  const { id, context } = await filled();
  const ask = (show: 'all' | 'kept' | 'left', offset: number, limit: number) =>
    checklistEditionHandlers['checklistEditions.links'](
      { id, target, keep: [], drop: [], show, offset, limit },
      context,
    );
  const all = await ask('all', 0, 200);
  expect(all).toMatchObject({ links: 58, kept: 29, total: 58 });
  expect(all.rows.slice(0, 2).map(({ code, reason, keep }) => [code, reason, keep])).toEqual([
    ['0', 'standing', true],
    ['0', 'dated', false],
  ]);
  const pieces = [];
  for (let offset = 0; offset < 58; offset += 9) pieces.push(...(await ask('all', offset, 9)).rows);
  expect(pieces.map((row) => row.id)).toEqual(all.rows.map((row) => row.id));
  const left = await ask('left', 3, 2);
  expect(left).toMatchObject({ links: 58, kept: 29, total: 29 });
  expect(left.rows.map(({ code, keep }) => [code, keep])).toEqual([
    ['3', false],
    ['4', false],
  ]);
  expect((await ask('kept', 0, 200)).rows.every(({ keep }) => keep)).toBe(true);
});

test('what is chosen counts at once, and what changes in the archive too', async () => {
  const { archive, id, context, report } = await filled();
  const ask = (choices: { keep: never[]; drop: never[] }) =>
    checklistEditionHandlers['checklistEditions.links'](
      { id, target, ...whole, ...choices, show: 'all' },
      context,
    );
  const { rows } = await ask({ keep: [], drop: [] });
  const [first, second] = rows;
  const chosen = await ask({ keep: [second?.id as never], drop: [first?.id as never] });
  expect(chosen.kept).toBe(29);
  expect(chosen.rows.slice(0, 2).map(({ keep }) => keep)).toEqual([false, true]);
  await setFields(archive, only(report), { title: '值班长效机制' });
  expect((await ask({ keep: [], drop: [] })).kept).toBe(58);
});

test('what must be collected anew is what is carried over falls short of, by the counting rules', async () => {
  const { archive, id, context } = await filled();
  const ask = () =>
    checklistEditionHandlers['checklistEditions.refresh'](
      { id, window: window2025, ...whole },
      context,
    );
  const { total, slots } = await ask();
  expect(total).toBe(30);
  expect(slots[0]).toMatchObject({
    code: '0',
    slot: '规范文件',
    need: 2,
    kept: 1,
    left: 1,
    examples: ['值班情况总结'],
  });
  expect(slots[29]).toMatchObject({ code: '29', kept: 0, left: 0, examples: [] });
  await setRules(archive, false);
  expect((await ask()).slots[0]).toMatchObject({ kept: 0, left: 1 });
});

test('items are found by code or title, to settle a match by hand', async () => {
  const { id, context } = await filled();
  const find = (text: string, offset = 0, limit = 50) =>
    checklistEditionHandlers['checklistEditions.find']({ id, text, offset, limit }, context);
  expect(await find('第 17 项')).toMatchObject({
    total: 1,
    items: [{ code: '17', title: '第17项要求', path: ['第0项要求'] }],
  });
  expect((await find('要求', 28, 50)).items.map(({ code }) => code)).toEqual(['28', '29']);
  expect((await find('没有')).total).toBe(0);
});

test('how an edition grades goes along', async () => {
  const { archive, id } = await filled();
  const rule = {
    depth: 0,
    grades: [
      { name: 'A', least: 900, unit: 'permille' as const },
      { name: 'B', least: 600, unit: 'permille' as const },
    ],
  };
  await changeGradeRule(archive, id, rule);
  const next = { name: '2025', window: window2025, inspectedOn: null };
  const made = await rollOver(archive, id, next, { keep: [], drop: [], assignments: true });
  expect(await gradeRuleOf(archive.db.read, made.id)).toEqual(rule);
});

test('answers are of the contract', async () => {
  const { id, context, archive } = await filled();
  const later = await createChecklist(archive, {
    name: '新版',
    window: window2025,
    items: [draftItem(0, '1', '第1项要求', { slots: [draftSlot('规范文件')] })],
  });
  const editions = { old: id, new: later.id, settled: [] };
  const [next, match, links] = await Promise.all([
    checklistEditionHandlers['checklistEditions.nextYear']({ id }, context),
    checklistEditionHandlers['checklistEditions.match'](
      { ...editions, show: 'all', offset: 0, limit: 200 },
      context,
    ),
    checklistEditionHandlers['checklistEditions.links'](
      {
        id,
        target: { kind: 'edition', checklist: later.id, settled: [] },
        ...whole,
        show: 'all',
      },
      context,
    ),
  ]);
  checklistEditionCalls['checklistEditions.nextYear'].result.parse(next);
  checklistEditionCalls['checklistEditions.match'].result.parse(match);
  checklistEditionCalls['checklistEditions.links'].result.parse(links);
  expect(match.rows.length).toBe(match.total);
  expect(links.rows.filter(({ reason }) => reason === 'no-slot').every(({ keep }) => !keep)).toBe(
    true,
  );
});
