import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { DocumentId, Job, OperationId } from '../../main/contract/index.ts';
import { rawSql, sql } from '../../main/db/index.ts';
import { destroy, undo, verify } from '../../main/keeping/index.ts';
import { unattended, type Archive } from '../../main/library/index.ts';
import { readAgain, readingHandlers, readWaiting } from '../../main/reading/index.ts';
import { searchDocuments } from '../../main/search/index.ts';
import { temporaryFolder } from '../support/archives.ts';
import { only } from '../support/documents.ts';
import { addScans, openAgain, pagesOf, readingDesk, watchReading } from './queue-support.ts';

/** What became of each page, in a word. */
async function states(archive: Archive): Promise<string> {
  return (await pagesOf(archive)).join(' ');
}

const many = (count: number, word = '页'): string[] =>
  Array.from({ length: count }, (_, n) => `${word}${n + 1}`);

test('pages that wait are read by themselves, and the documents are found by their text', async () => {
  const { archive } = await readingDesk();
  const watched = watchReading(archive);
  await addScans(archive, [
    { pages: ['关于成立领导小组的通知', '第二页的文字'] },
    { pages: ['环境整治工作小结'] },
  ]);
  const job = await watched.ends();
  expect(job).toMatchObject({ kind: 'read', state: 'done', title: '2 件', done: 3, total: 3 });
  expect(job.result).toMatchObject({ pages: 3, failed: 0, characters: 25 });
  expect(await pagesOf(archive)).toEqual([
    '关于成立领导小组的通知',
    '第二页的文字',
    '环境整治工作小结',
  ]);
});

test('a page that kills its worker is tried once more alone, then marked; the others are read', async () => {
  const { archive } = await readingDesk();
  const once = join(await temporaryFolder(), 'once');
  await addScans(archive, [
    { pages: ['DEADLY', '甲', 'BROKEN', '乙'] },
    { pages: [`ONCE ${once}`, '丙'] },
  ]);
  const totals = await readWaiting(archive, unattended(), { size: 2 });
  expect(totals).toMatchObject({ pages: 4, failed: 2 });
  expect(await pagesOf(archive)).toEqual([
    'failed worker-died',
    '甲',
    'failed unreadable',
    '乙',
    `ONCE ${once}`,
    '丙',
  ]);
});

test('a page that hangs its worker is ended over its time, tried once more alone, then marked', async () => {
  const { archive } = await readingDesk();
  await addScans(archive, [{ pages: ['HANGS', ...many(12)] }]);
  const events: string[] = [];
  const { run } = archive.readers;
  archive.readers.run = (task, args, options) => {
    const { page } = args as { page: number };
    events.push(`begin ${page}`);
    return run<typeof args, never>(task, args, options).finally(() => events.push(`end ${page}`));
  };
  const totals = await readWaiting(archive, unattended(), { size: 2, pageTimeoutMs: 6000 });
  expect(totals).toMatchObject({ pages: 12, failed: 1 });
  expect(await pagesOf(archive)).toEqual(['failed worker-timeout', ...many(12)]);
  // The others were read beside it in the meantime; then it was alone.
  expect(events.indexOf('end 13')).toBeLessThan(events.indexOf('end 1'));
  expect(events.slice(-3)).toEqual(['end 1', 'begin 1', 'end 1']);
  expect(await verify(archive, unattended())).toMatchObject({ ok: true });
});

test('the inbox is read first, first pages before the rest, what is filed after it', async () => {
  const { archive } = await readingDesk();
  await addScans(archive, [
    { pages: ['旧'], state: 'filed' },
    { pages: many(14, '长') },
    { pages: ['短'] },
  ]);
  const readers = archive.readers;
  const begun: string[] = [];
  const { run } = readers;
  readers.run = (task, args, options) => {
    const { path, page } = args as { path: string; page: number };
    if (task === 'reading.read') begun.push(`${path.slice(-12, -4)} ${page}`);
    return run(task, args, options);
  };
  await readWaiting(archive, unattended(), { size: 1 });
  const pages = begun.map((each) => Number(each.split(' ')[1]));
  expect(pages).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 1, 13, 14, 1]);
  expect(new Set(begun.slice(0, 12).map((each) => each.split(' ')[0])).size).toBe(1);
});

