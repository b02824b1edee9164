import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { PDFDocument, StandardFonts } from 'pdf-lib';
import { expect, test } from 'vitest';
import { confirm, setFields, tagSelection } from '../../main/catalog/index.ts';
import type { DocumentId } from '../../main/contract/index.ts';
import { rawSql, sql, verifyChain } from '../../main/db/index.ts';
import { doomOriginals, importPaths, keepAnyway, recoverIntake } from '../../main/intake/index.ts';
import { moveToTrash, purge, removeBackups, undo, verify } from '../../main/keeping/index.ts';
import {
  backUpCatalogue,
  originalPath,
  unattended,
  type Archive,
} from '../../main/library/index.ts';
import { thumbnail } from '../../main/reading/index.ts';
import { searchDocuments } from '../../main/search/index.ts';
import { temporaryFolder, testArchive } from '../support/archives.ts';
import { addDocument, addDocuments, only } from '../support/documents.ts';
import { createRandom } from '../support/scans/random.ts';
import { expectSound } from './support.ts';

async function* filesBelow(folder: string): AsyncGenerator<string> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesBelow(path);
    else yield path;
  }
}

/** Files of a folder that hold any of the words, in bytes or in name. */
async function holders(folder: string, words: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for await (const path of filesBelow(folder)) {
    const bytes = await readFile(path);
    for (const word of words) {
      const inBytes = [Buffer.from(word), Buffer.from(word, 'utf16le')].some((form) =>
        bytes.includes(form),
      );
      if (inBytes || path.slice(folder.length).includes(word))
        found.push(`${path.slice(folder.length)}: ${word}`);
    }
  }
  return found;
}

const count = (bytes: Buffer, word: string): number =>
  bytes.toString('latin1').split(Buffer.from(word).toString('latin1')).length - 1;

async function pdf(text: string): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  const font = await document.embedFont(StandardFonts.Helvetica);
  document.addPage([595, 842]).drawText(text, { x: 50, y: 700, font });
  return document.save();
}

/** Documents whose characters the index still holds. */
async function indexed(archive: Archive): Promise<number[]> {
  return archive.db.maintain(async (connection) => {
    await connection.script(
      `CREATE VIRTUAL TABLE temp.words USING fts5vocab (main, document_index, instance)`,
    );
    const rows = await connection.all<{ doc: number }>(
      rawSql('SELECT DISTINCT doc FROM temp.words ORDER BY doc'),
    );
    await connection.script('DROP TABLE temp.words');
    return rows.map((row) => row.doc);
  });
}

test('a destroyed document leaves no bytes of itself but its line in the destruction list', async () => {
  const { archive, folder } = await testArchive();
  const source = join(await temporaryFolder(), '来件');
  await mkdir(join(source, '只此一夹'), { recursive: true });
  await writeFile(
    join(source, '只此一夹', '绝密名册.pdf'),
    await pdf('Quartzsecret body of the file'),
  );
  await writeFile(join(source, '普通通知.pdf'), await pdf('Ordinary body'));
  const single = join(source, '单独送来.pdf');
  const alone = await pdf('Zirconsecret alone');
  await writeFile(single, alone);
  const { imported } = await importPaths(archive, [source], {}, unattended());
  const again = join(await temporaryFolder(), '复制件另名.pdf');
  await writeFile(again, alone);
  await importPaths(archive, [again], {}, unattended());
  const byName = (name: string): DocumentId =>
    imported.find((each) => each.path.endsWith(name))?.id as DocumentId;
  const doomed = [byName('绝密名册.pdf'), byName('单独送来.pdf')];
  const kept = byName('普通通知.pdf');
  for (const id of [...doomed, kept]) await thumbnail(archive, id);
  await setFields(archive, only(doomed[0]!), {
    title: '要销毁的题名',
    referenceNumber: '清密发〔2024〕9号',
    note: '备注里的秘密',
    issuer: '机要责任者',
  });
  await setFields(archive, only(doomed[1]!), { title: '第二件题名' });
  await setFields(archive, only(doomed[0]!), { title: '要销毁的题名（改）' });
  await confirm(archive, only(...doomed, kept));
  await tagSelection(archive, only(...doomed), ['待销毁'], []);
  await moveToTrash(archive, only(...doomed));

  const { changed, operation } = await purge(archive, only(...doomed), '超过保管期限');
  expect(changed).toBe(2);
  expect(operation).not.toBeNull();

  const gone = [
    'Quartzsecret',
    'Zirconsecret',
    '绝密名册',
    '只此一夹',
    '单独送来',
    '复制件另名',
    '备注里的秘密',
    '机要责任者',
  ];
  expect(await holders(folder, gone)).toEqual([]);
  const catalogue = await readFile(join(folder, 'mingce.sqlite'));
  expect(count(catalogue, '要销毁的题名')).toBe(1);
  expect(count(catalogue, '清密发〔2024〕9号')).toBe(1);
  expect(await indexed(archive)).toEqual([kept]);
  expect(await archive.db.read.all(sql`SELECT id FROM original`)).toHaveLength(1);
  expect(
    await archive.db.read.get(
      sql`SELECT title, reference_number, pages, user, reason FROM destroyed WHERE document_id = ${doomed[0]!}`,
    ),
  ).toEqual({
    title: '要销毁的题名（改）',
    reference_number: '清密发〔2024〕9号',
    pages: 1,
    user: '陈立新',
    reason: '超过保管期限',
  });
  const found = await searchDocuments(archive, { text: 'body', place: 'all' }, undefined, 0, 10);
  expect(found.hits.map((hit) => hit.row.id)).toEqual([kept]);
  await expectSound(archive);
  await archive.close();
  expect(await holders(folder, gone)).toEqual([]);
});

