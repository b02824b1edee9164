import { expect, test } from 'vitest';
import {
  acceptFindings,
  assign,
  checkChecklist,
  createChecklist,
  link,
  setCheckRule,
  unacceptFindings,
  type CheckQuery,
} from '../../main/checklist/index.ts';
import {
  checkRules,
  type ChecklistId,
  type CheckRule,
  type DraftItem,
  type DraftSlot,
  type Finding,
} from '../../main/contract/index.ts';
import { sql } from '../../main/db/index.ts';
import { moveToTrash, purge, undo } from '../../main/keeping/index.ts';
import type { Archive } from '../../main/library/index.ts';
import { setCaption } from '../../main/catalog/index.ts';
import { testArchive } from '../support/archives.ts';
import { addDocument, only, type MadeDocument } from '../support/documents.ts';
import { sketchText } from '../../main/checklist/check-sketch.ts';
import { draftItem, draftSlot, newLink, placesOf, slotOf, window2024 } from './support.ts';

const everything: CheckQuery = { accepted: false, order: 'checklist', offset: 0, limit: 200 };

interface Desk {
  readonly archive: Archive;
  readonly id: ChecklistId;
  /** Makes a document and links it to a slot of an item. */
  readonly prove: (code: string, document: MadeDocument, slot?: number) => Promise<number>;
  readonly find: (rule: CheckRule) => Promise<Finding[]>;
}

async function desk(items: readonly DraftItem[]): Promise<Desk> {
  const { archive } = await testArchive();
  const { id } = await createChecklist(archive, {
    name: '检查',
    window: window2024,
    items: [...items],
  });
  const places = await placesOf(archive.db.read, id);
  return {
    archive,
    id,
    prove: async (code, document, slot = 1) => {
      const made = await addDocument(archive, document);
      await link(archive, [newLink(slotOf(places(code), slot), made)], undefined);
      return made;
    },
    find: async (rule) => {
      const { findings } = await checkChecklist(archive, id, { ...everything, rules: [rule] });
      return findings;
    },
  };
}

const item = (code: string, ...slots: readonly DraftSlot[]): DraftItem =>
  draftItem(0, code, `第 ${code} 项`, { slots: [...slots] });
const paper = draftSlot('规范文件');
const photos = draftSlot('实景图片', 3);
const dated = { date: '2024-05-06' };

/** What machines find out about pages, as if they had looked. */
async function look(
  archive: Archive,
  document: number,
  facts: {
    readonly seal?: 'seen' | 'none' | 'unknown';
    readonly picture?: string;
    readonly coarseDpi?: number;
  },
): Promise<void> {
  const pages = await archive.db.read.all<{ id: number; text: string }>(sql`
    SELECT page.id, page.text FROM part JOIN page ON page.original_id = part.original_id
    WHERE part.document_id = ${document}`);
  await archive.derive(['page'], async (writer) => {
    for (const { id, text } of pages) {
      const { letters, sketch } = sketchText(text);
      await writer.run(
        sql`INSERT INTO page_sketch VALUES (${id}, ${letters}, ${sketch}, ${facts.coarseDpi ?? null})`,
      );
      if (facts.seal !== undefined || facts.picture !== undefined) {
        await writer.run(sql`
          INSERT INTO page_look VALUES (${id}, ${facts.seal ?? 'none'}, ${facts.picture ?? ''})`);
      }
    }
  });
}

test('a formal paper without 文号 is objected to, one with is not', async () => {
  const { prove, find } = await desk([item('1', paper, draftSlot('说明报告'))]);
  const bare = await prove('1', { title: '关于开展整治的通知', ...dated });
  await prove('1', { title: '关于治水的通知', referenceNumber: '清政发〔2024〕3号', ...dated });
  await prove('1', { title: '没有文号的报告', ...dated }, 2);
  const found = await find('no-number');
  expect(found).toMatchObject([
    {
      document: { id: bare, title: '关于开展整治的通知' },
      severity: 'medium',
      slot: { number: 1 },
    },
  ]);
});