test('the page on screen is read next, and then the rest of its document', async () => {
  const { archive } = await readingDesk();
  const [, second = 0] = await addScans(archive, [
    { pages: many(9, '甲') },
    { pages: many(5, '乙') },
  ]);
  const order: string[] = [];
  const told = archive.onChange(() => undefined);
  const { run } = archive.readers;
  archive.readers.run = async <Args, Result>(task: string, args: Args, options: object) => {
    const found = await run<Args, { lines: { text: string }[] }>(task, args, options);
    order.push(found.lines[0]?.text ?? '');
    return found as Result;
  };
  let looked = { documentId: second, n: 3 };
  await readWaiting(archive, unattended(), { size: 1, looked: () => looked });
  expect(order.slice(0, 6)).toEqual(['乙3', '乙4', '乙5', '乙1', '乙2', '甲1']);
  looked = { documentId: 99, n: 1 };
  told();
});

test('a pause lets what is begun end, and nothing more is begun until it is over', async () => {
  const { archive } = await readingDesk();
  const watched = watchReading(archive);
  await addScans(archive, [{ pages: many(40) }]);
  await expect.poll(() => watched.readJob()?.done ?? 0, { timeout: 20_000 }).toBeGreaterThan(2);
  const { id } = watched.readJob()!;
  watched.jobs.pause(id);
  const waiting = async (): Promise<number> =>
    (await pagesOf(archive)).filter((page) => page === 'waiting').length;
  await expect.poll(() => tries(archive)).toEqual([]);
  const left = await waiting();
  expect(left).toBeGreaterThan(0);
  await new Promise((done) => setTimeout(done, 200));
  expect(await waiting()).toBe(left);
  watched.jobs.resume(id);
  expect(await watched.ends(id)).toMatchObject({ state: 'done', done: 40, total: 40 });
  expect(await waiting()).toBe(0);
});

/** Pages whose reading was begun and has come to no end. */
function tries(archive: Archive): Promise<unknown[]> {
  return archive.db.read.all(rawSql('SELECT number FROM page WHERE tries > 0'));
}

test('cancelled, it stays away until pages are wanted or new ones come in', async () => {
  const { archive } = await readingDesk();
  const watched = watchReading(archive);
  const [first = 0] = await addScans(archive, [{ pages: many(60) }]);
  await expect.poll(() => watched.readJob()?.done ?? 0, { timeout: 20_000 }).toBeGreaterThan(2);
  watched.jobs.cancel(watched.readJob()!.id);
  expect(await watched.ends()).toMatchObject({ state: 'cancelled' });
  // What was begun is no suspect: it is simply still to be read.
  expect(await tries(archive)).toEqual([]);
  watched.queue.wake();
  watched.queue.look(first, 50);
  await new Promise((done) => setTimeout(done, 400));
  expect(watched.jobs.list()).toHaveLength(1);
  expect(await pagesOf(archive)).toContain('waiting');

  await readAgain(archive, only(first), [60]);
  await expect.poll(() => watched.jobs.list().length).toBe(2);
  expect(await watched.ends()).toMatchObject({ state: 'done' });
  expect(await pagesOf(archive)).toEqual(many(60));
});

test('nothing is read by itself where that is switched off; what is wanted is, and only that', async () => {
  const { archive } = await readingDesk();
  let isAutomatic = false;
  const watched = watchReading(archive, { isAutomatic: () => isAutomatic });
  const [first = 0] = await addScans(archive, [{ pages: ['甲'] }, { pages: ['乙'] }]);
  await new Promise((done) => setTimeout(done, 400));
  expect(watched.jobs.list()).toEqual([]);
  await readAgain(archive, only(first), null);
  await watched.ends();
  expect(await pagesOf(archive)).toEqual(['甲', 'waiting']);
  isAutomatic = true;
  watched.queue.wake();
  await expect.poll(() => states(archive), { timeout: 20_000 }).toBe('甲 乙');
});

