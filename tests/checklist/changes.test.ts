import { expect, test } from 'vitest';
import {
  addItem,
  addSlot,
  assign,
  changeChecklist,
  changeItem,
  changeLink,
  changeSlot,
  conclude,
  coveredItems,
  createChecklist,
  itemDetail,
  link,
  listChecklists,
  mark,
  marksOn,
  moveItems,
  moveLinks,
  moveSlot,
  placesOfDocument,
  removeChecklist,
  removeItems,
  removeSlots,
  setRules,
  unlink,
  unmark,
} from '../../main/checklist/index.ts';
import type { ChangeResult, DocumentId, LinkId, MarkId } from '../../main/contract/index.ts';
import { redo, undo } from '../../main/keeping/index.ts';
import type { Archive } from '../../main/library/index.ts';
import { testArchive } from '../support/archives.ts';
import { addDocument } from '../support/documents.ts';
import { expectSound } from '../keeping/support.ts';
import {
  checklistState,
  draftItem,
  draftSlot,
  newLink,
  noAddress,
  placesOf,
  slotOf,
  smallDraft,
} from './support.ts';

async function world() {
  const { archive } = await testArchive();
  const created = await createChecklist(archive, smallDraft);
  const at = await placesOf(archive.db.read, created.id);
  const plan = await addDocument(archive, {
    title: '整治方案',
    date: '2024-05-13',
    pages: ['一', '二', '三'],
  });
  const photos = await addDocument(archive, {
    title: '对比照片',
    date: '2024-07-19',
    pages: ['甲', '乙'],
  });
  return { archive, created, at, plan, photos };
}
type World = Awaited<ReturnType<typeof world>>;

const first = (ids: readonly LinkId[]): LinkId => {
  const [id] = ids;
  if (id === undefined) throw new Error('nothing was linked');
  return id;
};

const fields = { ...draftItem(0, 'Ⅰ-3', '新增的一项') };

/** Every change that can be made, each on a checklist with something linked and marked. */
const changes: Readonly<
  Record<
    string,
    (world: World & { readonly linked: LinkId; readonly marked: MarkId }) => Promise<unknown>
  >
> = {
  'a checklist made': ({ archive }) => createChecklist(archive, { ...smallDraft, name: '另一版' }),
  'a checklist renamed, its window changed': ({ archive, created }) =>
    changeChecklist(archive, created.id, {
      name: '新名',
      window: { from: '2024-02-01', to: null },
      inspectedOn: '2024-10-01',
    }),
  'a checklist removed': ({ archive, created }) => removeChecklist(archive, created.id),
  'an item added': ({ archive, created, at }) =>
    addItem(archive, created.id, at('Ⅰ').item, 1, fields),
  'an item changed': ({ archive, at }) =>
    changeItem(archive, at('Ⅰ-1').item, {
      title: '镇容',
      window: { from: null, to: null },
      score: 300,
      selfGrade: 'A',
      followsId: at('Ⅰ-2').item,
    }),
  'a conclusion written': ({ archive, at }) =>
    conclude(archive, at('Ⅰ-1-1)-①').item, '已整治 51 处。'),
  'items moved': ({ archive, at }) =>
    moveItems(archive, [at('Ⅰ-1-1)-②').item, at('Ⅰ-2').item], at('Ⅱ').item, 0),
  'items removed': ({ archive, at }) => removeItems(archive, [at('Ⅰ-1').item]),
  'items assigned': ({ archive, at }) =>
    assign(archive, [at('Ⅰ-1').item, at('Ⅱ').item], {
      department: '党政办',
      helping: ['派出所'],
      due: '2024-09-01',
      progress: 'collecting',
    }),
  'a slot added': ({ archive, at }) =>
    addSlot(archive, at('Ⅰ-1-1)-①').item, 0, draftSlot('说明报告')),
  'a slot changed': ({ archive, at }) =>
    changeSlot(archive, slotOf(at('Ⅰ-1-1)-①')), { need: 4, kind: '通知', wordLimit: 500 }),
  'a slot moved': ({ archive, at }) => moveSlot(archive, slotOf(at('Ⅰ-1-1)-①')), at('Ⅱ').item, 0),
  'slots removed': ({ archive, at }) => removeSlots(archive, [...at('Ⅰ-1-1)-①').slots]),
  'documents linked': ({ archive, at, photos }) =>
    link(archive, [newLink(slotOf(at('Ⅰ-1-1)-①'), 2), photos, { amount: 2 })]),
  'a proof unlinked': ({ archive, linked }) => unlink(archive, [linked]),
  'a proof moved': ({ archive, at, linked }) => moveLinks(archive, [linked], slotOf(at('Ⅱ'))),
  'a proof changed': ({ archive, linked }) =>
    changeLink(archive, linked, { pages: null, note: '全文', amount: 2 }),
  'lines marked': ({ archive, linked }) =>
    mark(archive, linked, 3, [
      { xUm: 1000, yUm: 2000, widthUm: 90_000, heightUm: 4000, angle: 0, vertical: false },
    ]),
  'a mark removed': ({ archive, marked }) => unmark(archive, [marked]),
  'the rule of counting changed': ({ archive }) => setRules(archive, false),
};