test('a paper is objected to where no seal is seen, or none can be, but not before it was looked at', async () => {
  const { archive, prove, find } = await desk([item('1', paper)]);
  const [seen, none, grey, fresh] = [
    await prove('1', { title: '有章', pages: ['甲', '乙'], ...dated }),
    await prove('1', { title: '无章', pages: ['丙'], ...dated }),
    await prove('1', { title: '灰度', pages: ['丁'], ...dated }),
    await prove('1', { title: '未看', pages: ['戊'], ...dated }),
  ];
  await look(archive, seen, { seal: 'seen' });
  await look(archive, none, { seal: 'none' });
  await look(archive, grey, { seal: 'unknown' });
  expect(await find('no-seal')).toMatchObject([
    { document: { id: none }, severity: 'medium', details: { reason: 'none', pages: 1 } },
    { document: { id: grey }, severity: 'low', details: { reason: 'grey' } },
  ]);
  expect(fresh).toBeGreaterThan(grey);
});

test('some photos but not enough are objected to; none at all is a gap, enough is enough', async () => {
  const { prove, find } = await desk([
    item('1', photos),
    item('2', photos),
    item('3', draftSlot('实景图片')),
  ]);
  await prove('1', { title: '一张', ...dated });
  await prove('3', { title: '够了', ...dated });
  expect(await find('few-photos')).toMatchObject([
    { item: { code: '1' }, document: null, details: { have: 1, need: 3 } },
  ]);
});

test('a photo without elements of its caption is objected to until they are written', async () => {
  const { archive, prove, find } = await desk([item('1', draftSlot('实景图片'), paper)]);
  const bare = await prove('1', { title: '清理背街小巷', ...dated });
  await prove('1', { title: '不是照片', ...dated }, 2);
  expect(await find('no-caption')).toMatchObject([
    { severity: 'medium', details: { missing: 'place,people,background,photographer' } },
  ]);
  await setCaption(archive, bare as never, { place: '北街', people: '志愿者' });
  expect(await find('no-caption')).toMatchObject([
    { severity: 'low', details: { missing: 'background,photographer' } },
  ]);
  await setCaption(archive, bare as never, { background: '月度行动', photographer: '周文娟' });
  expect(await find('no-caption')).toEqual([]);
});

test('characters of the linked pages count against the limit, white space does not', async () => {
  const limited = { ...draftSlot('说明报告'), wordLimit: 10 };
  const { archive, prove, find } = await desk([item('1', limited, draftSlot('说明报告'))]);
  const long = await prove('1', { title: '长', pages: ['一二三四五', '六七八九十一'], ...dated });
  const fits = await prove('1', { title: '短', pages: ['一二 三四\n五六七八九十'], ...dated });
  const free = await prove('1', { title: '不限', pages: ['一二三四五六七八九十一'], ...dated }, 2);
  for (const each of [long, fits, free]) await look(archive, each, {});
  expect(await find('over-limit')).toMatchObject([
    { document: { id: long }, details: { words: 11, limit: 10 } },
  ]);
});

test('undated proofs and those outside the window are told apart', async () => {
  const open = draftItem(0, '2', '不限时', {
    window: { from: null, to: null },
    slots: [draftSlot('统计表格')],
  });
  const { prove, find } = await desk([item('1', draftSlot('统计表格')), open]);
  const [undated, early, late] = [
    await prove('1', { title: '无日期' }),
    await prove('1', { title: '早', date: '2023-12-12' }),
    await prove('1', { title: '晚', date: '2025-01-02' }),
  ];
  await prove('1', { title: '在内', ...dated });
  await prove('2', { title: '无日期也可' });
  expect(await find('undated')).toMatchObject([{ document: { id: undated } }]);
  expect(await find('outside-window')).toMatchObject([
    { document: { id: early }, details: { side: 'early', days: 20, date: '2023-12-12' } },
    { document: { id: late }, details: { side: 'late', days: 2 } },
  ]);
});