test('an import has precedence', async () => {
  const { archive } = await readingDesk();
  let isBusy = true;
  const watched = watchReading(archive, { isBusy: () => isBusy });
  await addScans(archive, [{ pages: ['甲'] }]);
  await new Promise((done) => setTimeout(done, 500));
  expect(watched.jobs.list()).toEqual([]);
  isBusy = false;
  await expect.poll(() => states(archive), { timeout: 20_000 }).toBe('甲');
});

test('closed in the middle, it goes on where it was when the archive is opened again', async () => {
  const desk = await readingDesk();
  const watched = watchReading(desk.archive);
  await addScans(desk.archive, [{ pages: many(50) }]);
  await expect.poll(() => watched.readJob()?.done ?? 0, { timeout: 20_000 }).toBeGreaterThan(2);
  await Promise.all([watched.jobs.close(), watched.queue.close()]);
  await desk.archive.close();
  const archive = await openAgain(desk);
  expect(await pagesOf(archive)).toContain('waiting');
  expect(await tries(archive)).toEqual([]);
  const again = watchReading(archive);
  expect(await again.ends()).toMatchObject({ state: 'done' });
  expect(await pagesOf(archive)).toEqual(many(50));
});

test('a page that has ended the whole program again and again is not tried for ever', async () => {
  const { archive } = await readingDesk();
  await addScans(archive, [{ pages: ['甲', '乙'] }]);
  // Once beside others, then three times alone; the other once less.
  await archive.derive([], (writer) => writer.run(sql`UPDATE page SET tries = 5 - number`));
  await readWaiting(archive, unattended());
  expect(await pagesOf(archive)).toEqual(['failed worker-died', '乙']);
});

test('only what is being read when the program ends is under suspicion, not what was read before', async () => {
  const { archive } = await readingDesk();
  await addScans(archive, [{ pages: [...many(6), 'SLOW'] }]);
  const suspects: unknown[] = [];
  const { run } = archive.readers;
  archive.readers.run = async (task, args, options) => {
    if ((args as { page: number }).page === 7) suspects.push(...(await tries(archive)));
    return await run<typeof args, never>(task, args, options);
  };
  await readWaiting(archive, unattended(), { size: 1 });
  expect(suspects).toEqual([{ number: 7 }]);
});

test('an original that is missing fails its page alone', async () => {
  const { archive } = await readingDesk();
  await addScans(archive, [{ pages: ['甲'] }, { pages: ['乙'] }]);
  await archive.derive([], (writer) =>
    writer.run(sql`UPDATE original SET sha256 = ${'0'.repeat(64)} WHERE id = 1`),
  );
  await readWaiting(archive, unattended());
  expect(await pagesOf(archive)).toEqual(['failed original-missing', '乙']);
});

test('what is read of a paper that is destroyed meanwhile goes to no other that is given its ids', async () => {
  const { archive } = await readingDesk();
  const [secret = 0] = await addScans(archive, [{ pages: ['SLOW TURNED 机密', 'TURNED 机密'] }]);
  const ids = () => archive.db.read.all(rawSql('SELECT id FROM page ORDER BY id'));
  const before = await ids();
  const { run } = archive.readers;
  let read = 0;
  archive.readers.run = async (task, args, options) => {
    const found = await run<typeof args, never>(task, args, options);
    read += 1;
    if (read === 2) {
      await destroy(archive, only(secret), '涉密，不应在本机');
      await addScans(archive, [{ pages: ['甲', '乙'] }]);
      expect(await ids()).toEqual(before);
    }
    return found;
  };
  await readWaiting(archive, unattended(), { size: 2 });
  await readWaiting(archive, unattended(), { size: 2 });
  expect(await pagesOf(archive)).toEqual(['甲', '乙']);
  expect(await turns(archive)).toEqual(['2 1-2 0']);
});

test('pages that lie wrong are turned upright in one operation, which can be undone for good', async () => {
  const { archive } = await readingDesk();
  await addScans(archive, [
    { pages: ['正', 'TURNED 倒一', 'TURNED 倒二', '正'] },
    { pages: ['TURNED 倒三'] },
  ]);
  await readWaiting(archive, unattended());
  expect(await turns(archive)).toEqual(['1 1-1 0', '1 2-3 180', '1 4-4 0', '2 1-1 180']);
  const operations = await archive.db.read.all(
    rawSql(`SELECT kind, summary, changed FROM operation WHERE kind = 'turn'`),
  );
  expect(operations).toEqual([{ kind: 'turn', summary: '转正 3 页', changed: 2 }]);
  await undo(archive);
  expect(await turns(archive)).toEqual(['1 1-4 0', '2 1-1 0']);
  await readAgain(archive, only(1, 2), null);
  await readWaiting(archive, unattended());
  expect(await turns(archive)).toEqual(['1 1-4 0', '2 1-1 0']);
});

