import { expect, test } from 'vitest';
import { arrange, join, movePages, split } from '../../main/catalog/index.ts';
import {
  createChecklist,
  itemDetail,
  link,
  mark,
  marksOn,
  placesOfDocument,
} from '../../main/checklist/index.ts';
import type { DocumentId, LinkId, MarkLine, Proof } from '../../main/contract/index.ts';
import { rawSql } from '../../main/db/index.ts';
import { moveToTrash, purge, redo, undo } from '../../main/keeping/index.ts';
import { testArchive } from '../support/archives.ts';
import { addDocument, only } from '../support/documents.ts';
import { expectSound } from '../keeping/support.ts';
import { checklistState, newLink, noAddress, placesOf, slotOf, smallDraft } from './support.ts';

const line: MarkLine = {
  xUm: 20_000,
  yUm: 50_000,
  widthUm: 100_000,
  heightUm: 5000,
  angle: 0,
  vertical: false,
};

async function world() {
  const { archive } = await testArchive();
  const created = await createChecklist(archive, smallDraft);
  const at = await placesOf(archive.db.read, created.id);
  const ids: DocumentId[] = [];
  for (const title of ['方案', '台账']) {
    const pages = ['一', '二', '三', '四'].map((text) => `${title}${text}`);
    ids.push((await addDocument(archive, { title, date: '2024-05-13', pages })) as DocumentId);
  }
  const [plan, ledger] = ids as [DocumentId, DocumentId];
  const proofs = async (code: string, number = 1): Promise<readonly Proof[]> => {
    const detail = await itemDetail(archive.db.read, at(code).item, noAddress);
    return detail.slots[number - 1]?.proofs ?? [];
  };
  const linked = async (
    code: string,
    number: number,
    document: number,
    from: number,
    to: number,
  ) => {
    const wanted = newLink(slotOf(at(code), number), document, { pages: [{ from, to }] });
    return (await link(archive, [wanted])).links[0] as LinkId;
  };
  return { archive, at, plan, ledger, proofs, linked };
}

const seen = (proofs: readonly Proof[]) =>
  proofs.map(({ document, pages, flags }) => ({ id: document.id, pages, flags }));

test('split: pages and marks go to the piece that shows them, a whole document proves with all pieces', async () => {
  const { archive, at, plan, proofs, linked } = await world();
  const { links } = await link(archive, [newLink(slotOf(at('Ⅱ')), plan, { amount: 4 })]);
  await mark(archive, links[0] as LinkId, 4, [line]);
  await linked('Ⅰ-1-1)-①', 1, plan, 2, 3);
  await linked('Ⅰ-1-1)-①', 2, plan, 4, 4);
  const before = await checklistState(archive);

  const { documents } = await split(archive, plan, [3]);
  const [, cut] = documents;
  expect(seen(await proofs('Ⅱ'))).toEqual([
    { id: plan, pages: null, flags: [] },
    { id: cut, pages: null, flags: ['inbox', 'undated'] },
  ]);
  expect((await proofs('Ⅱ')).map(({ amount }) => amount)).toEqual([2, 2]);
  expect(seen(await proofs('Ⅰ-1-1)-①', 1))).toEqual([
    { id: plan, pages: [{ from: 2, to: 2 }], flags: [] },
    { id: cut, pages: [{ from: 1, to: 1 }], flags: ['inbox', 'undated'] },
  ]);
  expect(seen(await proofs('Ⅰ-1-1)-①', 2))).toEqual([
    { id: cut, pages: [{ from: 2, to: 2 }], flags: ['inbox', 'undated'] },
  ]);
  expect(await marksOn(archive.db.read, plan, 1, 10)).toEqual([]);
  expect(await marksOn(archive.db.read, cut as DocumentId, 1, 10)).toMatchObject([{ n: 2 }]);
  await expectSound(archive);

  await undo(archive);
  expect(await checklistState(archive)).toEqual(before);
  await redo(archive);
  await expectSound(archive);
});

test('join: what proved goes along as its pages; undone, it is as it was', async () => {
  const { archive, at, plan, ledger, proofs, linked } = await world();
  await link(archive, [newLink(slotOf(at('Ⅱ')), ledger), newLink(slotOf(at('Ⅱ')), plan)]);
  const partial = await linked('Ⅰ-1-1)-①', 1, ledger, 2, 2);
  await mark(archive, partial, 2, [line]);
  const before = await checklistState(archive);
  await join(archive, [plan, ledger]);
  expect(seen(await proofs('Ⅱ'))).toEqual([
    { id: plan, pages: [{ from: 5, to: 8 }], flags: [] },
    { id: plan, pages: null, flags: [] },
  ]);
  expect(seen(await proofs('Ⅰ-1-1)-①'))).toEqual([
    { id: plan, pages: [{ from: 6, to: 6 }], flags: [] },
  ]);
  expect(await marksOn(archive.db.read, plan, 1, 10)).toMatchObject([{ n: 6, originalPage: 2 }]);
  await expectSound(archive);
  await undo(archive);
  expect(await checklistState(archive)).toEqual(before);
});

