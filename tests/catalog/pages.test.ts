import { expect, test } from 'vitest';
import {
  arrange,
  documentDetail,
  droppedPages,
  join,
  movePages,
  setCaption,
  setFields,
  split,
  tagSelection,
  takeBack,
} from '../../main/catalog/index.ts';
import type { DocumentId, OperationId } from '../../main/contract/index.ts';
import { sql } from '../../main/db/index.ts';
import { moveToTrash, redo, undo } from '../../main/keeping/index.ts';
import type { Archive } from '../../main/library/index.ts';
import type { Rotation } from '../../main/reading/index.ts';
import { documentPages, listDocuments } from '../../main/search/index.ts';
import { expectSound } from '../keeping/support.ts';
import { testArchive } from '../support/archives.ts';
import { addDocument, categoryNamed, everything, only } from '../support/documents.ts';
import { createRandom } from '../support/scans/random.ts';

const numbers = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];
/** Pages whose text tells which they are. */
const pagesNamed = (name: string, count: number): string[] =>
  numbers.slice(0, count).map((number) => `${name}第${number}页`);

const add = (archive: Archive, name: string, count: number, given = {}): Promise<DocumentId> =>
  addDocument(archive, {
    title: null,
    state: 'inbox',
    name: `${name}.pdf`,
    pages: pagesNamed(name, count),
    ...given,
  }) as Promise<DocumentId>;

const textsOf = async (archive: Archive, id: DocumentId): Promise<string> =>
  (await documentPages(archive.db.read, id)).map(({ text }) => text.replace('第', '')).join(' ');

async function rotations(archive: Archive, id: DocumentId): Promise<unknown> {
  return archive.db.read.all(sql`
    SELECT position, first_page AS first, last_page AS last, rotation FROM part
    WHERE document_id = ${id} ORDER BY position`);
}

const record = (archive: Archive, id: number) =>
  archive.db.read.get<Record<string, unknown>>(sql`SELECT * FROM document WHERE id = ${id}`);

const unturned = (...pages: readonly number[]) => pages.map((n) => ({ n, turn: 0 as const }));

/** Undoing gives back every row there was, redoing every row there came to be. */
async function expectUndoable(
  archive: Archive,
  work: () => Promise<{ operation: OperationId | null }>,
): Promise<void> {
  const before = await everything(archive);
  const { operation } = await work();
  expect(operation).not.toBeNull();
  const after = await everything(archive);
  await expectSound(archive);
  await undo(archive, operation as OperationId);
  expect(await everything(archive)).toEqual(before);
  await expectSound(archive);
  await redo(archive);
  expect(await everything(archive)).toEqual(after);
}

test('a stack is cut: the first piece stays the document, the others wait in the inbox with what held for all', async () => {
  const { archive } = await testArchive();
  const categoryId = await categoryNamed(archive, '方案制度');
  const id = await add(archive, '甲', 7, {
    year: 2024,
    categoryId,
    referenceNumber: '清政发〔2024〕3号',
    note: '缺附件',
    tags: ['迎检', '急件'],
  });
  await setFields(archive, only(id), { title: '关于印发方案的通知', department: '党政办' });
  let pieces: DocumentId[] = [];
  await expectUndoable(archive, async () => {
    const done = await split(archive, id, [3, 6], [5]);
    pieces = done.documents;
    return done;
  });
  expect(pieces[0]).toBe(id);
  expect(pieces).toHaveLength(3);
  const [, second, third] = pieces as [DocumentId, DocumentId, DocumentId];
  expect(await textsOf(archive, id)).toBe('甲一页 甲二页');
  expect(await textsOf(archive, second)).toBe('甲三页 甲四页');
  expect(await textsOf(archive, third)).toBe('甲六页 甲七页');
  expect(await record(archive, id)).toMatchObject({ title: '关于印发方案的通知', note: '缺附件' });
  for (const piece of [second, third]) {
    expect(await record(archive, piece)).toMatchObject({
      state: 'inbox',
      title: null,
      reference_number: null,
      note: null,
      year: 2024,
      category_id: categoryId,
      department: '党政办',
    });
    const tags = await archive.db.read.all(sql`
      SELECT tag.name FROM document_tag JOIN tag ON tag.id = tag_id
      WHERE document_id = ${piece} ORDER BY document_tag.id`);
    expect(tags).toEqual([{ name: '迎检' }, { name: '急件' }]);
  }
  const found = await listDocuments(archive.db.read, { text: '甲第三页' }, undefined, 0, 10);
  expect(found.map((row) => row.id)).toEqual([second]);
});

