import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join as pathOf } from 'node:path';
import { PDFDocument, StandardFonts } from 'pdf-lib';
import { expect, test } from 'vitest';
import {
  arrange,
  confirm,
  droppedPages,
  join,
  movePages,
  setCaption,
  setFields,
  split,
  unconfirm,
} from '../../main/catalog/index.ts';
import type { DocumentId, Selection } from '../../main/contract/index.ts';
import { sql } from '../../main/db/index.ts';
import { importPaths } from '../../main/intake/index.ts';
import { destroy, moveToTrash, purge, undo, verify } from '../../main/keeping/index.ts';
import { backUpCatalogue, unattended, type Archive } from '../../main/library/index.ts';
import { temporaryFolder, testArchive } from '../support/archives.ts';
import { addDocument, only } from '../support/documents.ts';
import { expectSound } from './support.ts';

const inbox: Selection = { filter: { place: 'inbox' } };

const add = (archive: Archive, name: string, given = {}): Promise<DocumentId> =>
  addDocument(archive, {
    title: null,
    state: 'inbox',
    name: `${name}.pdf`,
    pages: [`${name}正文`],
    ...given,
  }) as Promise<DocumentId>;

const stateOf = async (archive: Archive, id: number): Promise<string | undefined> =>
  (await archive.db.read.get<{ state: string }>(sql`SELECT state FROM document WHERE id = ${id}`))
    ?.state;

async function markSecret(archive: Archive, id: number): Promise<void> {
  await archive.derive(['document_note'], (writer) =>
    writer.run(sql`
      INSERT INTO document_note (document_id, code, details)
      VALUES (${id}, 'secret', '{"marking":"机密★5年"}')`),
  );
}

async function pdf(...texts: readonly string[]): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  const font = await document.embedFont(StandardFonts.Helvetica);
  for (const text of texts) document.addPage([595, 842]).drawText(text, { x: 50, y: 700, font });
  return document.save();
}

/** Files below a folder that hold any of the words, in bytes or in name. */
async function holders(folder: string, words: readonly string[]): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const found: string[] = [];
  for (const entry of entries.filter((each) => each.isFile())) {
    const path = pathOf(entry.parentPath, entry.name);
    const bytes = await readFile(path);
    for (const word of words) {
      if (bytes.includes(word) || path.includes(word)) found.push(`${entry.name}: ${word}`);
    }
  }
  return found;
}

test('a paper found to be a state secret is not filed; the others of the selection are', async () => {
  const { archive } = await testArchive();
  const secret = await add(archive, '甲');
  const plain = await add(archive, '乙');
  await markSecret(archive, secret);
  expect(await confirm(archive, inbox)).toMatchObject({ changed: 1 });
  expect(await stateOf(archive, plain)).toBe('filed');
  expect(await stateOf(archive, secret)).toBe('inbox');
  await expect(confirm(archive, inbox)).rejects.toMatchObject({
    code: 'state-secret',
    details: { count: 1 },
  });
  expect(await confirm(archive, only(plain))).toEqual({ changed: 0, operation: null });
});

test('it is filed once a person has said that it is none, by field or while confirming', async () => {
  const { archive } = await testArchive();
  const [one, two, three] = [
    await add(archive, '甲'),
    await add(archive, '乙'),
    await add(archive, '丙'),
  ];
  for (const id of [one, two, three]) await markSecret(archive, id);
  await setFields(archive, only(one), { secrecy: '公开' });
  expect(await confirm(archive, only(one))).toMatchObject({ changed: 1 });
  expect(await confirm(archive, only(two), { secrecy: '内部' })).toMatchObject({ changed: 1 });
  for (const secrecy of ['机密', '绝密★长期', ' 秘密 ', null, '']) {
    await expect(confirm(archive, only(three), { secrecy })).rejects.toThrow('state-secret');
  }
  expect(await stateOf(archive, three)).toBe('inbox');
});