test.each(Object.entries(changes))(
  '%s: undone and done again, all is as it was',
  async (_, act) => {
    const made = await world();
    const { archive, at, plan } = made;
    const linked = first(
      (
        await link(archive, [
          newLink(slotOf(at('Ⅰ-1-1)-①')), plan, { pages: [{ from: 2, to: 3 }], note: '第二条' }),
        ])
      ).links,
    );
    const { id: marked } = await mark(archive, linked, 2, [
      { xUm: 20_000, yUm: 50_000, widthUm: 100_000, heightUm: 5000, angle: 0.5, vertical: false },
    ]);
    const before = await checklistState(archive);
    const result = (await act({ ...made, linked, marked })) as ChangeResult;
    expect(result.operation).not.toBeNull();
    const after = await checklistState(archive);
    await undo(archive);
    expect(await checklistState(archive)).toEqual(before);
    await redo(archive);
    expect(await checklistState(archive)).toEqual(after);
    await expectSound(archive);
  },
);

test('a draft is stored whole: order, levels, slots, who owes what', async () => {
  const { archive, created, at, plan } = await world();
  expect(created).toMatchObject({ items: 7, slots: 5 });
  const items = await coveredItems(archive.db.read, created.id);
  expect(items.map(({ row, depth }) => [depth, row.code])).toEqual(
    smallDraft.items.map(({ depth, code }) => [depth, code]),
  );
  await link(archive, [newLink(slotOf(at('Ⅰ-1-1)-①')), plan, { pages: [{ from: 2, to: 3 }] })]);
  const detail = await itemDetail(archive.db.read, at('Ⅰ-1-1)-①').item, noAddress);
  expect(detail).toMatchObject({
    path: [{ code: 'Ⅰ' }, { code: 'Ⅰ-1' }],
    fields: {
      requirement: '制定方案，\n定期检查',
      notes: '看台账',
      method: '材料审核',
      score: 250,
    },
    window: { from: '2024-01-01', to: '2024-12-31' },
    state: 'partial',
    slots: [
      { kind: '规范文件', need: 2, have: 1, links: 1 },
      { kind: '实景图片', need: 3, have: 0, proofs: [] },
    ],
    assignment: { department: null },
    owed: { department: '综合行政执法队', leader: '罗建业', due: '2024-09-20' },
  });
  expect(detail.slots[0]?.proofs[0]).toMatchObject({
    document: { id: plan, title: '整治方案' },
    pages: [{ from: 2, to: 3 }],
    flags: [],
    counts: true,
  });
  const project = await itemDetail(archive.db.read, at('Ⅰ').item, noAddress);
  expect(project.assignment.helping).toEqual(['农业农村办']);
  const [summary] = await listChecklists(archive.db.read);
  expect(summary).toMatchObject({
    year: 2024,
    rows: 7,
    counts: { items: 4, complete: 0, partial: 1, empty: 3 },
  });
});

