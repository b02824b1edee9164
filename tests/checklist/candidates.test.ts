import { expect, test } from 'vitest';
import { setCaption } from '../../main/catalog/index.ts';
import {
  candidatesFor,
  changeChecklist,
  changeItem,
  createChecklist,
  link,
} from '../../main/checklist/index.ts';
import type { Candidate, CandidateReason, DocumentId, SlotId } from '../../main/contract/index.ts';
import { moveToTrash } from '../../main/keeping/index.ts';
import type { Archive } from '../../main/library/index.ts';
import { rawSql } from '../../main/db/index.ts';
import { testArchive } from '../support/archives.ts';
import {
  addDocument,
  addDocuments,
  categoryNamed,
  only,
  type MadeDocument,
} from '../support/documents.ts';
import { runningText } from '../support/running-text.ts';
import { createRandom } from '../support/scans/index.ts';
import {
  draftItem,
  draftSlot,
  newLink,
  noAddress,
  placesOf,
  slotOf,
  window2024,
} from './support.ts';

const reading = draftItem(1, 'Ⅰ-1', '全民阅读活动', {
  requirement: '制定全民阅读活动方案，组织开展读书分享会、书香家庭评选，有总结、有照片',
  slots: [draftSlot('规范文件'), draftSlot('实景图片', 2), draftSlot('统计表格')],
});
const water = draftItem(1, 'Ⅰ-2', '河塘沟渠治理', {
  requirement: '落实河长制，定期巡查河塘沟渠并有记录',
  slots: [draftSlot('规范文件')],
});
const draft = {
  name: '镇级测评细则 2024 版',
  window: window2024,
  items: [draftItem(0, 'Ⅰ', '思想道德建设'), reading, water],
};

/** An archive with a checklist and much that has nothing to do with it. */
async function filled(others: number) {
  const { archive } = await testArchive();
  const random = createRandom(7);
  const noise = Array.from({ length: others }, (): MadeDocument => {
    const { title, kind, pages } = runningText(random, { pages: 1, charactersAPage: 300 });
    const year = random.integer(2021, 2024);
    return { title, kind, pages, year, date: `${year}-05-1${random.integer(0, 9)}` };
  });
  await addDocuments(archive, noise, 'without-files');
  const { id } = await createChecklist(archive, draft);
  return { archive, id, at: await placesOf(archive.db.read, id) };
}

const ask = (archive: Archive, slot: SlotId, text?: string, offset = 0, limit = 50) =>
  candidatesFor(archive, slot, text, { offset, limit }, noAddress);

const idsOf = (candidates: readonly Candidate[]): number[] =>
  candidates.map(({ document }) => document.id);

function reasonsOf(candidates: readonly Candidate[], id: number): Candidate {
  const found = candidates.find(({ document }) => document.id === id);
  if (found === undefined) throw new Error(`${id} is no candidate`);
  return found;
}

const reason = <Code extends CandidateReason['code']>(candidate: Candidate, code: Code) =>
  candidate.reasons.find((each) => each.code === code);

test('what speaks of the item comes first, with its reasons, and the rest does not come at all', async () => {
  const { archive, at } = await filled(400);
  const [plan, inText, other] = await addDocuments(archive, [
    {
      title: '关于印发《清河镇2024年全民阅读活动方案》的通知',
      year: 2024,
      date: '2024-03-10',
      referenceNumber: '清政发〔2024〕12号',
      kind: '通知',
    },
    {
      title: '信息简报第三期',
      year: 2024,
      date: '2024-04-25',
      pages: ['镇文化站举办读书分享会，评出书香家庭十户。'],
    },
    { title: '关于河塘沟渠治理的通知', year: 2024, date: '2024-05-01' },
  ]);
  const { total, candidates } = await ask(archive, slotOf(at('Ⅰ-1')));
  expect(idsOf(candidates)[0]).toBe(plan);
  expect(idsOf(candidates).slice(0, 5)).toContain(inText);
  expect(idsOf(candidates).slice(0, 5)).not.toContain(other);
  expect(total).toBeLessThan(100);
  const first = reasonsOf(candidates, plan ?? 0);
  expect(first.doubts).toEqual([]);
  expect(reason(first, 'words')).toEqual({
    code: 'words',
    where: 'title',
    words: expect.arrayContaining(['全民阅读活动方案']),
  });
  expect(reason(first, 'window')).toEqual({ code: 'window' });
  expect(reason(first, 'kind')).toEqual({
    code: 'kind',
    fit: 'number',
    value: '清政发〔2024〕12号',
  });
  expect(reason(reasonsOf(candidates, inText ?? 0), 'words')).toEqual({
    code: 'words',
    where: 'text',
    words: expect.arrayContaining(['读书分享']),
  });
});

