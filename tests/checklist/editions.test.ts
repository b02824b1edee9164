import { expect, test } from 'vitest';
import {
  assign,
  carryOver,
  changeChecklist,
  changeItem,
  conclude,
  coveredItems,
  createChecklist,
  link,
  listMatches,
  mark,
  proposeNextYear,
  rollOver,
} from '../../main/checklist/index.ts';
import { likenesses, type SimilarItem } from '../../main/checklist/edition-similarity.ts';
import { matchEditions } from '../../main/checklist/edition-match.ts';
import { dateMoved, nameMoved, yearsBetween } from '../../main/checklist/edition-shift.ts';
import { standsIn, type CarriedDocument } from '../../main/checklist/standing.ts';
import type { ChecklistDraft, ChecklistId } from '../../main/contract/index.ts';
import { rawSql } from '../../main/db/index.ts';
import { moveToTrash, undo } from '../../main/keeping/index.ts';
import type { Archive } from '../../main/library/index.ts';
import { testArchive } from '../support/archives.ts';
import { addDocuments, only } from '../support/documents.ts';
import { createRandom, type Random } from '../support/scans/index.ts';
import {
  checklistState,
  draftItem,
  draftSlot,
  newLink,
  placesOf,
  slotOf,
  smallDraft,
} from './support.ts';

const window2025 = { from: '2025-01-01', to: '2025-12-31' };
const noChoices = { keep: [], drop: [] };

test('dates, windows and names move by years', () => {
  expect(dateMoved('2024-02-29', 1)).toBe('2025-02-28');
  expect(dateMoved('2024-02-29', 4)).toBe('2028-02-29');
  expect(dateMoved('2023-12-31', 1)).toBe('2024-12-31');
  const moved = (name: string, ...taken: string[]): string =>
    nameMoved(name, 1, 2024, (each) => taken.includes(each));
  expect(moved('镇级测评细则 2024 版')).toBe('镇级测评细则 2025 版');
  expect(moved('2023—2024年测评')).toBe('2024—2025年测评');
  expect(moved('测评细则')).toBe('测评细则（2025）');
  expect(moved('2024', '2025')).toBe('2024（2025）');
  expect(moved('测评', '测评（2025）')).toBe('测评（2）');
  const window = (to: string | null, from: string | null = null) => ({ from, to });
  expect(yearsBetween(window('2024-06-30'), window('2027-06-30'))).toBe(3);
  expect(yearsBetween(window(null, '2024-01-01'), window('2025-12-31', '2025-01-01'))).toBe(1);
  expect(yearsBetween(window(null), window(null))).toBe(1);
});

test('what stands is told by date, years in the title, and kind', () => {
  const paper = (title: string, more: Partial<CarriedDocument> = {}): CarriedDocument => ({
    title,
    kind: null,
    date: '2022-03-01',
    place: 'filed',
    gone: false,
    ...more,
  });
  const verdicts: readonly (readonly [CarriedDocument, string, string])[] = [
    [paper('值班制度'), 'standing', '制度'],
    [paper('关于印发《清河镇卫生保洁管理办法（试行）》的通知'), 'standing', '办法'],
    [paper('门前三包责任书'), 'standing', '责任书'],
    [paper('2023年度门前三包责任书'), 'year-bound', '2023'],
    [paper('门前三包责任书（2023—2026年）'), 'spans', '2023—2026'],
    [paper('清河镇2021-25年规划'), 'spans', '2021—2025'],
    [paper('清河镇2020至2024年规划'), 'year-bound', '2020—2024'],
    [paper('2025年工作要点'), 'spans', '2025'],
    [paper('值班制度2023-05-01'), 'year-bound', '2023'],
    [paper('值班制度（2023-05）'), 'year-bound', '2023'],
    [paper('二〇二三年度责任书'), 'year-bound', '2023'],
    [paper('责任书（二〇二三年至二〇二六年）'), 'spans', '2023—2026'],
    [paper('清政发〔2023〕36号 值班制度'), 'standing', '制度'],
    [paper('建立保洁长效机制的意见'), 'standing', '长效'],
    [paper('协议', { kind: '协议书' }), 'standing', '协议书'],
    [paper('全民阅读活动总结'), 'dated', '2022-03-01'],
    [paper('全民阅读活动总结', { date: null }), 'dated', ''],
    [paper('全民阅读活动总结', { date: '2025-01-01' }), 'within', '2025-01-01'],
    [paper('2024年总结', { date: '2025-01-10' }), 'within', '2025-01-10'],
    [paper('值班制度', { place: 'trash' }), 'trash', ''],
    [paper('值班制度', { gone: true }), 'pages-gone', ''],
  ];
  for (const [document, reason, value] of verdicts) {
    expect([document.title, standsIn(document, window2025)]).toEqual([
      document.title,
      { reason, value },
    ]);
  }
  const open = { from: null, to: null };
  expect(standsIn(paper('全民阅读活动总结'), open).reason).toBe('dated');
});