test('a draft that skips a level is refused, as is a name that is taken; nothing is made', async () => {
  const { archive } = await testArchive();
  const items = [draftItem(0, '1', '一'), draftItem(2, '1-1-1', '跳级')];
  await expect(createChecklist(archive, { ...smallDraft, items })).rejects.toMatchObject({
    code: 'invalid-value',
    details: { field: 'depth', row: 2 },
  });
  await createChecklist(archive, smallDraft);
  await expect(createChecklist(archive, smallDraft)).rejects.toMatchObject({ code: 'name-taken' });
  expect((await checklistState(archive))['checklist']).toHaveLength(1);
});

test('what a slot has already it does not get twice; other pages of it are another proof', async () => {
  const { archive, at, plan, photos } = await world();
  const slot = slotOf(at('Ⅰ-1-1)-①'));
  const pages = [{ from: 1, to: 1 }];
  expect((await link(archive, [newLink(slot, plan), newLink(slot, plan)])).changed).toBe(1);
  expect(await link(archive, [newLink(slot, plan)])).toMatchObject({ changed: 0, operation: null });
  expect((await link(archive, [newLink(slot, plan, { pages })])).changed).toBe(1);
  expect((await link(archive, [newLink(slot, plan, { pages })])).changed).toBe(0);
  const { links } = await link(archive, [newLink(slot, photos)], 0);
  const { slots } = await itemDetail(archive.db.read, at('Ⅰ-1-1)-①').item, noAddress);
  expect(slots[0]?.proofs.map(({ document }) => document.id)).toEqual([photos, plan, plan]);
  await expect(
    changeLink(archive, slots[0]?.proofs[2]?.id as LinkId, { pages: null }),
  ).rejects.toMatchObject({ code: 'already-linked' });
  await moveLinks(archive, [first(links)], slot, 5);
  const places = await placesOfDocument(archive.db.read, plan as DocumentId, 0, 10);
  expect(places).toMatchObject({
    total: 2,
    places: [
      { code: 'Ⅰ-1-1)-①', slot: '规范文件', slotNumber: 1, pages: null },
      { pages: [{ from: 1, to: 1 }] },
    ],
  });
});

test('a page that is not there, a document in the trash, an item below itself are refused', async () => {
  const { archive, at, plan } = await world();
  const slot = slotOf(at('Ⅱ'));
  await expect(
    link(archive, [newLink(slot, plan, { pages: [{ from: 2, to: 4000 }] })]),
  ).rejects.toMatchObject({ code: 'no-such-page' });
  await expect(
    link(archive, [newLink(slot, plan, { pages: [{ from: 9, to: 9 }] })]),
  ).rejects.toMatchObject({ code: 'no-such-page' });
  await expect(link(archive, [newLink(slot, 9999)])).rejects.toMatchObject({
    code: 'no-such-document',
  });
  await expect(
    moveItems(archive, [at('Ⅰ').item], at('Ⅰ-2-①').item, undefined),
  ).rejects.toMatchObject({ code: 'item-cycle' });
  expect((await checklistState(archive))['link']).toEqual([]);
});

test('an undo that would take a proof away under others is refused, and takes nothing', async () => {
  const { archive, created, at, plan } = await world();
  await link(archive, [newLink(slotOf(at('Ⅱ')), plan)]);
  const before = await checklistState(archive);
  await expect(undo(archive, created.operation)).rejects.toMatchObject({ code: 'undo-conflict' });
  expect(await checklistState(archive)).toEqual(before);
});

test('marks are on the page as shown, whichever way the document turns it', async () => {
  const { archive, at, plan } = await world();
  const linked = await linkedTo(archive, slotOf(at('Ⅱ')), plan);
  const line = {
    xUm: 20_000,
    yUm: 50_000,
    widthUm: 100_000,
    heightUm: 5000,
    angle: 0,
    vertical: false,
  };
  await mark(archive, linked, 2, [line]);
  expect(await marksOn(archive.db.read, plan as DocumentId, 1, 10)).toMatchObject([
    { n: 2, originalPage: 2, lines: [line] },
  ]);
  expect(await marksOn(archive.db.read, plan as DocumentId, 3, 10)).toEqual([]);
});

async function linkedTo(archive: Archive, slot: ReturnType<typeof slotOf>, document: number) {
  return first((await link(archive, [newLink(slot, document)])).links);
}