test('words that are given as reasons stand where they are said to stand', async () => {
  const { archive, at } = await filled(300);
  for (const code of ['Ⅰ-1', 'Ⅰ-2']) {
    const { candidates } = await ask(archive, slotOf(at(code)));
    const requirement = code === 'Ⅰ-1' ? reading : water;
    for (const { document, reasons } of candidates) {
      for (const each of reasons) {
        if (each.code !== 'words') continue;
        const rows = await archive.db.read.all<{ text: string }>(
          rawSql(`
          SELECT text FROM part JOIN page ON page.original_id = part.original_id
          WHERE part.document_id = ${document.id}`),
        );
        const text = each.where === 'title' ? document.title : rows.map((row) => row.text).join('');
        expect(each.words.length).toBeGreaterThan(0);
        for (const word of each.words) {
          expect(text).toContain(word);
          const pairs = [...word].slice(1).map((next, n) => `${[...word][n]}${next}`);
          const asked = `${requirement.title}${requirement.requirement}思想道德建设`;
          for (const pair of pairs) expect(asked).toContain(pair);
        }
      }
    }
  }
});

test('what is outside the window, undated or in the inbox comes later and says so', async () => {
  const { archive, at } = await filled(50);
  const title = '清河镇全民阅读活动总结';
  const [within, early, late, undated, inbox] = await addDocuments(archive, [
    { title, year: 2024, date: '2024-06-01' },
    { title, year: 2023, date: '2023-12-28' },
    { title, year: 2024, date: '2025-01-03' },
    { title, year: 2024 },
    { title, year: 2024, date: '2024-06-01', state: 'inbox' },
  ]);
  const { candidates } = await ask(archive, slotOf(at('Ⅰ-1')));
  const doubts = (id: number | undefined) => reasonsOf(candidates, id ?? 0).doubts;
  expect(doubts(within)).toEqual([]);
  expect(doubts(early)).toEqual([{ code: 'early', days: 4 }]);
  expect(doubts(late)).toEqual([{ code: 'late', days: 3 }]);
  expect(doubts(undated)).toEqual([{ code: 'undated' }]);
  expect(doubts(inbox)).toEqual([{ code: 'inbox' }]);
  expect(reason(reasonsOf(candidates, late ?? 0), 'year')).toEqual({ code: 'year', year: 2024 });
  expect(reason(reasonsOf(candidates, early ?? 0), 'year')).toBeUndefined();
  const made = [within, early, late, undated, inbox];
  const order = idsOf(candidates).filter((id) => made.includes(id));
  expect(order).toEqual([within, inbox, undated, late, early]);
});

test('what proves the slot is left out, the trash too; what proves another one says where', async () => {
  const { archive, id, at } = await filled(20);
  const title = '清河镇全民阅读活动方案';
  const [linked, thrown, elsewhere] = await addDocuments(archive, [
    { title, year: 2024, date: '2024-03-01' },
    { title, year: 2024, date: '2024-03-02' },
    { title, year: 2024, date: '2024-03-03' },
  ]);
  await link(archive, [
    newLink(slotOf(at('Ⅰ-1')), linked ?? 0),
    newLink(slotOf(at('Ⅰ-2')), elsewhere ?? 0),
    newLink(slotOf(at('Ⅰ-1'), 3), elsewhere ?? 0),
  ]);
  await moveToTrash(archive, only(thrown ?? 0));
  const { candidates } = await ask(archive, slotOf(at('Ⅰ-1')));
  expect(idsOf(candidates)).not.toContain(linked);
  expect(idsOf(candidates)).not.toContain(thrown);
  expect(reasonsOf(candidates, elsewhere ?? 0).doubts).toEqual([
    {
      code: 'elsewhere',
      places: 2,
      first: {
        checklistId: id,
        checklist: draft.name,
        itemId: at('Ⅰ-1').item,
        code: 'Ⅰ-1',
        title: '全民阅读活动',
        slot: '统计表格',
      },
    },
  ]);
});