/** A checklist of 2024 with assignments, conclusions and proofs. */
async function filled() {
  const { archive } = await testArchive();
  const { id } = await createChecklist(archive, smallDraft);
  const at = await placesOf(archive.db.read, id);
  const documents = await addDocuments(archive, [
    { title: '卫生保洁管理制度', year: 2022, date: '2022-05-01', pages: ['一', '二', '三'] },
    { title: '2024年环境卫生整治方案', year: 2024, date: '2024-02-01', pages: ['一'] },
    { title: '门前三包责任书', year: 2023, date: '2023-05-01' },
    { title: '整治照片', year: 2024, date: '2024-05-01' },
  ]);
  const [rules = 0, plan = 0, letter = 0, photo = 0] = documents;
  const { links } = await link(archive, [
    newLink(slotOf(at('Ⅰ-1-1)-①')), rules, { pages: [{ from: 2, to: 3 }], note: '第二条' }),
    newLink(slotOf(at('Ⅰ-1-1)-①')), plan),
    newLink(slotOf(at('Ⅰ-2-①')), letter),
    newLink(slotOf(at('Ⅰ-1-1)-①'), 2), photo, { amount: 2 }),
  ]);
  const first = links[0];
  if (first === undefined) throw new Error('nothing was linked');
  const box = {
    xUm: 20_000,
    yUm: 30_000,
    widthUm: 90_000,
    heightUm: 6_000,
    angle: 0,
    vertical: false,
  };
  await mark(archive, first, 2, [box]);
  await assign(archive, [at('Ⅰ-1').item], { progress: 'done', helping: ['团委'] });
  await conclude(archive, at('Ⅰ-1').item, '已全部落实');
  await changeItem(archive, at('Ⅰ-1').item, { conclusionLimit: 200, selfScore: 250 });
  await changeChecklist(archive, id, { inspectedOn: '2024-11-20' });
  return { archive, id, at, links, rules, plan, letter, photo };
}

const rows = (archive: Archive, text: string) =>
  archive.db.read.all<Record<string, string | number | null>>(rawSql(text));