test('of a filed document that is cut only the first piece stays filed', async () => {
  const { archive } = await testArchive();
  const id = await add(archive, '乙', 4, { title: '年度总结', state: 'filed' });
  const { documents } = await split(archive, id, [3]);
  expect(await record(archive, id)).toMatchObject({ state: 'filed', title: '年度总结' });
  expect(await record(archive, documents[1] ?? 0)).toMatchObject({
    state: 'inbox',
    confirmed_at: null,
    archival_code: null,
  });
});

test('documents become one: the first keeps what it has and takes what it lacks, tags unite, undoing brings the others back whole', async () => {
  const { archive } = await testArchive();
  const first = await add(archive, '甲', 2, { year: 2024, tags: ['迎检'] });
  const second = await add(archive, '乙', 2, {
    year: 2023,
    issuer: '清河镇',
    tags: ['急件', '迎检'],
  });
  const third = await add(archive, '丙', 1, { title: '附件', issuer: '云溪县' });
  await setCaption(archive, second, { event: '植树', place: '北街社区' });
  await setCaption(archive, third, { event: '义诊', photographer: '陈立新' });
  await expectUndoable(archive, () => join(archive, [first, third, second]));
  expect(await textsOf(archive, first)).toBe('甲一页 甲二页 丙一页 乙一页 乙二页');
  expect(await record(archive, first)).toMatchObject({
    year: 2024,
    title: '附件',
    issuer: '云溪县',
  });
  expect(await record(archive, second)).toBeUndefined();
  expect(await record(archive, third)).toBeUndefined();
  expect(
    await archive.db.read.all(sql`
      SELECT tag.name FROM document_tag JOIN tag ON tag.id = tag_id
      WHERE document_id = ${first} ORDER BY tag.name`),
  ).toEqual([{ name: '急件' }, { name: '迎检' }]);
  expect(await archive.db.read.get(sql`SELECT * FROM caption`)).toMatchObject({
    document_id: first,
    event: '义诊',
    place: '北街社区',
    photographer: '陈立新',
  });
});

test('what was cut becomes one part again when it is joined', async () => {
  const { archive } = await testArchive();
  const id = await add(archive, '甲', 5);
  const before = await rotations(archive, id);
  const { documents } = await split(archive, id, [2, 4]);
  await join(archive, documents);
  expect(await rotations(archive, id)).toEqual(before);
});

test('pages are turned, dropped and put in order in one operation, said in words', async () => {
  const { archive } = await testArchive();
  const id = await add(archive, '甲', 5);
  await expectUndoable(archive, () =>
    arrange(archive, id, [
      { n: 4, turn: 90 },
      { n: 5, turn: 90 },
      { n: 1, turn: 0 },
    ]),
  );
  expect(await rotations(archive, id)).toEqual([
    { position: 0, first: 4, last: 5, rotation: 90 },
    { position: 1, first: 1, last: 1, rotation: 0 },
  ]);
  expect(await textsOf(archive, id)).toBe('甲四页 甲五页 甲一页');
  const words = await archive.db.read.get<{ summary: string }>(
    sql`SELECT summary FROM operation WHERE kind = 'arrange'`,
  );
  expect(words?.summary).toBe('旋转 2 页、去掉 2 页、调整页序');
  // As it is already: nothing to do.
  const again = await arrange(archive, id, [
    { n: 1, turn: 90 },
    { n: 2, turn: 90 },
    { n: 3, turn: 0 },
  ]);
  expect(again).toEqual({ changed: 0, operation: null });
});

test('a turn changes the row it turns, so that the history tells it from new pages', async () => {
  const { archive } = await testArchive();
  const id = await add(archive, '甲', 2);
  const { operation } = await arrange(
    archive,
    id,
    unturned(1, 2).map(({ n }) => ({ n, turn: 180 as const })),
  );
  expect(
    await archive.db.read.all(sql`
      SELECT table_name, before, after FROM change WHERE operation_id = ${operation}`),
  ).toEqual([{ table_name: 'part', before: '{"rotation":0}', after: '{"rotation":180}' }]);
  const { operations } = await documentDetail(archive, id, () => '');
  expect(operations.map(({ summary }) => summary)).toContain('旋转 2 页');
});