test('papers of one activity are one set, photos among them, and lie in one category', async () => {
  const { archive, at } = await filled(50);
  const categoryId = await categoryNamed(archive, '主题活动');
  const [plan, photo, lastYear, seeAlso] = await addDocuments(archive, [
    {
      title: '清河镇2024年“书香满镇”朗诵比赛方案',
      year: 2024,
      date: '2024-04-01',
      categoryId,
      referenceNumber: '清文〔2024〕3号',
    },
    {
      title: '“书香满镇”朗诵比赛现场照片',
      year: 2024,
      date: '2024-04-20',
      kind: '照片',
      categoryId,
      pages: [''],
    },
    { title: '“书香满镇”朗诵比赛总结', year: 2022, date: '2022-05-01' },
    { title: 'DSC_0042.JPG', year: 2024, date: '2024-04-20', kind: '照片', pages: [''] },
  ]);
  await setCaption(archive, seeAlso as DocumentId, { seeAlso: '清文〔2024〕3号', event: '决赛' });
  await link(archive, [newLink(slotOf(at('Ⅰ-1')), plan ?? 0)]);
  const { candidates } = await ask(archive, slotOf(at('Ⅰ-1'), 2));
  const set = { code: 'set', document: { id: plan, title: '清河镇2024年“书香满镇”朗诵比赛方案' } };
  const found = reasonsOf(candidates, photo ?? 0);
  expect(reason(found, 'set')).toEqual(set);
  expect(reason(found, 'category')).toEqual({ code: 'category', category: '主题活动' });
  expect(reason(found, 'kind')).toEqual({ code: 'kind', fit: 'image', value: '照片' });
  expect(found.doubts).toEqual([{ code: 'no-caption' }]);
  expect(idsOf(candidates)[0]).toBe(photo);
  expect(idsOf(candidates)).not.toContain(lastYear);
  const { candidates: sought } = await ask(archive, slotOf(at('Ⅰ-1'), 2), 'DSC_0042');
  expect(reason(reasonsOf(sought, seeAlso ?? 0), 'set')).toEqual(set);
  expect(reasonsOf(sought, seeAlso ?? 0).doubts).toEqual([]);
});

test('what proved the like item of an earlier edition comes first, then its like of this year', async () => {
  const { archive, id: newer, at } = await filled(100);
  const older = await createChecklist(archive, {
    ...draft,
    name: '镇级测评细则 2023 版',
    window: { from: '2023-01-01', to: '2023-12-31' },
  });
  const before = await placesOf(archive.db.read, older.id);
  const [letter, lastYear, thisYear] = await addDocuments(archive, [
    { title: '门前三包责任书', year: 2022, date: '2022-01-05' },
    { title: '清河镇2023年农家书屋管理办法', year: 2023, date: '2023-02-01' },
    { title: '清河镇2024年农家书屋管理办法', year: 2024, date: '2024-02-01' },
  ]);
  await link(archive, [
    newLink(slotOf(before('Ⅰ-1')), letter ?? 0),
    newLink(slotOf(before('Ⅰ-1')), lastYear ?? 0),
  ]);
  const slot = slotOf(at('Ⅰ-1'));
  const item = {
    checklistId: older.id,
    checklist: '镇级测评细则 2023 版',
    itemId: before('Ⅰ-1').item,
    code: 'Ⅰ-1',
    title: '全民阅读活动',
    slot: '规范文件',
  };
  const apart = await ask(archive, slot);
  expect(idsOf(apart.candidates)).not.toContain(letter);
  await changeItem(archive, at('Ⅰ-1').item, { followsId: before('Ⅰ-1').item });
  const { candidates } = await ask(archive, slot);
  expect(reason(reasonsOf(candidates, letter ?? 0), 'earlier')).toEqual({ code: 'earlier', item });
  expect(reason(reasonsOf(candidates, thisYear ?? 0), 'like-earlier')).toEqual({
    code: 'like-earlier',
    document: { id: lastYear, title: '清河镇2023年农家书屋管理办法' },
    item,
  });
  expect(idsOf(candidates).slice(0, 4)).toContain(thisYear);
  await changeItem(archive, at('Ⅰ-1').item, { followsId: null });
  await changeChecklist(archive, newer, { followsId: older.id });
  const byEdition = await ask(archive, slot);
  expect(reason(reasonsOf(byEdition.candidates, letter ?? 0), 'earlier')?.code).toBe('earlier');
});