test('next year has the same tree, everything a year later and nothing done', async () => {
  const { archive, id, rules, letter } = await filled();
  const proposed = await proposeNextYear(archive.db.read, id);
  expect(proposed).toEqual({
    name: '镇级测评细则 2025 版',
    window: window2025,
    inspectedOn: '2025-11-20',
    items: 7,
    slots: 5,
    links: 4,
    assignments: 3,
  });
  const made = await rollOver(archive, id, proposed, { ...noChoices, assignments: true });
  expect(made).toMatchObject({ items: 7, slots: 5, links: 2 });
  expect(
    await rows(
      archive,
      `SELECT name, window_from, window_to, inspected_on, follows_id, is_example
      FROM checklist WHERE id = ${made.id}`,
    ),
  ).toEqual([
    {
      name: '镇级测评细则 2025 版',
      window_from: '2025-01-01',
      window_to: '2025-12-31',
      inspected_on: '2025-11-20',
      follows_id: id,
      is_example: 0,
    },
  ]);
  const tree = (checklist: number): string => `
    SELECT item.code, item.title, item.requirement, item.notes, item.method, item.score,
      item.is_negative, parent.code AS parent, item.position,
      (SELECT group_concat(kind || need || hint || coalesce(word_limit, ''), '|') FROM (
        SELECT * FROM slot WHERE item_id = item.id ORDER BY position)) AS slots
    FROM checklist_item AS item LEFT JOIN checklist_item AS parent ON parent.id = item.parent_id
    WHERE item.checklist_id = ${checklist} ORDER BY item.id`;
  expect(await rows(archive, tree(made.id))).toEqual(await rows(archive, tree(id)));
  const owed = await rows(
    archive,
    `SELECT item.code, old.code AS follows, department, helping, leader, person, due, progress,
      item.window_from, item.window_to, item.conclusion, item.conclusion_limit, item.self_score
    FROM checklist_item AS item JOIN checklist_item AS old ON old.id = item.follows_id
      JOIN assignment ON assignment.item_id = item.id
    WHERE item.checklist_id = ${made.id} ORDER BY item.id`,
  );
  const nothing = { window_from: null, window_to: null, conclusion: '', self_score: null };
  const open = { ...nothing, progress: 'open' };
  expect(owed).toEqual([
    {
      ...open,
      code: 'Ⅰ',
      follows: 'Ⅰ',
      department: '综合行政执法队',
      helping: '["农业农村办"]',
      leader: '罗建业',
      person: null,
      due: null,
      conclusion_limit: null,
    },
    {
      ...open,
      code: 'Ⅰ-1',
      follows: 'Ⅰ-1',
      department: null,
      helping: '["团委"]',
      leader: null,
      person: null,
      due: '2025-09-20',
      conclusion_limit: 200,
    },
    {
      ...open,
      code: 'Ⅰ-1-1)-②',
      follows: 'Ⅰ-1-1)-②',
      department: '文化站',
      helping: '[]',
      leader: null,
      person: '周文娟',
      due: '2025-08-01',
      conclusion_limit: null,
    },
  ]);
  const windows = await coveredItems(archive.db.read, made.id);
  expect(windows.find(({ row }) => row.code === 'Ⅰ-2-①')?.window).toEqual({
    from: '2024-01-01',
    to: '2024-12-31',
  });
  expect(
    await rows(
      archive,
      `SELECT link.document_id, link.whole, link.note, link.amount, first_page, last_page,
        (SELECT count(*) FROM mark WHERE link_id = link.id AND number = 2) AS marks
      FROM link JOIN slot ON slot.id = slot_id JOIN checklist_item AS item ON item.id = item_id
        LEFT JOIN link_page ON link_page.link_id = link.id
      WHERE item.checklist_id = ${made.id} ORDER BY link.id`,
    ),
  ).toEqual([
    {
      document_id: rules,
      whole: 0,
      note: '第二条',
      amount: 1,
      first_page: 2,
      last_page: 3,
      marks: 1,
    },
    {
      document_id: letter,
      whole: 1,
      note: null,
      amount: 1,
      first_page: null,
      last_page: null,
      marks: 0,
    },
  ]);
});

test('a person decides for each link; what is in the trash goes nowhere', async () => {
  const { archive, id, links, photo, letter, plan } = await filled();
  await moveToTrash(archive, only(photo));
  const [rulesLink, planLink, , photoLink] = links;
  if (rulesLink === undefined || planLink === undefined || photoLink === undefined) return;
  const proposed = await proposeNextYear(archive.db.read, id);
  const choices = { keep: [planLink, photoLink], drop: [rulesLink] };
  const made = await rollOver(archive, id, proposed, { ...choices, assignments: false });
  const carried = await rows(
    archive,
    `SELECT document_id FROM link JOIN slot ON slot.id = slot_id
      JOIN checklist_item AS item ON item.id = item_id
    WHERE item.checklist_id = ${made.id} ORDER BY link.id`,
  );
  expect(carried.map((row) => row['document_id'])).toEqual([plan, letter]);
  const owed = await rows(
    archive,
    `SELECT 1 FROM assignment JOIN checklist_item AS item ON item.id = item_id
    WHERE item.checklist_id = ${made.id}`,
  );
  expect(owed).toEqual([]);
});

test('a rollover is one operation, undone whole; a taken name is refused and nothing is left', async () => {
  const { archive, id } = await filled();
  const before = await checklistState(archive);
  const proposed = await proposeNextYear(archive.db.read, id);
  const { operation } = await rollOver(archive, id, proposed, { ...noChoices, assignments: true });
  await undo(archive, operation);
  expect(await checklistState(archive)).toEqual(before);
  const taken = { ...proposed, name: smallDraft.name };
  await expect(
    rollOver(archive, id, taken, { ...noChoices, assignments: true }),
  ).rejects.toMatchObject({ code: 'name-taken' });
  await expect(proposeNextYear(archive.db.read, 999 as ChecklistId)).rejects.toMatchObject({
    code: 'no-such-checklist',
  });
  expect(await checklistState(archive)).toEqual(before);
});

const words = [
  '环境',
  '卫生',
  '阅读',
  '志愿',
  '服务',
  '文明',
  '家庭',
  '秩序',
  '河塘',
  '保洁',
  '宣传',
  '教育',
];