test('a secrecy of 绝密, 机密 or 秘密 keeps a paper out whoever set or proposed it', async () => {
  const { archive } = await testArchive();
  const set = await add(archive, '甲');
  const proposed = await add(archive, '乙');
  await setFields(archive, only(set), { secrecy: '秘密★3年' });
  await archive.derive(['proposal'], (writer) =>
    writer.run(sql`
      INSERT INTO proposal (document_id, field, rank, value, confidence, source, evidence)
      VALUES (${proposed}, 'secrecy', 0, '机密', 90, 'text', '机密★5年')`),
  );
  await expect(confirm(archive, only(set, proposed))).rejects.toThrow('state-secret');
  const filed = await add(archive, '丙', { state: 'filed' });
  await expect(setFields(archive, only(filed), { secrecy: '机密' })).rejects.toThrow(
    'state-secret',
  );
  // Nor does undoing file it.
  const returned = await unconfirm(archive, only(filed));
  await setFields(archive, only(filed), { secrecy: '机密' });
  await expect(undo(archive, returned.operation ?? undefined)).rejects.toThrow('state-secret');
  expect(await stateOf(archive, filed)).toBe('inbox');
  await expectSound(archive);
});

test('where pages of such a paper go, the stop goes, and never among filed ones', async () => {
  const { archive } = await testArchive();
  const secret = await add(archive, '甲', { pages: ['一', '二', '三'] });
  const cleared = await add(archive, '乙');
  const other = await add(archive, '丙');
  const filed = await add(archive, '丁', { state: 'filed' });
  await markSecret(archive, secret);
  await setFields(archive, only(cleared), { secrecy: '公开' });
  await expect(join(archive, [filed, secret])).rejects.toThrow('state-secret');
  await expect(movePages(archive, secret, [1], filed, 1)).rejects.toThrow('state-secret');
  const { documents } = await split(archive, secret, [3]);
  await movePages(archive, secret, [1], cleared, 1);
  await join(archive, [other, secret]);
  for (const id of [documents[1] ?? 0, cleared, other]) {
    await expect(confirm(archive, only(id))).rejects.toThrow('state-secret');
  }
});

test('destroying an inbox paper is one step and leaves no bytes; where it came from is named', async () => {
  const { archive, folder } = await testArchive();
  const source = await temporaryFolder();
  const paths = ['机密名单.pdf', '已移走.pdf', '通知.pdf'].map((name) => pathOf(source, name));
  const list = await pdf('Quartzsecret list');
  await writeFile(paths[0]!, list);
  await writeFile(paths[1]!, await pdf('Zirconsecret gone'));
  await writeFile(paths[2]!, await pdf('Ordinary'));
  const { imported } = await importPaths(archive, paths, {}, unattended());
  const again = pathOf(await temporaryFolder(), '复制件.pdf');
  await writeFile(again, list);
  await importPaths(archive, [again], {}, unattended());
  await rm(paths[1]!);
  const ids = imported.map((each) => each.id as DocumentId);
  const [secret, gone, plain] = ids as [DocumentId, DocumentId, DocumentId];
  await setFields(archive, only(secret), { title: '要销毁的题名', note: '秘密备注' });
  await setCaption(archive, secret, { event: '秘密照片' });
  const backup = await backUpCatalogue(archive.paths, archive.db);

  const done = await destroy(archive, only(secret, gone), '涉密，不应在本机');
  expect(done).toMatchObject({ changed: 2, backups: [backup], shared: [] });
  expect(done.sources.toSorted()).toEqual([again, paths[0]].toSorted());
  await rm(pathOf(archive.paths.backups, backup));
  expect(
    await holders(folder, ['Quartzsecret', 'Zirconsecret', '机密名单', '秘密备注', '秘密照片']),
  ).toEqual([]);
  expect(await archive.db.read.all(sql`SELECT title, reason FROM destroyed`)).toEqual([
    { title: '要销毁的题名', reason: '涉密，不应在本机' },
    { title: '已移走', reason: '涉密，不应在本机' },
  ]);
  expect(await archive.db.read.all(sql`SELECT id FROM document`)).toEqual([{ id: plain }]);
  await expectSound(archive);
  expect(await verify(archive, unattended())).toMatchObject({ ok: true, originals: 1 });
});