test('pages move to another document or within one; a document that loses its last page goes to the trash', async () => {
  const { archive } = await testArchive();
  const from = await add(archive, '甲', 3);
  const to = await add(archive, '乙', 2);
  await expectUndoable(archive, () => movePages(archive, from, [3, 1], to, 2));
  expect(await textsOf(archive, from)).toBe('甲二页');
  expect(await textsOf(archive, to)).toBe('乙一页 甲一页 甲三页 乙二页');
  await expectUndoable(archive, () => movePages(archive, to, [2, 4], to, 1));
  expect(await textsOf(archive, to)).toBe('甲一页 乙二页 乙一页 甲三页');
  await movePages(archive, to, [1], to, 5);
  expect(await textsOf(archive, to)).toBe('乙二页 乙一页 甲三页 甲一页');
  await expectUndoable(archive, () => movePages(archive, from, [1], to, 5));
  expect(await record(archive, from)).toMatchObject({ trashed_at: expect.any(String) });
  expect(await textsOf(archive, to)).toBe('乙二页 乙一页 甲三页 甲一页 甲二页');
});

test('dropped pages are listed until somebody takes them back, also those of originals nobody shows', async () => {
  const { archive } = await testArchive();
  const id = await add(archive, '甲', 4);
  const single = await add(archive, '乙', 1);
  await join(archive, [id, single]);
  expect(await droppedPages(archive.db.read, id)).toEqual([]);
  await arrange(archive, id, unturned(1, 3));
  const dropped = await droppedPages(archive.db.read, id);
  expect(dropped.map(({ originalPage, sourceName }) => [sourceName, originalPage])).toEqual([
    ['甲.pdf', 2],
    ['甲.pdf', 4],
    ['乙.pdf', 1],
  ]);
  await expectUndoable(archive, () => takeBack(archive, id, dropped.slice(1).toReversed()));
  expect(await textsOf(archive, id)).toBe('甲一页 甲三页 乙一页 甲四页');
  expect(await droppedPages(archive.db.read, id)).toHaveLength(1);
  await expect(takeBack(archive, id, dropped)).rejects.toThrow('no-such-page');
});

test('a dropped page is the last document’s that showed it, or of what that was joined into', async () => {
  const { archive } = await testArchive();
  const stack = await add(archive, '甲', 1);
  const other = await add(archive, '乙', 2);
  await join(archive, [stack, other]);
  const { documents } = await split(archive, stack, [2]);
  const piece = documents[1] as DocumentId;
  const guest = await add(archive, '丙', 1);
  await movePages(archive, guest, [1], piece, 3);
  await arrange(archive, piece, unturned(1, 2));
  expect((await droppedPages(archive.db.read, piece)).map((page) => page.sourceName)).toEqual([
    '丙.pdf',
  ]);
  expect(await droppedPages(archive.db.read, stack)).toEqual([]);
  await join(archive, [stack, piece]);
  expect((await droppedPages(archive.db.read, stack)).map((page) => page.sourceName)).toEqual([
    '丙.pdf',
  ]);
  await takeBack(archive, stack, await droppedPages(archive.db.read, stack));
  expect(await textsOf(archive, stack)).toBe('甲一页 乙一页 乙二页 丙一页');
});

test('a file without pages moves with its document as a whole', async () => {
  const { archive } = await testArchive();
  const id = await add(archive, '甲', 3);
  const file = await add(archive, '表', 0);
  await join(archive, [id, file]);
  await arrange(archive, id, unturned(3, 1));
  expect(await rotations(archive, id)).toHaveLength(3);
  const { documents } = await split(archive, id, [2]);
  const names = await archive.db.read.all(sql`
    SELECT source_name FROM part WHERE document_id = ${documents[0] ?? null} ORDER BY position`);
  // It stood behind the last page, which now comes first.
  expect(names).toEqual([{ source_name: '甲.pdf' }, { source_name: '表.pdf' }]);
  await expect(split(archive, file, [1])).rejects.toThrow('no-such-document');
});