function randomItems(random: Random, count: number): SimilarItem[] {
  const items: SimilarItem[] = [];
  const open: number[] = [];
  for (let at = 0; at < count; at += 1) {
    const depth = at === 0 ? 0 : random.integer(0, Math.min(open.length, 3));
    open.length = depth;
    const title = Array.from({ length: random.integer(0, 4) }, () => random.pick(words)).join('');
    items.push({
      depth,
      parent: open.at(-1) ?? -1,
      code: random.chance(0.3) ? '' : `${random.integer(1, 9)}-${random.integer(1, 9)}`,
      title,
      requirement: random.chance(0.5) ? '' : `落实${random.pick(words)}${random.pick(words)}`,
    });
    open.push(at);
  }
  return items;
}

test('every item of the earlier edition has one answer, every later one goes with one at most', () => {
  for (let seed = 1; seed <= 60; seed += 1) {
    const random = createRandom(seed);
    const earlier = randomItems(random, random.integer(0, 40));
    const later = random.chance(0.5)
      ? randomItems(random, random.integer(0, 40))
      : earlier.map((item) => ({ ...item, title: random.chance(0.2) ? '' : item.title }));
    const options = likenesses(earlier, later);
    const settled = new Map<number, number | null>();
    const free = later.map((_, at) => at);
    for (const at of earlier.keys()) {
      if (!random.chance(0.2)) continue;
      const to = random.chance(0.5)
        ? null
        : (free.splice(random.integer(0, free.length), 1)[0] ?? null);
      settled.set(at, to);
    }
    const matches = matchEditions(options, settled);
    expect(matches.length).toBe(earlier.length);
    const used = matches.flatMap(({ match }) => match ?? []);
    expect(new Set(used).size).toBe(used.length);
    for (const [at, { match, state, confidence }] of matches.entries()) {
      if (settled.has(at)) expect([state, match]).toEqual(['settled', settled.get(at)]);
      else expect(match === null).toBe(state === 'none');
      if (state === 'sure' || state === 'unclear') expect(confidence).toBeGreaterThanOrEqual(50);
    }
  }
});

test('an edition matches itself, each item with itself', () => {
  const random = createRandom(3);
  const items = randomItems(random, 80).map((item, at) => ({
    ...item,
    title: `${item.title}第${at * 37}类要求`,
  }));
  const matches = matchEditions(likenesses(items, items), new Map());
  expect(matches.map(({ match }) => match)).toEqual(items.map((_, at) => at));
  expect(new Set(matches.map(({ state }) => state))).toEqual(new Set(['sure']));
});

/** The city's edition of the next year: renumbered, reworded, with something new and something gone. */
const next: ChecklistDraft = {
  name: '镇级测评细则 2025 版',
  window: window2025,
  items: [
    draftItem(0, 'Ⅰ', '环境面貌'),
    draftItem(1, 'Ⅰ-1', '镇容镇貌'),
    draftItem(2, 'Ⅰ-1-1)-①', '数字化管理平台建设', { slots: [draftSlot('说明报告')] }),
    draftItem(2, 'Ⅰ-1-1)-②', '环境卫生常态整治', {
      requirement: '制定方案，定期检查，有记录',
      slots: [draftSlot('实景图片', 4), draftSlot('规范文件', 2)],
    }),
    draftItem(2, 'Ⅰ-1-1)-③', '背街小巷日常保洁管理', {
      slots: [draftSlot('统计表格')],
      departments: ['党政办'],
    }),
    draftItem(0, 'Ⅲ', '负面清单', { isNegative: true, slots: [draftSlot('说明报告')] }),
  ],
};

async function matched() {
  const made = await filled();
  const { id: later } = await createChecklist(made.archive, next);
  return { ...made, later, to: await placesOf(made.archive.db.read, later) };
}

const listAll = (archive: Archive, old: ChecklistId, later: ChecklistId, settled: never[] = []) =>
  listMatches(archive, { old, later, settled }, 'all', 0, 200);