function turns(archive: Archive): Promise<string[]> {
  return archive.db.read
    .all<{ words: string }>(
      rawSql(`SELECT document_id || ' ' || first_page || '-' || last_page || ' ' || rotation AS words
        FROM part ORDER BY document_id, position`),
    )
    .then((rows) => rows.map(({ words }) => words));
}

test('a page that a person has turned stays as it is', async () => {
  const { archive } = await readingDesk();
  await addScans(archive, [{ pages: ['TURNED 倒'] }]);
  const words = { kind: 'arrange', zh: '转页面', en: 'Turn' };
  for (const rotation of [90, 0]) {
    await archive.operate(words, (writer) =>
      writer.run(sql`UPDATE part SET rotation = ${rotation}`),
    );
  }
  await readWaiting(archive, unattended());
  expect(await turns(archive)).toEqual(['1 1-1 0']);
});

test('a run that turned nothing leaves no line in the history', async () => {
  const { archive } = await readingDesk();
  await addScans(archive, [{ pages: ['甲', '乙'] }]);
  const count = () => archive.db.read.get(rawSql('SELECT count(*) AS operations FROM operation'));
  const before = await count();
  await readWaiting(archive, unattended());
  expect(await count()).toEqual(before);
  expect(await verify(archive, unattended())).toMatchObject({ ok: true });
});

const context = (archive: Archive) =>
  ({ archive, address: (kind: string, rest: string) => `${kind}/${rest}` }) as never;
const page = (id: number, n: number) => ({ id: id as DocumentId, n });

test('pages say how far their reading is; failed ones are listed with their documents', async () => {
  const { archive } = await readingDesk();
  const [first = 0, second = 0] = await addScans(archive, [
    { pages: ['甲', 'BLANK', 'BROKEN'], name: '小结.tif' },
    { pages: ['乙'] },
  ]);
  const status = () => readingHandlers['reading.status']({}, context(archive));
  expect(await status()).toEqual({ waiting: 4, failed: 0, automatic: false });
  await readWaiting(archive, unattended(), { documents: [first] });
  expect(await status()).toEqual({ waiting: 1, failed: 1, automatic: false });
  const { pages } = await readingHandlers['reading.pages'](
    { id: first as never, from: 1, limit: 10 },
    context(archive),
  );
  expect(pages).toMatchObject([
    { n: 1, reading: 'done', textSource: 'ocr', blank: false, dpi: 300, problem: null, turn: 0 },
    { n: 2, reading: 'done', textSource: 'none', blank: true },
    { n: 3, reading: 'failed', problem: 'unreadable' },
  ]);
  const failed = await readingHandlers['reading.failed'](
    { offset: 0, limit: 10 },
    context(archive),
  );
  expect(failed).toEqual({
    total: 1,
    pages: [{ id: first, title: '小结', n: 3, code: 'unreadable' }],
  });
  expect(second).toBeGreaterThan(first);
});