test('a reply wants its request in the same item', async () => {
  const { prove, find } = await desk([item('1', paper), item('2', paper), item('3', paper)]);
  const alone = await prove('1', { title: '关于同意设立文明办的批复', ...dated });
  await prove('2', { title: '关于同意修路的批复', ...dated });
  await prove('2', { title: '关于修路的请示', ...dated });
  await prove('3', { title: '关于借用场地的复函', ...dated });
  await prove('3', { title: '关于借用场地的函', ...dated });
  expect(await find('no-request')).toMatchObject([
    { document: { id: alone }, details: { reply: '批复', request: '请示' } },
  ]);
});

test('an attachment that is named and absent is objected to, unless it is linked beside', async () => {
  const { archive, prove, find } = await desk([item('1', paper), item('2', paper)]);
  const lacking = await prove('1', { title: '关于考核的通知', pages: ['一'], ...dated });
  const given = await prove('2', { title: '关于整治的通知', ...dated });
  await prove('2', { title: '环境整治任务分解表', ...dated });
  await archive.derive(['document'], async (writer) => {
    for (const [id, names, missing] of [
      [lacking, '考核细则\n评分表', '2'],
      [given, '环境整治任务分解表', '1'],
    ] as const) {
      const details = JSON.stringify({ names, seen: '', missing });
      await writer.run(sql`
        INSERT INTO document_note (document_id, code, details)
        VALUES (${id}, 'attachments', ${details})`);
    }
  });
  expect(await find('missing-attachment')).toMatchObject([
    { document: { id: lacking }, details: { names: '评分表', numbers: '2' }, severity: 'high' },
  ]);
});

test('an activity without 总结 is objected to, a complete one and a standing paper are not', async () => {
  const report = draftSlot('说明报告');
  const { prove, find } = await desk([
    item('1', paper, report, photos),
    item('2', paper, report, photos),
    item('3', paper),
  ]);
  const plan = await prove('1', { title: '关于开展背街小巷整治月活动的实施方案', ...dated });
  await prove('1', { title: '背街小巷整治月活动照片', ...dated }, 3);
  await prove('2', { title: '关于举办道德讲堂活动的通知', ...dated });
  await prove('2', { title: '道德讲堂活动签到表', ...dated });
  await prove('2', { title: '道德讲堂活动照片', ...dated }, 3);
  await prove('2', { title: '道德讲堂活动简报', ...dated }, 2);
  await prove('2', { title: '道德讲堂活动总结', ...dated }, 2);
  await prove('3', { title: '关于成立创建工作领导小组的通知', ...dated });
  expect(await find('broken-chain')).toMatchObject([
    {
      item: { code: '1' },
      document: { id: plan },
      severity: 'medium',
      details: { has: 'plan,photo', missing: 'summary' },
    },
  ]);
});

const text =
  '为进一步提升镇域文明程度，营造整洁有序的生活环境，经研究决定在全镇开展环境卫生集中整治，现将有关事项通知如下，请各村社区认真贯彻执行并按月报送进度。';