test('items are matched by text though their codes moved; what is unclear is listed', async () => {
  const { archive, id, later } = await matched();
  const { counts, rows: list, total } = await listAll(archive, id, later);
  expect(total).toBe(8);
  const found = list.map(({ old, match, state }) => [old?.code, match?.code, state]);
  expect(found).toEqual([
    ['Ⅰ', 'Ⅰ', 'sure'],
    ['Ⅰ-1', 'Ⅰ-1', 'sure'],
    ['Ⅰ-1-1)-①', 'Ⅰ-1-1)-②', 'sure'],
    ['Ⅰ-1-1)-②', 'Ⅰ-1-1)-③', 'unclear'],
    ['Ⅰ-2', undefined, 'none'],
    ['Ⅰ-2-①', undefined, 'none'],
    ['Ⅱ', 'Ⅲ', 'sure'],
    [undefined, 'Ⅰ-1-1)-①', 'added'],
  ]);
  expect(counts).toEqual({ sure: 4, unclear: 1, none: 2, settled: 0, added: 1 });
  expect(list[2]?.old?.path).toEqual(['环境面貌', '镇容镇貌']);
  expect(list[2]?.links).toBe(3);
  const piece = await listMatches(archive, { old: id, later, settled: [] }, 'none', 1, 1);
  expect(piece).toMatchObject({ total: 2, rows: [{ old: { code: 'Ⅰ-2-①' }, state: 'none' }] });
});

test('a new edition carries on the old: items, duties, what stands; undone whole', async () => {
  const { archive, id, later, at, to, rules } = await matched();
  const before = await checklistState(archive);
  const settled = [{ old: at('Ⅰ-1-1)-②').item, match: to('Ⅰ-1-1)-③').item }];
  const editions = { old: id, later, settled };
  const carried = await carryOver(archive, editions, { ...noChoices, assignments: true });
  expect(carried).toMatchObject({ items: 5, links: 1, assignments: 2 });
  const links = await rows(
    archive,
    `SELECT item.code, slot.kind, link.document_id FROM link JOIN slot ON slot.id = slot_id
      JOIN checklist_item AS item ON item.id = item_id WHERE item.checklist_id = ${later}`,
  );
  expect(links).toEqual([{ code: 'Ⅰ-1-1)-②', kind: '规范文件', document_id: rules }]);
  const owed = await rows(
    archive,
    `SELECT item.code, department, due FROM assignment
      JOIN checklist_item AS item ON item.id = item_id
    WHERE item.checklist_id = ${later} ORDER BY item.id`,
  );
  // Of ③ it was said already.
  expect(owed).toEqual([
    { code: 'Ⅰ', department: '综合行政执法队', due: null },
    { code: 'Ⅰ-1', department: null, due: '2025-09-20' },
    { code: 'Ⅰ-1-1)-③', department: '党政办', due: null },
  ]);
  const again = await listAll(archive, id, later);
  expect(again.counts).toEqual({ sure: 0, unclear: 0, none: 2, settled: 5, added: 1 });
  const twice = await carryOver(
    archive,
    { ...editions, settled: [] },
    { ...noChoices, assignments: true },
  );
  expect(twice).toMatchObject({ items: 5, links: 0, assignments: 0, operation: null });
  if (carried.operation === null) throw new Error('nothing was carried');
  await undo(archive, carried.operation);
  expect(await checklistState(archive)).toEqual(before);
});

test('what a person settles holds: as another item, as none, and not two as one', async () => {
  const { archive, id, later, at, to } = await matched();
  const other = { old: at('Ⅰ-2-①').item, match: to('Ⅰ-1-1)-②').item };
  const none = { old: at('Ⅱ').item, match: null };
  const { rows: list } = await listMatches(
    archive,
    { old: id, later, settled: [other, none] },
    'settled',
    0,
    200,
  );
  expect(list.map(({ old, match }) => [old?.code, match?.code])).toEqual([
    ['Ⅰ-2-①', 'Ⅰ-1-1)-②'],
    ['Ⅱ', undefined],
  ]);
  const twice = [other, { ...other, old: at('Ⅱ').item }];
  await expect(
    listMatches(archive, { old: id, later, settled: twice }, 'all', 0, 10),
  ).rejects.toMatchObject({ code: 'invalid-value' });
  await expect(
    listMatches(archive, { old: id, later: id, settled: [] }, 'all', 0, 10),
  ).rejects.toMatchObject({ code: 'invalid-value' });
});

test('editions of thousands of items are compared in a bearable time', () => {
  const random = createRandom(5);
  const items: SimilarItem[] = randomItems(random, 3000).map((item, at) => ({
    ...item,
    requirement: `${item.requirement}第${at}条具体要求有方案有记录有总结`,
  }));
  const began = performance.now();
  const matches = matchEditions(likenesses(items, items.toReversed().map(flat)), new Map());
  expect(performance.now() - began).toBeLessThan(20_000);
  expect(matches.length).toBe(3000);
});

const flat = (item: SimilarItem): SimilarItem => ({ ...item, depth: 0, parent: -1 });