test('only papers of the inbox are destroyed so', async () => {
  const { archive } = await testArchive();
  const filed = await add(archive, '甲', { state: 'filed' });
  const waiting = await add(archive, '乙');
  await expect(destroy(archive, only(filed, waiting), '试')).rejects.toThrow('not-allowed');
  expect(await destroy(archive, inbox, '试')).toMatchObject({ changed: 1 });
  expect(await archive.db.read.all(sql`SELECT id FROM document`)).toEqual([{ id: filed }]);
});

/** What reading and correcting add to a page. */
async function readPage(archive: Archive, number: number, words: string): Promise<void> {
  await archive.derive(['page_reading'], (writer) =>
    writer.run(sql`
      INSERT INTO page_reading (page_id, engine, lines, turn, skew_millidegrees, sharpness, blank,
        photo, codes, read_at)
      SELECT id, 'paddle', json_array(${words}), 0, 0, 80, 0, 0, '[]', '2026-11-23' FROM page
      WHERE number = ${number}`),
  );
  await archive.operate({ kind: 'correct', zh: '改正文字', en: 'Correct text' }, (writer) =>
    writer.run(sql`
      INSERT INTO corrected_page (original_id, number, text, lines)
      SELECT original_id, number, ${`${words} corrected`}, '[]' FROM page WHERE number = ${number}`),
  );
}

test('an original that was cut up stays until its last piece is destroyed, then everything of it goes', async () => {
  const { archive, folder } = await testArchive();
  const source = await temporaryFolder();
  await mkdir(pathOf(source, '一叠'), { recursive: true });
  const path = pathOf(source, '一叠', '扫描堆.pdf');
  await writeFile(path, await pdf('Pagealpha', 'Pagebeta', 'Pagegamma', 'Pagedelta'));
  const { imported } = await importPaths(archive, [path], {}, unattended());
  const id = imported[0]?.id as DocumentId;
  for (const number of [1, 3]) await readPage(archive, number, `Readwords${number}`);
  const { documents } = await split(archive, id, [3], [4]);
  const piece = documents[1] as DocumentId;

  const first = await destroy(archive, only(id), '试');
  expect(first).toMatchObject({ changed: 1, sources: [path], shared: ['扫描堆.pdf'] });
  expect(await verify(archive, unattended())).toMatchObject({ ok: true, originals: 1, strays: [] });
  expect(await archive.db.read.all(sql`SELECT number FROM corrected_page`)).toHaveLength(2);
  expect(await archive.db.read.all(sql`SELECT document_id, path FROM import_file`)).toEqual([
    { document_id: piece, path: '扫描堆.pdf' },
  ]);
  expect((await droppedPages(archive.db.read, piece)).map((page) => page.originalPage)).toEqual([
    1, 2, 4,
  ]);

  const last = await destroy(archive, only(piece), '试');
  expect(last).toMatchObject({ changed: 1, sources: [path], shared: [] });
  expect(
    await archive.db.read.all(sql`SELECT 1 FROM page UNION SELECT 1 FROM page_reading`),
  ).toEqual([]);
  expect(
    await holders(folder, [
      'Pagealpha',
      'Pagegamma',
      'Pagedelta',
      'Readwords',
      '扫描堆.pdf',
      '一叠',
    ]),
  ).toEqual([]);
  await expectSound(archive);
  expect(await verify(archive, unattended())).toMatchObject({ ok: true, originals: 0, strays: [] });
});