test('of many documents with long texts, edited often, none leaves a trace between the rows', async () => {
  const { archive, folder } = await testArchive();
  const random = createRandom('purge');
  const words = new Map<number, string[]>();
  const word = (kind: string): string => `${kind}${random.integer(1e8, 1e9 - 1)}x`;
  for (let n = 0; n < 60; n += 1) {
    const own = [word('body'), word('tail'), word('name'), word('note')];
    const filler = '台账'.repeat(random.integer(10, 900));
    const id = await addDocument(archive, {
      title: '件',
      name: `${own[2]}.pdf`,
      pages: [`${own[0]}${filler}`, `${filler}${own[1]}`],
    });
    await setFields(archive, only(id), { note: `${own[3]}${'注'.repeat(random.integer(1, 400))}` });
    words.set(id, own);
  }
  const ids = [...words.keys()];
  for (let n = 0; n < 60; n += 1) {
    const id = random.pick(ids);
    const own = word('edit');
    words.get(id)?.push(own);
    await setFields(archive, only(id), {
      issuer: `${own}${'甲'.repeat(random.integer(1, 60))}`,
      note: own.repeat(random.integer(1, 200)),
    });
  }
  const doomed = ids.filter(() => random.chance(0.5));
  await moveToTrash(archive, only(...doomed));
  await purge(archive, only(...doomed), '试');
  expect(
    await holders(
      folder,
      doomed.flatMap((id) => words.get(id) ?? []),
    ),
  ).toEqual([]);
  expect(await indexed(archive)).toEqual(ids.filter((id) => !doomed.includes(id)));
  const left = ids.find((id) => !doomed.includes(id))!;
  expect(await holders(folder, [words.get(left)?.[0] ?? ''])).not.toEqual([]);
  await expectSound(archive);
});

test('only what is in the trash can be destroyed', async () => {
  const { archive } = await testArchive();
  const filed = await addDocument(archive, { title: '在册' });
  const trashed = await addDocument(archive, { title: '在回收站' });
  await moveToTrash(archive, only(trashed));
  await expect(purge(archive, only(filed, trashed), '试')).rejects.toMatchObject({
    code: 'not-in-trash',
  });
  expect(await archive.db.read.all(sql`SELECT id FROM document`)).toHaveLength(2);
  const emptied = await purge(archive, { filter: {} }, '清空');
  expect(emptied.changed).toBe(1);
  expect(await archive.db.read.all(sql`SELECT id FROM document`)).toEqual([{ id: filed }]);
  expect(await purge(archive, { filter: {} }, '清空')).toEqual({
    changed: 0,
    operation: null,
    backups: [],
  });
});