test('text corrected by hand is found, kept when the page is read again, and can be undone', async () => {
  const { archive } = await readingDesk();
  const [id = 0] = await addScans(archive, [{ pages: ['甲', '关于开展环壕整冶的通知\n各村：'] }]);
  await readWaiting(archive, unattended());
  const lines = () => readingHandlers['reading.lines'](page(id, 2), context(archive));
  const texts = async () => (await lines()).lines.map(({ text }) => text);
  const before = await lines();
  const corrected = await readingHandlers['reading.correct'](
    { ...page(id, 2), lines: [{ line: 0, text: '关于开展环境整治的通知' }] },
    context(archive),
  );
  expect(corrected).toMatchObject({ changed: 1 });
  const after = await lines();
  expect(after.source).toBe('hand');
  expect(await texts()).toEqual(['关于开展环境整治的通知', '各村：']);
  expect(after.lines[0]?.box).toEqual(before.lines[0]?.box);
  expect(after.lines[0]?.confidence).toBe(100);
  expect(await found(archive, '环境整治')).toEqual([id]);
  expect(await found(archive, '环壕')).toEqual([]);

  await readAgain(archive, only(id), [2]);
  await readWaiting(archive, unattended());
  expect(await texts()).toEqual(['关于开展环境整治的通知', '各村：']);
  await undo(archive, corrected.operation as OperationId);
  expect(await texts()).toEqual(['关于开展环壕整冶的通知', '各村：']);
  expect((await lines()).source).toBe('ocr');
  expect(await found(archive, '环境整治')).toEqual([]);
  expect(await verify(archive, unattended())).toMatchObject({ ok: true });
});

async function found(archive: Archive, text: string): Promise<number[]> {
  const { hits } = await searchDocuments(archive, { text }, undefined, 0, 10);
  return hits.map(({ row }) => row.id);
}

test('a line can be taken away, lines can be corrected again, and the machine’s text taken back', async () => {
  const { archive } = await readingDesk();
  const [id = 0] = await addScans(archive, [{ pages: ['甲乙丙丁\n戊己'] }]);
  await readWaiting(archive, unattended());
  const correct = (line: number, text: string) =>
    readingHandlers['reading.correct'](
      { ...page(id, 1), lines: [{ line, text }] },
      context(archive),
    );
  const lines = async () =>
    (await readingHandlers['reading.lines'](page(id, 1), context(archive))).lines;
  await correct(0, '甲乙新的丙丁');
  const [line] = await lines();
  expect(line?.centres).toEqual([125, 375, 438, 563, 625, 875]);
  await correct(1, '');
  expect((await lines()).map(({ text }) => text)).toEqual(['甲乙新的丙丁']);
  await expect(correct(1, '没有这行')).rejects.toMatchObject({ code: 'invalid-value' });
  await readingHandlers['reading.uncorrect'](page(id, 1), context(archive));
  expect((await lines()).map(({ text }) => text)).toEqual(['甲乙丙丁', '戊己']);
});

test('lines and marks stand where the page shows them, also on a page that was turned', async () => {
  const { archive } = await readingDesk();
  const [id = 0] = await addScans(archive, [{ pages: ['TURNED 环境\n整治'] }]);
  await readWaiting(archive, unattended());
  const { lines } = await readingHandlers['reading.lines'](page(id, 1), context(archive));
  expect(lines[0]?.box).toMatchObject({ xUm: 25_000, yUm: 30_000, angle: 0 });
  const { boxes } = await readingHandlers['reading.marks'](
    { ...page(id, 1), query: '环境整治' },
    context(archive),
  );
  expect(boxes.map(({ yUm }) => yUm)).toEqual([30_000, 40_000]);
  const hits = await readingHandlers['reading.hits'](
    { id: id as never, query: '整治', from: 1, limit: 10 },
    context(archive),
  );
  expect(hits).toEqual({ pages: [{ n: 1, hits: 1 }], next: null });
});

test('a full disk pauses it, and it goes on when there is room', async () => {
  const { archive } = await readingDesk();
  const { derive } = archive;
  let isFull = true;
  const full = Object.assign(new Error('SQLITE_FULL: database or disk is full'), {
    code: 'SQLITE_FULL',
  });
  const cramped: Archive = {
    ...archive,
    derive: (tables, work) =>
      isFull && tables.includes('page') ? Promise.reject(full) : derive(tables, work),
  };
  const watched = watchReading(cramped);
  await addScans(archive, [{ pages: ['甲', '乙'] }]);
  await expect.poll(() => watched.readJob()?.state, { timeout: 20_000 }).toBe('paused');
  expect(watched.readJob()?.error).toMatchObject({ code: 'disk-full' });
  isFull = false;
  watched.jobs.resume(watched.readJob()!.id);
  expect(await watched.ends()).toMatchObject({ state: 'done' } satisfies Partial<Job>);
  expect(await pagesOf(archive)).toEqual(['甲', '乙']);
});
