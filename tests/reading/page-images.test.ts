import { createHash } from 'node:crypto';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { ArchiveError } from '../../main/contract/errors.ts';
import type { DocumentId } from '../../main/contract/ids.ts';
import { sql } from '../../main/db/index.ts';
import { originalPath, type Archive, type CallContext } from '../../main/library/index.ts';
import {
  inspectFile,
  pageImage,
  readingHandlers,
  removeUnfinished,
  thumbnail,
} from '../../main/reading/index.ts';
import { testArchive } from '../support/archives.ts';
import { encryptedPdf, oddPagesPdf, plainPdf } from '../support/scans/index.ts';
import { inkIn, sizeOf } from './support.ts';

interface Part {
  readonly bytes: Uint8Array;
  readonly rotation?: number;
  readonly pages?: readonly [number, number];
}

/** Files a document of PDF parts, as an import leaves it. */
async function file(archive: Archive, parts: readonly Part[]): Promise<DocumentId> {
  const filed = await Promise.all(
    parts.map(async (part) => ({ ...part, ...(await store(archive, part.bytes)) })),
  );
  const words = { kind: 'import', zh: '导入', en: 'Import' };
  const { result } = await archive.operate(words, async (writer) => {
    const { lastId } = await writer.run(sql`
      INSERT INTO document (state, title, created_at) VALUES ('inbox', '通知', '2026-11-23')`);
    for (const [position, part] of filed.entries()) {
      const { sha256, state, stored: pages } = part;
      const original = await writer.run(sql`
        INSERT INTO original (sha256, bytes, extension, type, page_state, page_count, added_at)
        VALUES (${sha256}, ${part.bytes.length}, 'pdf', 'pdf', ${state}, ${pages.length}, '2026-11-23')`);
      await writer.run(sql`
        INSERT INTO page (original_id, number, width_um, height_um, text_source, text)
        SELECT ${original.lastId}, key + 1, value ->> 'widthUm', value ->> 'heightUm',
          CASE WHEN value ->> 'text' = '' THEN 'none' ELSE 'layer' END, value ->> 'text'
        FROM json_each(${JSON.stringify(pages)})`);
      const [first, last] = part.pages ?? [1, pages.length];
      await writer.run(sql`
        INSERT INTO part (document_id, position, original_id, first_page, last_page, rotation,
          source_name, source_path)
        VALUES (${lastId}, ${position}, ${original.lastId}, ${last === 0 ? null : first},
          ${last === 0 ? null : last}, ${part.rotation ?? 0}, '通知.pdf', '通知.pdf')`);
    }
    return lastId as DocumentId;
  });
  return result;
}

async function store(archive: Archive, bytes: Uint8Array) {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const path = originalPath(archive, sha256, 'pdf');
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, bytes);
  const found = await inspectFile(archive.workers, { path, extension: 'pdf' });
  const stored = found.pages.map((page, index) => ({ ...page, text: found.text[index] }));
  return { sha256, path, state: found.pageState, stored };
}

const contextOf = (archive: Archive): CallContext => ({
  archive,
  session: 'test',
  jobs: { start: () => expect.fail('no job is started here') },
  address: (kind, rest) => `r/${kind}/x/${rest}`,
  pathOf: () => expect.fail('no place is asked for here'),
  placeFor: () => expect.fail('no place is made here'),
  chooseFolder: undefined,
  chooseFiles: undefined,
  openPath: undefined,
  revealPath: undefined,
});

const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error: unknown) => (error instanceof ArchiveError ? error.code : error),
  );
const derivedFiles = async (archive: Archive): Promise<string[]> =>
  (await readdir(archive.paths.derived, { recursive: true })).filter((name) => name.includes('.'));

test('pages are counted through the parts of a document, each as its part is turned', async () => {
  const { archive } = await testArchive();
  const id = await file(archive, [
    { bytes: oddPagesPdf(), pages: [3, 4] },
    { bytes: plainPdf([{ text: 'turned' }]), rotation: 90 },
  ]);
  const { total, state, pages } = await readingHandlers['reading.pages'](
    { id, from: 1, limit: 10 },
    contextOf(archive),
  );
  expect([total, state]).toEqual([3, 'ready']);
  expect(pages.map((page) => [page.n, page.originalPage, page.widthUm, page.heightUm])).toEqual([
    [1, 3, 420_000, 297_000],
    [2, 4, 148_000, 210_000],
    [3, 1, 297_000, 210_000],
  ]);
  expect(pages[1]?.images[0]?.widthPx).toBe(480);
  expect(pages[1]?.images[0]?.address).toContain(`r/page/x/${id}/2/480/`);
  const [width, height] = await sizeOf((await pageImage(archive, id, 3, 480)).path);
  expect([width, height]).toEqual([480, 339]);
  const text = readingHandlers['reading.text']({ id, n: 3 }, contextOf(archive));
  expect(await text).toEqual({ text: 'turned', source: 'layer' });
  expect(await refusal(pageImage(archive, id, 4, 480))).toBe('no-such-page');
});

