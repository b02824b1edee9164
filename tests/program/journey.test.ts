import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PDFDocument, StandardFonts } from 'pdf-lib';
import { expect, test, vi } from 'vitest';
import type { DocumentFilter, HostEvent } from '../../main/contract/index.ts';
import { temporaryFolder } from '../support/archives.ts';
import { testProgram, windowOf } from './support.ts';

async function pdf(text: string): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  const font = await document.embedFont(StandardFonts.Helvetica);
  document.addPage([595, 842]).drawText(text, { x: 50, y: 700, font });
  return document.save();
}

function jobDone(events: readonly HostEvent[], id: string): Promise<unknown> {
  return vi.waitFor(
    () => {
      const last = events.findLast((event) => event.type === 'job' && event.job.id === id);
      if (last?.type !== 'job' || last.job.state !== 'done') throw new Error('not done');
      return last.job.result;
    },
    { timeout: 30_000 },
  );
}

// Results are checked against the contract on every call: a handler that breaks it answers `internal`.
test('the main job runs through the contract, call by call, from a folder to the destruction list', async () => {
  const source = join(await temporaryFolder(), '来件');
  await mkdir(join(source, '2024年', '组织领导'), { recursive: true });
  const bytes = await pdf('Plan of the year');
  await writeFile(
    join(source, '2024年', '组织领导', '清政发〔2024〕36号 关于成立领导小组的通知.pdf'),
    bytes,
  );
  await writeFile(join(source, '2024年', '组织领导', '重复.pdf'), bytes);
  await writeFile(join(source, '2024年', '总结.pdf'), await pdf('Summary'));
  await writeFile(join(source, '空.pdf'), '');
  const { program } = await testProgram();
  const { call, create, events: listen } = windowOf(program, 'w1');
  const { handle } = await create();
  const events = listen();

  const started = await call(
    'intake.start',
    { places: [program.placeForPath('w1', source)], options: {} },
    handle,
  );
  await jobDone(events, started.job);
  const { imports } = await call('intake.imports', { offset: 0, limit: 10 }, handle);
  expect(imports).toMatchObject([
    {
      id: started.import,
      state: 'finished',
      imported: 2,
      duplicates: 1,
      refused: 1,
      pending: 0,
      inbox: 2,
    },
  ]);
  const { files } = await call(
    'intake.files',
    { id: started.import, offset: 0, limit: 10 },
    handle,
  );
  expect(files.map((file) => file.outcome).toSorted()).toEqual([
    'duplicate',
    'imported',
    'imported',
    'refused',
  ]);

  const inbox: DocumentFilter = { place: 'inbox' };
  const listed = await call('catalog.list', { filter: inbox, offset: 0, limit: 50 }, handle);
  expect(listed.total).toBe(2);
  const [first] = listed.rows;
  expect(first?.thumbnail).toContain(`w1/r/thumb/${handle}/${first?.id}/`);
  expect(await call('catalog.position', { filter: inbox, id: first!.id }, handle)).toEqual({
    index: 0,
  });
  const detail = await call('catalog.get', { id: first!.id }, handle);
  expect(detail.originals).toHaveLength(1);
  const selection = { filter: inbox };
  const preview = await call(
    'catalog.preview',
    { selection, patch: { issuer: '清河镇' }, limit: 10 },
    handle,
  );
  expect(preview).toMatchObject({ total: 2, changing: 2 });
  expect(
    await call('catalog.confirm', { selection, patch: { issuer: '清河镇' } }, handle),
  ).toMatchObject({ changed: 2 });
  await call('catalog.tag', { selection: { filter: {} }, add: ['急件'], remove: [] }, handle);
  expect((await call('catalog.values', { field: 'issuer', prefix: '清' }, handle)).values).toEqual([
    '清河镇',
  ]);
  expect((await call('catalog.values', { field: 'year', prefix: '20' }, handle)).values).toEqual([
    '2024',
  ]);

  const found = await call(
    'search.query',
    { filter: { text: 'plan 领导' }, offset: 0, limit: 10 },
    handle,
  );
  expect(found).toMatchObject({
    total: 1,
    hits: [{ page: 1, row: { year: 2024, category: '组织领导' } }],
  });
  const mistyped = { text: '成立领导小祖通之' };
  expect(
    await call('search.query', { filter: mistyped, offset: 0, limit: 10 }, handle),
  ).toMatchObject({ total: 0, hits: [] });
  expect((await call('search.alike', { filter: mistyped, limit: 5 }, handle)).rows).toMatchObject([
    { row: { id: found.hits[0]!.row.id } },
  ]);
  expect(
    (await call('search.query', { filter: { text: '-plan' }, offset: 0, limit: 10 }, handle)).total,
  ).toBe(1);
  const image = await program.resource(
    'w1',
    `r/thumb/${handle}/${found.hits[0]!.row.id}`,
    undefined,
  );
  expect(image).toMatchObject({ status: 200, headers: { 'Content-Type': 'image/webp' } });
  for (const path of [
    `r/thumb/${handle}/99`,
    `r/page/${handle}/1/9/600`,
    `r/original/${handle}/x`,
    `r/volume/${handle}/..%2Fmingce.sqlite`,
    `r/nonsense/${handle}/1`,
  ]) {
    expect([path, (await program.resource('w1', path, undefined)).status]).toEqual([path, 404]);
  }

  const history = await call('keeping.history', { offset: 0, limit: 50 }, handle);
  expect(history.operations.map((operation) => operation.kind)).toEqual([
    'tag',
    'confirm',
    'import',
    'create',
  ]);
  expect(history.undo).toBe(history.operations[0]?.id);
  for (const { id } of history.operations)
    await call('keeping.changes', { id, offset: 0, limit: 200 }, handle);
  await call('keeping.undo', {}, handle);
  expect(await call('keeping.history', { offset: 0, limit: 1 }, handle)).toMatchObject({
    redo: expect.any(Number),
    undo: history.operations[1]?.id,
  });
  await call('keeping.redo', {}, handle);

  const verified = await call('keeping.verify', {}, handle);
  expect(await jobDone(events, verified.job)).toMatchObject({ ok: true, originals: 2 });
  expect(await call('keeping.health', {}, handle)).toMatchObject({
    originals: 2,
    lastVerifyOk: true,
  });
  expect(await call('keeping.backup', {}, handle)).toEqual({ job: null });

  const one = { filter: { ids: [found.hits[0]!.row.id] } };
  await call('keeping.delete', { selection: one }, handle);
  expect(await call('keeping.purge', { selection: one, reason: '重复' }, handle)).toMatchObject({
    changed: 1,
  });
  const destroyed = await call('keeping.destroyed', { offset: 0, limit: 10 }, handle);
  expect(destroyed).toMatchObject({
    total: 1,
    documents: [
      { documentId: found.hits[0]!.row.id, reason: '重复', pages: 1, sha256: [expect.any(String)] },
    ],
  });
  for (const { id } of (await call('keeping.history', { offset: 0, limit: 50 }, handle))
    .operations) {
    await call('keeping.changes', { id, offset: 0, limit: 200 }, handle);
  }
  expect(
    (await call('intake.files', { id: started.import, offset: 0, limit: 10 }, handle)).total,
  ).toBe(2);
  const tree = await call('catalog.tree', {}, handle);
  expect(tree).toMatchObject({
    total: 1,
    inbox: 0,
    trash: 0,
    tags: [{ name: '急件', documents: 1 }],
  });
});