test('pages that are not there, and documents without pages, are refused and nothing changes', async () => {
  const { archive } = await testArchive();
  const id = await add(archive, '甲', 3);
  const other = await add(archive, '乙', 2);
  const trashed = await add(archive, '丙', 2);
  await moveToTrash(archive, only(trashed));
  const before = await everything(archive);
  const refused: readonly [() => Promise<unknown>, string][] = [
    [() => split(archive, id, [4]), 'no-such-page'],
    [() => split(archive, id, [2], [1, 2, 3]), 'no-page-left'],
    [() => split(archive, id, [1]), 'invalid-value'],
    [() => arrange(archive, id, []), 'no-page-left'],
    [() => arrange(archive, id, unturned(1, 1)), 'invalid-value'],
    [() => arrange(archive, id, unturned(4)), 'no-such-page'],
    [() => movePages(archive, id, [1], other, 4), 'no-such-page'],
    [() => movePages(archive, id, [4], id, 1), 'no-such-page'],
    [() => movePages(archive, id, [1], trashed, 1), 'no-such-document'],
    [() => join(archive, [id, other, id]), 'invalid-value'],
    [() => join(archive, [id, trashed]), 'no-such-document'],
    [() => takeBack(archive, id, [{ originalId: 1 as never, originalPage: 1 }]), 'no-such-page'],
  ];
  for (const [work, code] of refused) await expect(work()).rejects.toThrow(code);
  expect(await everything(archive)).toEqual(before);
});

test('whatever is done to pages, every page is shown once or dropped, and undoing everything gives everything back', async () => {
  const { archive } = await testArchive();
  const random = createRandom(20261123);
  for (const name of ['甲', '乙', '丙', '丁']) await add(archive, name, 3 + random.integer(0, 6));
  await tagSelection(archive, { filter: { place: 'inbox' } } as never, ['一批'], []);
  const start = await everything(archive);
  const pagesInAll = await archive.db.read.get<{ n: number }>(sql`SELECT count(*) AS n FROM page`);
  const done: OperationId[] = [];
  for (let step = 0; step < 40; step += 1) {
    const rows = await archive.db.read.all<{ id: DocumentId; pages: number }>(sql`
      SELECT document.id, facts.pages FROM document JOIN document_facts AS facts
        ON facts.document_id = document.id WHERE trashed_at IS NULL ORDER BY document.id`);
    const one = random.pick(rows);
    const other = random.pick(rows);
    const some = Array.from({ length: one.pages }, (_, n) => n + 1).filter(
      () => random.integer(0, 2) > 0,
    );
    const work = async (): Promise<{ operation: OperationId | null }> => {
      switch (random.integer(0, 4)) {
        case 0:
          return split(archive, one.id, [random.integer(1, one.pages)], some.slice(0, 1));
        case 1:
          return join(archive, [one.id, other.id]);
        case 2:
          return arrange(
            archive,
            one.id,
            some
              .toSorted(() => random.integer(-1, 1))
              .map((n) => ({
                n,
                turn: random.pick<Rotation>([0, 90, 180, 270]),
              })),
          );
        case 3:
          return movePages(archive, one.id, some, other.id, random.integer(1, other.pages + 1));
        default:
          return takeBack(
            archive,
            one.id,
            (await droppedPages(archive.db.read, one.id)).slice(0, 2),
          );
      }
    };
    const { operation } = await work().catch(() => ({ operation: null }));
    if (operation !== null) done.push(operation);
  }
  expect(done.length).toBeGreaterThan(15);
  await expectSound(archive);
  const ids = await archive.db.read.all<{ id: DocumentId }>(sql`SELECT id FROM document`);
  const dropped = new Set<string>();
  for (const { id } of ids) {
    for (const page of await droppedPages(archive.db.read, id)) {
      dropped.add(`${page.originalId}/${page.originalPage}`);
    }
  }
  const shown = await archive.db.read.get<{ n: number }>(sql`
    SELECT sum(last_page - first_page + 1) AS n FROM part`);
  expect((shown?.n ?? 0) + dropped.size).toBe(pagesInAll?.n);
  for (const operation of done.toReversed()) await undo(archive, operation);
  expect(await everything(archive)).toEqual(start);
  await expectSound(archive);
}, 60_000);