test('duplicates are found by file, by text but for a misread character, and by picture', async () => {
  const { archive, prove, find } = await desk([
    item('1', paper),
    item('2', paper),
    item('3', photos),
  ]);
  const first = await prove('1', { title: '通知', pages: [text], ...dated });
  const again = await prove('1', {
    title: '通知',
    pages: [text.replace('整洁', '整沽')],
    ...dated,
  });
  const lastYear = await prove('2', { title: '通知', pages: [text], date: '2023-05-06' });
  const other = await prove('2', {
    title: '通知',
    pages: [[...text].reverse().join('')],
    ...dated,
  });
  const picture = '0ff0'.repeat(8) + '1234'.repeat(8);
  const shot = await prove('3', { title: '照片甲', pages: ['x'], ...dated });
  const same = await prove('3', { title: '照片乙', pages: ['y'], ...dated });
  const differs = await prove('3', { title: '照片丙', pages: ['z'], ...dated });
  for (const each of [first, again, lastYear, other]) await look(archive, each, { seal: 'seen' });
  await look(archive, shot, { picture });
  await look(archive, same, { picture: picture.replace('1234', '1235') });
  await look(archive, differs, { picture: '8001'.repeat(8) + '5555'.repeat(8) });
  expect(await find('duplicate')).toMatchObject([
    { document: { id: again }, details: { by: 'text', other: first }, severity: 'high' },
    { document: { id: same }, details: { by: 'picture', other: shot, otherCode: '3' } },
  ]);
  const copy = await prove('2', { title: '同一原件', ...dated });
  await archive.operate({ kind: 'test', zh: '试', en: 'test' }, (writer) =>
    writer.run(sql`
      UPDATE part SET original_id = (SELECT original_id FROM part WHERE document_id = ${first}),
        first_page = 1, last_page = 1 WHERE document_id = ${copy}`),
  );
  expect(await find('duplicate')).toContainEqual(
    expect.objectContaining({
      document: { id: copy, title: '同一原件' },
      severity: 'medium',
      details: expect.objectContaining({ by: 'file', other: first, page: 1, otherPage: 1 }),
    }),
  );
});

test('pages under 200 dpi are named by their numbers in the document', async () => {
  const { archive, prove, find } = await desk([item('1', draftSlot('统计表格'))]);
  const coarse = await prove('1', { title: '粗', pages: ['一', '二', '三'], ...dated });
  const fine = await prove('1', { title: '细', pages: ['四'], ...dated });
  await look(archive, coarse, { coarseDpi: 150 });
  await look(archive, fine, {});
  expect(await find('low-resolution')).toMatchObject([
    { document: { id: coarse }, page: 1, details: { pages: '1-3', dpi: 150 } },
  ]);
});

/** Something for every rule to object to. */
async function fullDesk(): Promise<Desk> {
  const made = await desk([
    item('1', paper, { ...draftSlot('说明报告'), wordLimit: 5 }, photos),
    draftItem(0, '2', '另一项', { slots: [paper, draftSlot('统计表格')], departments: ['文化站'] }),
  ]);
  const { archive, prove } = made;
  const plan = await prove('1', { title: '关于开展整治月活动的实施方案', pages: [text], ...dated });
  const twin = await prove('1', { title: '关于开展整治月活动的实施方案', pages: [text], ...dated });
  const report = await prove('1', { title: '情况说明', pages: ['一二三四五六七'] }, 2);
  const shot = await prove('1', { title: '照片', pages: ['图'], ...dated }, 3);
  await prove('2', { title: '关于同意设立文明办的批复', date: '2021-01-01' });
  const table = await prove('2', { title: '表', pages: ['表'], ...dated }, 2);
  await look(archive, plan, { seal: 'none' });
  await look(archive, twin, { seal: 'none' });
  await look(archive, report, {});
  await look(archive, shot, { picture: '' });
  await look(archive, table, { coarseDpi: 100 });
  await archive.derive(['document'], (writer) =>
    writer.run(sql`
      INSERT INTO document_note (document_id, code, details)
      VALUES (${plan}, 'attachments', '{"names":"任务表","seen":"","missing":"1"}')`),
  );
  return made;
}

test('switching a rule off takes exactly its findings away, and undo brings them back', async () => {
  const { archive, id } = await fullDesk();
  const all = await checkChecklist(archive, id, everything);
  expect(new Set(all.findings.map(({ rule }) => rule))).toEqual(new Set(checkRules));
  for (const rule of checkRules) {
    await setCheckRule(archive, rule, false);
    const rest = await checkChecklist(archive, id, everything);
    expect(rest.findings).toEqual(all.findings.filter((each) => each.rule !== rule));
    await undo(archive);
    expect(await checkChecklist(archive, id, everything)).toEqual(all);
  }
});