test('what every title has is no reason, however few papers there are; a picture is no table', async () => {
  const { archive, at } = await filled(0);
  const [general, photo] = await addDocuments(archive, [
    { title: '关于开展活动的通知', year: 2024, date: '2024-03-01' },
    { title: '读书分享会现场', year: 2024, date: '2024-03-01', kind: '照片' },
  ]);
  const forPhotos = await ask(archive, slotOf(at('Ⅰ-1'), 2));
  expect(idsOf(forPhotos.candidates)).toEqual([photo]);
  for (const n of [1, 2, 3]) {
    const { candidates } = await ask(archive, slotOf(at('Ⅰ-1'), n));
    expect(idsOf(candidates)).not.toContain(general);
  }
});

test('a search narrows them to what it finds, whatever speaks for it', async () => {
  const { archive, at } = await filled(50);
  const [unlike, fitting] = await addDocuments(archive, [
    { title: '消防器材采购合同', year: 2024, date: '2024-03-01' },
    { title: '消防器材与全民阅读活动安排', year: 2024, date: '2024-03-01' },
  ]);
  const slot = slotOf(at('Ⅰ-1'));
  expect(idsOf((await ask(archive, slot)).candidates)).not.toContain(unlike);
  const { total, candidates } = await ask(archive, slot, '消防器材');
  expect(total).toBe(2);
  expect(idsOf(candidates)).toEqual([fitting, unlike]);
  expect(reason(reasonsOf(candidates, unlike ?? 0), 'words')).toBeUndefined();
  expect((await ask(archive, slot, '没有这样的文字')).total).toBe(0);
});

test('windows are cut from one order', async () => {
  const { archive, at } = await filled(300);
  const slot = slotOf(at('Ⅰ-2'));
  const whole = await ask(archive, slot);
  const pieces: number[] = [];
  for (let offset = 0; offset < Math.min(50, whole.total); offset += 7) {
    pieces.push(...idsOf((await ask(archive, slot, undefined, offset, 7)).candidates));
  }
  expect(pieces.slice(0, 50)).toEqual(idsOf(whole.candidates));
});

test('an item that says nothing, and an empty archive, have no candidates', async () => {
  const { archive } = await testArchive();
  const { id } = await createChecklist(archive, {
    ...draft,
    items: [draftItem(0, '1', '', { slots: [draftSlot('规范文件')] })],
  });
  const at = await placesOf(archive.db.read, id);
  const slot = slotOf(at('1'));
  expect(await ask(archive, slot)).toEqual({ total: 0, candidates: [] });
  await addDocument(archive, { title: '通知', year: 2024, date: '2024-03-01' });
  expect(await ask(archive, slot)).toEqual({ total: 0, candidates: [] });
  await expect(ask(archive, 999 as SlotId)).rejects.toMatchObject({ code: 'no-such-slot' });
});

/** How SQLite means to answer what asking for candidates asks. */
async function plansOf(archive: Archive, slot: SlotId): Promise<string[]> {
  const plans: string[] = [];
  const { read } = archive.db;
  const watchedReader = {
    all: async <Row>(query: Parameters<typeof read.all>[0]): Promise<Row[]> => {
      const explained = { ...query, text: `EXPLAIN QUERY PLAN ${query.text}` };
      const rows = await read.all<{ detail: string }>(explained);
      plans.push(rows.map((row) => row.detail).join('\n'));
      return read.all<Row>(query);
    },
    get: read.get,
  };
  const watched: Archive = { ...archive, db: { ...archive.db, read: watchedReader } };
  await candidatesFor(watched, slot, undefined, { offset: 0, limit: 50 }, noAddress);
  return plans;
}

test('no statement walks all documents, whatever proves the item already', async () => {
  const { archive, at } = await filled(200);
  const categoryId = await categoryNamed(archive, '主题活动');
  const ids = await addDocuments(
    archive,
    Array.from({ length: 12 }, (_, n) => ({
      title: `清河镇2024年读书分享会方案（${n}）`,
      categoryId,
      year: 2024,
      date: '2024-05-01',
    })),
  );
  await link(
    archive,
    ids.slice(0, 6).map((id) => newLink(slotOf(at('Ⅰ-1')), id)),
  );
  await archive.db.maintain((connection) => connection.run(rawSql('ANALYZE')));
  const plans = await plansOf(archive, slotOf(at('Ⅰ-1')));
  expect(plans.length).toBeGreaterThan(6);
  for (const plan of plans) {
    expect(plan).not.toMatch(/SCAN (?:facts|document_facts|document|link|part|original|caption)\b/);
  }
});