test('an original whose last page was dropped is no stray, and goes with the document that dropped it', async () => {
  const { archive, folder } = await testArchive();
  const source = await temporaryFolder();
  for (const name of ['甲页', '乙页']) {
    await writeFile(
      pathOf(source, `${name}.pdf`),
      await pdf(`Body of ${name === '甲页' ? 'A' : 'B'}`),
    );
  }
  const { imported } = await importPaths(archive, [source], {}, unattended());
  const [into, from] = imported.map((each) => each.id as DocumentId) as [DocumentId, DocumentId];
  await setFields(archive, only(into), { title: '留下的题名' });
  await setFields(archive, only(from), { title: '并入的题名' });
  await join(archive, [into, from]);
  await arrange(archive, into, [{ n: 1, turn: 0 }]);
  expect(await verify(archive, unattended())).toMatchObject({ ok: true, originals: 2, strays: [] });
  expect(await droppedPages(archive.db.read, into)).toHaveLength(1);
  await moveToTrash(archive, only(into));
  await purge(archive, only(into), '试');
  // What was joined into it is known nowhere any more either.
  expect(await holders(folder, ['Body of', '并入的题名', '甲页', '乙页'])).toEqual([]);
  expect(await archive.db.read.all(sql`SELECT title FROM destroyed`)).toEqual([
    { title: '留下的题名' },
  ]);
  await expectSound(archive);
  expect(await verify(archive, unattended())).toMatchObject({ ok: true, originals: 0 });
});

test('a file whose pages were all dropped comes in again as a document of its own', async () => {
  const { archive } = await testArchive();
  const folder = await temporaryFolder();
  const paths = ['A.pdf', 'B.pdf'].map((name) => pathOf(folder, name));
  for (const path of paths) await writeFile(path, await pdf(path));
  const { imported } = await importPaths(archive, paths, {}, unattended());
  const [into, from] = imported.map((each) => each.id as DocumentId) as [DocumentId, DocumentId];
  await join(archive, [into, from]);
  await arrange(archive, into, [{ n: 1, turn: 0 }]);
  const again = await importPaths(archive, paths, {}, unattended());
  expect(again.duplicates.map((each) => each.id)).toEqual([into]);
  expect(again.imported).toHaveLength(1);
  expect(await droppedPages(archive.db.read, into)).toEqual([]);
  await destroy(archive, only(again.imported[0]?.id ?? 0), '试');
  expect(await verify(archive, unattended())).toMatchObject({ ok: true, originals: 1, strays: [] });
  await expectSound(archive);
});

test('undoing an import takes the pieces that were cut from its documents along', async () => {
  const { archive } = await testArchive();
  const path = pathOf(await temporaryFolder(), '扫描.pdf');
  await writeFile(path, await pdf('A', 'B', 'C'));
  const { imported } = await importPaths(archive, [path], {}, unattended());
  await split(archive, imported[0]?.id as DocumentId, [2, 3]);
  const other = await add(archive, '别的');
  const operation = await archive.db.read.get<{ id: number }>(
    sql`SELECT operation_id AS id FROM import`,
  );
  await undo(archive, operation?.id as never);
  expect(await archive.db.read.all(sql`SELECT id FROM document WHERE trashed_at IS NULL`)).toEqual([
    { id: other },
  ]);
  await expectSound(archive);
});

test('the number of a document that was joined into another is not given out again', async () => {
  const { archive } = await testArchive();
  const folder = await temporaryFolder();
  for (const name of ['a', 'b', 'c'])
    await writeFile(pathOf(folder, `${name}.pdf`), await pdf(name));
  const take = async (name: string): Promise<DocumentId> =>
    (await importPaths(archive, [pathOf(folder, name)], {}, unattended())).imported[0]
      ?.id as DocumentId;
  const [one, two] = [await take('a.pdf'), await take('b.pdf')];
  const joined = await join(archive, [one, two]);
  expect(await take('c.pdf')).toBeGreaterThan(two);
  await undo(archive, joined.operation ?? undefined);
  expect(await stateOf(archive, two)).toBe('inbox');
});