test('what is called fine is hidden with its reason, can be shown, and comes back', async () => {
  const { archive, id } = await fullDesk();
  const all = await checkChecklist(archive, id, everything);
  const [one, two] = all.findings;
  if (one === undefined || two === undefined) throw new Error('nothing was found');
  const keys = [one, two].map(({ rule, subject }) => ({ rule, subject }));
  expect(await acceptFindings(archive, keys, ' 领导已看过 ')).toMatchObject({ changed: 2 });
  const rest = await checkChecklist(archive, id, everything);
  expect(rest.findings).toEqual(all.findings.slice(2));
  expect(rest.accepted).toBe(2);
  const fine = await checkChecklist(archive, id, { ...everything, accepted: true });
  expect(fine.findings).toMatchObject([
    { ...one, accepted: { reason: '领导已看过', user: '陈立新' } },
    { subject: two.subject },
  ]);
  await unacceptFindings(archive, keys.slice(0, 1));
  expect((await checkChecklist(archive, id, everything)).total).toBe(all.total - 1);
  await undo(archive);
  await undo(archive);
  expect(await checkChecklist(archive, id, everything)).toEqual(all);
});

test('what was called fine of a document goes with it when that is destroyed', async () => {
  const { archive, prove, find } = await desk([item('1', draftSlot('统计表格'))]);
  const early = await prove('1', { title: '早', date: '2023-12-12' });
  const [one] = await find('outside-window');
  await acceptFindings(archive, [{ rule: 'outside-window', subject: one?.subject ?? '' }], '已核');
  await moveToTrash(archive, only(early));
  await purge(archive, only(early), '期满');
  const left = await archive.db.read.all(sql`SELECT * FROM accepted_finding`);
  expect(left).toEqual([]);
  const told = await archive.db.read.all(sql`
    SELECT after FROM change WHERE table_name = 'accepted_finding' AND after LIKE '%已核%'`);
  expect(told).toEqual([]);
});

test('one document at several places is one finding; counts, filters and windows agree', async () => {
  const { archive, id, prove } = await fullDesk();
  const places = await placesOf(archive.db.read, id);
  const document = await prove('1', { title: '关于治水的通知', ...dated });
  await link(archive, [newLink(slotOf(places('2')), document)], undefined);
  const about = { ...everything, document: document as never, rules: ['no-number'] as const };
  expect((await checkChecklist(archive, id, about)).findings).toMatchObject([
    { places: 2, item: { code: '1' }, department: null },
  ]);
  const theirs = await checkChecklist(archive, id, { ...about, department: '文化站' });
  expect(theirs.findings).toMatchObject([{ places: 1, item: { code: '2' } }]);

  const all = await checkChecklist(archive, id, everything);
  expect(all.byRule.reduce((sum, { findings }) => sum + findings, 0)).toBe(all.total);
  const pieces: Finding[] = [];
  for (let offset = 0; offset < all.total; offset += 3) {
    pieces.push(
      ...(await checkChecklist(archive, id, { ...everything, offset, limit: 3 })).findings,
    );
  }
  expect(pieces).toEqual(all.findings);
  const worst = await checkChecklist(archive, id, { ...everything, order: 'worst' });
  const rank = { high: 0, medium: 1, low: 2 };
  const ranks = worst.findings.map(({ severity }) => rank[severity]);
  expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
  const within = await checkChecklist(archive, id, { ...everything, item: places('2').item });
  expect(new Set(within.findings.map((each) => each.item.code))).toEqual(new Set(['2']));
  await assign(archive, [places('1').item], { department: '党政办' });
  const named = await checkChecklist(archive, id, everything);
  expect(named.byDepartment.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['党政办', '文化站']),
  );
});

test('what waits in the inbox and what lies in the trash is not checked', async () => {
  const { archive, prove, find } = await desk([item('1', paper)]);
  await prove('1', { title: '关于待办的通知', state: 'inbox', ...dated });
  const gone = await prove('1', { title: '关于旧事的通知', ...dated });
  expect(await find('no-number')).toHaveLength(1);
  await moveToTrash(archive, only(gone));
  expect(await find('no-number')).toEqual([]);
});