test('an original that another document uses stays, with its text', async () => {
  const { archive } = await testArchive();
  const source = join(await temporaryFolder(), '通知.pdf');
  const bytes = await pdf('Shared body');
  await writeFile(source, bytes);
  const copy = join(await temporaryFolder(), '通知副本.pdf');
  await writeFile(copy, bytes);
  const { imported } = await importPaths(archive, [source], { confirm: true }, unattended());
  await importPaths(archive, [copy], { confirm: true }, unattended());
  const duplicate = await archive.db.read.get<{ id: number }>(
    sql`SELECT id FROM import_file WHERE outcome = 'duplicate'`,
  );
  const { kept } = await keepAnyway(archive, [duplicate!.id]);
  await moveToTrash(archive, only(imported[0]!.id));
  await purge(archive, only(imported[0]!.id), '重复');
  const found = await searchDocuments(
    archive,
    { text: 'shared body', place: 'all' },
    undefined,
    0,
    10,
  );
  expect(found.hits.map((hit) => [hit.row.id, hit.page])).toEqual([[kept[0], 1]]);
  await thumbnail(archive, kept[0] as DocumentId);
  await expectSound(archive);
});

test('destroying cannot be undone, nor what was done to the destroyed', async () => {
  const { archive } = await testArchive();
  const id = await addDocument(archive, { title: '甲' });
  const other = await addDocument(archive, { title: '乙' });
  const changed = await setFields(archive, only(id), { title: '丙' });
  await moveToTrash(archive, only(id));
  const destroyed = await purge(archive, only(id), '试');
  await expect(undo(archive, destroyed.operation ?? undefined)).rejects.toMatchObject({
    code: 'nothing-to-undo',
  });
  await expect(undo(archive, changed.operation ?? undefined)).rejects.toMatchObject({
    code: 'undo-conflict',
  });
  await undo(archive);
  expect(
    await archive.db.read.get(
      sql`SELECT trashed_at IS NOT NULL AS trashed FROM document WHERE id = ${other}`,
    ),
  ).toEqual({ trashed: 1 });
  expect(await addDocument(archive, { title: '丁' })).toBeGreaterThan(other);
  await expectSound(archive);
});

test('backups that still hold the destroyed are named, and can be removed', async () => {
  const { archive, folder } = await testArchive();
  const id = await addDocument(archive, { title: '备份里的题名', pages: ['备份里的正文'] });
  const name = await backUpCatalogue(archive.paths, archive.db);
  await moveToTrash(archive, only(id));
  const { backups } = await purge(archive, only(id), '试');
  expect(backups).toEqual([name]);
  expect(await holders(join(folder, 'backups'), ['备份里的正文'])).toHaveLength(1);
  expect(await removeBackups(archive, [...backups, '../mingce.sqlite', 'nothing.sqlite'])).toBe(1);
  expect(await holders(folder, ['备份里的正文'])).toEqual([]);
  expect(await verifyChain(archive.db.read)).toMatchObject({ ok: true });
});

test('a crash while destroying leaves either everything or nothing', async () => {
  const { archive, folder } = await testArchive();
  const ids = await addDocuments(archive, [
    { title: '甲', pages: ['第一件的正文'] },
    { title: '乙', pages: ['第二件的正文'] },
  ]);
  const originals = await archive.db.read.all<{ sha256: string; extension: string }>(
    sql`SELECT sha256, extension FROM original ORDER BY id`,
  );
  await moveToTrash(archive, only(ids[0]!));
  // As a crash leaves it: noted, then committed or not, and no file removed.
  await doomOriginals(archive, originals);
  const kept = await readFile(originalPath(archive, originals[0]!.sha256, 'pdf'));
  await purge(archive, only(ids[0]!), '试');
  await mkdir(dirname(originalPath(archive, originals[0]!.sha256, 'pdf')), { recursive: true });
  await writeFile(originalPath(archive, originals[0]!.sha256, 'pdf'), kept);
  await recoverIntake(archive);
  expect(await verify(archive, unattended())).toMatchObject({
    ok: true,
    originals: 1,
    strays: [],
    missing: [],
  });
  expect(await readdir(join(folder, 'staging'))).toEqual([]);
});

test('destroying that fails takes nothing away', async () => {
  const { archive } = await testArchive();
  const id = await addDocument(archive, { title: '甲', pages: ['正文'] });
  await moveToTrash(archive, only(id));
  await archive.db.write((writer) =>
    writer.run(
      rawSql(
        `CREATE TRIGGER stop BEFORE INSERT ON destroyed BEGIN SELECT RAISE(ABORT, 'stop'); END`,
      ),
    ),
  );
  await expect(purge(archive, only(id), '试')).rejects.toThrow('stop');
  await archive.db.write((writer) => writer.run(rawSql('DROP TRIGGER stop')));
  expect(await verify(archive, unattended())).toMatchObject({ ok: true, originals: 1 });
  await purge(archive, only(id), '试');
  expect(await verify(archive, unattended())).toMatchObject({ ok: true, originals: 0 });
});