test('a page is drawn once for all who ask, and kept', async () => {
  const { archive } = await testArchive();
  const id = await file(archive, [{ bytes: plainPdf([{ text: 'once' }]) }]);
  let drawings = 0;
  const counting: Archive = {
    ...archive,
    workers: {
      ...archive.workers,
      run: (task, args, options) => {
        drawings += 1;
        return archive.workers.run(task, args, options);
      },
    },
  };
  const asked = [480, 480, 300, 161].map((width) => pageImage(counting, id, 1, width));
  const paths = new Set((await Promise.all(asked)).map((image) => image.path));
  await pageImage(counting, id, 1, 480);
  expect([paths.size, drawings]).toEqual([1, 1]);
  await thumbnail(counting, id);
  expect(drawings).toBe(2);
  expect(await derivedFiles(archive)).toHaveLength(2);
  await rm(archive.paths.derived, { recursive: true });
  expect(await inkIn((await pageImage(counting, id, 1, 480)).path)).toBeGreaterThan(0.001);
});

test('what a killed program left half drawn is removed on opening', async () => {
  const { archive } = await testArchive();
  const id = await file(archive, [{ bytes: plainPdf([{ text: 'whole' }]) }]);
  await thumbnail(archive, id);
  const left = join(archive.paths.derived, 'unfinished', 'half.tmp');
  await writeFile(left, 'half');
  await removeUnfinished(archive);
  expect((await derivedFiles(archive)).map((name) => name.slice(-5))).toEqual(['.webp']);
});

test('an original that is missing is said to be', async () => {
  const { archive } = await testArchive();
  const bytes = plainPdf([{ text: 'missing' }]);
  const id = await file(archive, [{ bytes }]);
  await rm((await store(archive, bytes)).path);
  expect(await refusal(pageImage(archive, id, 1, 160))).toBe('original-missing');
});

test('a locked document is opened by its password for this session, and found by its text', async () => {
  const { archive, folder } = await testArchive();
  const id = await file(archive, [{ bytes: await encryptedPdf('qinghe') }]);
  const context = contextOf(archive);
  const pages = () => readingHandlers['reading.pages']({ id, from: 1, limit: 10 }, context);
  expect(await pages()).toEqual({ total: 0, state: 'locked', pages: [] });
  const wrong = readingHandlers['reading.unlock']({ id, password: 'x' }, context);
  expect(await refusal(wrong)).toBe('wrong-password');
  const opened = await readingHandlers['reading.unlock']({ id, password: 'qinghe' }, context);
  expect(opened).toEqual({ pages: 1 });
  expect(await pages()).toMatchObject({ total: 1, state: 'ready' });
  expect(await inkIn((await thumbnail(archive, id)).path)).toBeGreaterThan(0.002);

  const later: Archive = { ...archive };
  const asked = readingHandlers['reading.pages']({ id, from: 1, limit: 10 }, contextOf(later));
  expect(await asked).toMatchObject({ state: 'locked' });
  expect(await refusal(pageImage(later, id, 1, 960))).toBe('locked');
  const again = await readingHandlers['reading.unlock'](
    { id, password: 'qinghe' },
    contextOf(later),
  );
  expect(again).toEqual({ pages: 1 });
  const kept = await readdir(folder, { recursive: true });
  expect(kept.filter((name) => name.includes('qinghe'))).toEqual([]);
});

test('an archive that is only looked at is not written to', async () => {
  const { archive } = await testArchive();
  const id = await file(archive, [{ bytes: plainPdf([{ text: 'look' }]) }]);
  const looking: Archive = { ...archive, readOnly: true };
  const { path } = await thumbnail(looking, id);
  expect(path.startsWith(join(archive.folder))).toBe(false);
  expect(await derivedFiles(archive)).toEqual([]);
});