test('pages moved take their proof along; a whole document stays what it was, unless nothing of it is left', async () => {
  const { archive, at, plan, ledger, proofs, linked } = await world();
  const { links } = await link(archive, [newLink(slotOf(at('Ⅱ')), plan)]);
  await mark(archive, links[0] as LinkId, 2, [line]);
  await linked('Ⅰ-1-1)-①', 1, plan, 2, 3);
  await movePages(archive, plan, [2], ledger, 1);
  expect(seen(await proofs('Ⅱ'))).toEqual([
    { id: plan, pages: null, flags: [] },
    // The passage was pointed at.
    { id: ledger, pages: [{ from: 1, to: 1 }], flags: [] },
  ]);
  expect(seen(await proofs('Ⅰ-1-1)-①'))).toEqual([
    { id: plan, pages: [{ from: 2, to: 2 }], flags: [] },
    { id: ledger, pages: [{ from: 1, to: 1 }], flags: [] },
  ]);
  await movePages(archive, plan, [1, 2, 3], ledger, 6);
  expect(seen(await proofs('Ⅱ'))).toEqual([
    { id: ledger, pages: [{ from: 6, to: 8 }], flags: [] },
    { id: ledger, pages: [{ from: 1, to: 1 }], flags: [] },
  ]);
  await expectSound(archive);
});

test('dropped pages no longer prove, and do again when they are back; turned ones keep their marks', async () => {
  const { archive, plan, proofs, linked } = await world();
  const id = await linked('Ⅰ-1-1)-①', 1, plan, 2, 2);
  await mark(archive, id, 2, [line]);
  await arrange(archive, plan, [
    { n: 3, turn: 0 },
    { n: 1, turn: 0 },
  ]);
  const [gone] = await proofs('Ⅰ-1-1)-①');
  expect(gone).toMatchObject({ pages: [], flags: ['pages-gone'], counts: false });
  expect(gone?.marks).toMatchObject([{ n: null }]);
  await undo(archive);
  await arrange(archive, plan, [
    { n: 3, turn: 0 },
    { n: 2, turn: 90 },
  ]);
  const [back] = await proofs('Ⅰ-1-1)-①');
  expect(back).toMatchObject({ pages: [{ from: 2, to: 2 }], flags: [], counts: true });
  // The page is 210 × 297 mm; turned clockwise, its left edge is its top.
  expect(back?.marks).toMatchObject([
    { n: 2, lines: [{ ...line, xUm: 297_000 - 50_000, yUm: 20_000, angle: 90 }] },
  ]);
  await mark(archive, id, 2, [{ ...line, xUm: 247_000, yUm: 20_000, angle: 90 }]);
  await undo(archive);
});

test('in the trash it does not count; destroyed, its links and marks are gone from everywhere', async () => {
  const { archive, at, plan, ledger, proofs, linked } = await world();
  await link(archive, [newLink(slotOf(at('Ⅱ')), plan, { note: '绝不能留下的话' })]);
  const id = await linked('Ⅰ-1-1)-①', 1, plan, 2, 2);
  await mark(archive, id, 2, [line]);
  await link(archive, [newLink(slotOf(at('Ⅱ')), ledger, { note: '留下的' })]);
  await moveToTrash(archive, only(plan));
  expect(seen(await proofs('Ⅱ'))).toMatchObject([{ flags: ['trash'] }, { flags: [] }]);
  const { changed } = await purge(archive, only(plan), '测试');
  expect(changed).toBe(1);
  expect(seen(await proofs('Ⅱ'))).toEqual([{ id: ledger, pages: null, flags: [] }]);
  expect(await placesOfDocument(archive.db.read, plan, 0, 10)).toEqual({ total: 0, places: [] });
  const state = await checklistState(archive);
  expect([state['link'], state['link_page'], state['mark']].map((rows) => rows?.length)).toEqual([
    1, 0, 0,
  ]);
  const history = JSON.stringify(
    await archive.db.read.all(
      rawSql(`SELECT * FROM change WHERE table_name IN ('link', 'link_page', 'mark')`),
    ),
  );
  expect(history).not.toContain('绝不能留下的话');
  expect(history).toContain('留下的');
  await expectSound(archive);
});
