import { readdirSync } from 'node:fs';
import { readFile, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import {
  binderDefaults,
  binderHandlers,
  previewImage,
  writeBinder,
} from '../../main/binder/index.ts';
import { composePlan, volumeFileName } from '../../main/binder/compose.ts';
import type { BinderRecipe, BinderReport } from '../../main/contract/binder.ts';
import type { BinderId, JobId, PlaceId } from '../../main/contract/ids.ts';
import { unattended, type Archive, type CallContext } from '../../main/library/index.ts';
import { temporaryFolder, testArchive } from '../support/archives.ts';
import { endlessPagePdf } from '../support/scans/index.ts';
import { file, type Given } from './filed.ts';
import { openVolume, textsOf } from './support.ts';

const everyFiled = { filter: {} };

async function recipeOf(
  archive: Archive,
  given: Partial<BinderRecipe> = {},
): Promise<BinderRecipe> {
  const recipe = await binderDefaults(archive, given.selection ?? everyFiled);
  return { ...recipe, date: '2024-09-11', ...given };
}

/** What a call sees of the program; jobs run at once. */
function context(archive: Archive): CallContext & { readonly jobDone: () => Promise<unknown> } {
  let running: Promise<unknown> = Promise.resolve();
  return {
    archive,
    session: 's',
    jobs: {
      start: (_, __, work) => {
        running = work(unattended());
        return 'job-00000001' as JobId;
      },
    },
    jobDone: () => running,
    address: (kind, rest) => `r/${kind}/h/${rest}`,
    pathOf: () => '',
    placeFor: () => 'place-000001' as PlaceId,
    chooseFolder: undefined,
    chooseFiles: undefined,
    openPath: undefined,
    revealPath: undefined,
  };
}

test('papers are bound by year, category, date, number by value, and what is unknown last', async () => {
  const { archive } = await testArchive();
  const given: Given[] = [
    { title: '没有年度' },
    { title: '没有分类', year: 2024 },
    { title: '环境', year: 2024, category: '环境整治', date: '2024-01-01' },
    { title: '没有日期', year: 2024, category: '组织领导', number: '清政发〔2024〕1号' },
    {
      title: '十号',
      year: 2024,
      category: '组织领导',
      date: '2024-03-01',
      number: '清政发〔2024〕10号',
    },
    {
      title: '九号',
      year: 2024,
      category: '组织领导',
      date: '2024-03-01',
      number: '清政发〔2024〕9号',
    },
    { title: '没有文号', year: 2024, category: '组织领导', date: '2024-03-01' },
    { title: '早些', year: 2024, category: '组织领导', date: '2024-02-29' },
    { title: '去年', year: 2023, category: '荣誉表彰', date: '2023-12-31' },
  ];
  for (const each of given) await file(archive, each);
  const plan = await composePlan(archive, await recipeOf(archive));
  expect(
    plan.sections.map((each) => [each.year, each.path, each.documents.map((d) => d.title)]),
  ).toEqual([
    [2023, ['荣誉表彰'], ['去年']],
    [2024, ['组织领导'], ['早些', '九号', '十号', '没有文号', '没有日期']],
    [2024, ['环境整治'], ['环境']],
    [2024, [], ['没有分类']],
    [null, [], ['没有年度']],
  ]);
  // Numerals follow the tree, not the order of appearance: 组织领导 一, 环境整治 二, 荣誉表彰 三.
  expect(plan.sections.map((each) => each.tab)).toEqual([2, 0, 1, 3, 3]);
});

test('what waits in the inbox or lies in the trash is never bound', async () => {
  const { archive } = await testArchive();
  await file(archive, { title: '已归档', year: 2024 });
  await file(archive, { title: '待确认', year: 2024, state: 'inbox' });
  await file(archive, { title: '回收站', year: 2024, trashed: true });
  for (const place of [undefined, 'all', 'inbox', 'trash'] as const) {
    const selection = { filter: place === undefined ? {} : { place } };
    const plan = await composePlan(archive, await recipeOf(archive, { selection }));
    const titles = plan.sections.flatMap((each) => each.documents.map((d) => d.title));
    expect(titles).toEqual(place === undefined || place === 'all' ? ['已归档'] : []);
  }
  const outline = await binderHandlers['binder.outline'](
    { recipe: await recipeOf(archive), offset: 0, limit: 100 },
    context(archive),
  );
  expect(outline).toMatchObject({ documents: 1, unconfirmed: 1 });
});

test('the defaults name the archive and its years', async () => {
  const { archive } = await testArchive('清河镇台账');
  await file(archive, { title: '甲', year: 2022 });
  await file(archive, { title: '乙', year: 2023 });
  const recipe = await binderHandlers['binder.defaults'](
    { selection: everyFiled },
    context(archive),
  );
  expect(recipe).toMatchObject({
    title: '文明创建迎检材料',
    unit: '清河镇台账',
    subtitle: '二〇二二至二〇二三年度',
    date: null,
  });
});

test('the outline says beforehand what the finished volume holds', async () => {
  const { archive } = await testArchive();
  await file(archive, { title: '通知', year: 2024, category: '组织领导', pages: 3 });
  await file(archive, { title: '台账', year: 2024, category: '环境整治', pages: 2 });
  const recipe = await recipeOf(archive);
  const outline = await binderHandlers['binder.outline'](
    { recipe, offset: 0, limit: 100 },
    context(archive),
  );
  expect(outline.entries.map(({ kind, title, page, pages }) => [kind, title, page, pages])).toEqual(
    [
      ['cover', '封面', 1, 1],
      ['contents', '目录', 2, 1],
      ['divider', '2024 年度 · 组织领导', 3, 1],
      ['document', '通知', 4, 3],
      ['divider', '2024 年度 · 环境整治', 7, 1],
      ['document', '台账', 8, 2],
      ['remarks', '备考表', 10, 1],
    ],
  );
  const folder = await temporaryFolder();
  const report = await writeBinder(archive, recipe, folder, unattended());
  expect(report).toMatchObject({ pages: outline.pages, documents: 2, failed: [] });
  const page = await binderHandlers['binder.outline'](
    { recipe, offset: 3, limit: 2 },
    context(archive),
  );
  expect(page.entries.map((entry) => entry.title)).toEqual(['通知', '2024 年度 · 环境整治']);
  expect(page.total).toBe(7);
});

test('an export goes through a worker into the exports folder and can be listed and opened', async () => {
  const { archive } = await testArchive();
  await file(archive, { title: '通知', year: 2024, category: '组织领导', pages: 2 });
  const calls = context(archive);
  await binderHandlers['binder.export']({ recipe: await recipeOf(archive) }, calls);
  const report = (await calls.jobDone()) as BinderReport;
  const [volume] = report.volumes;
  expect(volume?.name).toBe('清河镇台账 2024 年度 文明创建迎检材料.pdf');
  expect(report.checkMs).toBeGreaterThanOrEqual(0);
  const { volumes } = await binderHandlers['binder.exports']({}, calls);
  expect(volumes).toEqual([
    { name: volume?.name, bytes: volume?.bytes, at: expect.any(String), pages: report.pages },
  ]);
  const pdf = await openVolume(volume?.path ?? '');
  expect(pdf.numPages).toBe(report.pages);
  expect((await textsOf(pdf, 4)).map((item) => item.text)).toContainEqual(
    expect.stringMatching(/^PAPER/),
  );
  expect(await binderHandlers['binder.open']({ name: volume?.name ?? '' }, calls)).toEqual({
    address: `r/volume/h/${encodeURIComponent(volume?.name ?? '')}`,
  });
  expect(await readdir(archive.paths.exports)).toEqual([volume?.name]);
});

test('only volumes of the exports folder are opened', async () => {
  const { archive } = await testArchive();
  for (const name of ['../mingce.sqlite', 'no.pdf', '..\\x.pdf', '/etc/passwd', 'sub/x.pdf']) {
    await expect(binderHandlers['binder.open']({ name }, context(archive))).rejects.toMatchObject({
      code: 'source-missing',
    });
  }
});

test('an empty selection is refused by name', async () => {
  const { archive } = await testArchive();
  const recipe = await recipeOf(archive);
  await expect(
    writeBinder(archive, recipe, await temporaryFolder(), unattended()),
  ).rejects.toMatchObject({ code: 'nothing-to-bind' });
});

test('a cancelled export through the worker leaves nothing behind', async () => {
  const { archive } = await testArchive();
  for (let n = 0; n < 20; n += 1) await file(archive, { title: `第 ${n} 件`, year: 2024 });
  const folder = await temporaryFolder();
  const controller = new AbortController();
  const control = {
    ...unattended(controller.signal),
    report: ({ done }: { done?: number }) => {
      if ((done ?? 0) >= 1) controller.abort();
    },
  };
  const writing = writeBinder(archive, await recipeOf(archive), folder, control);
  await expect(writing).rejects.toMatchObject({ code: 'cancelled' });
  expect(await readdir(folder)).toEqual([]);
});

test('an export whose worker is killed starts again and is whole', async () => {
  const { archive } = await testArchive();
  for (let n = 0; n < 5; n += 1) await file(archive, { title: `第 ${n} 件`, year: 2024 });
  const folder = await temporaryFolder();
  let killed = false;
  const control = {
    ...unattended(),
    report: ({ done }: { done?: number }) => {
      const part = readdirSync(folder).find((name) => name.endsWith('.part'));
      const pid = Number(/-(\d+)-/.exec(part ?? '')?.[1] ?? 0);
      if (killed || pid === 0 || (done ?? 0) < 1) return;
      killed = true;
      process.kill(pid, 'SIGKILL');
    },
  };
  const report = await writeBinder(archive, await recipeOf(archive), folder, control);
  expect(killed).toBe(true);
  expect(report).toMatchObject({ documents: 5, placeholders: [] });
  expect(readdirSync(folder)).toEqual([report.volumes[0]?.name]);
});

test('a page that never ends is given up and named, and the rest is bound', async () => {
  const { archive } = await testArchive();
  await file(archive, { title: '前一件', year: 2024, date: '2024-01-01' });
  const endless = await file(archive, {
    title: '画不完的一页',
    year: 2024,
    date: '2024-01-02',
    bytes: endlessPagePdf(),
  });
  await file(archive, { title: '后一件', year: 2024, date: '2024-01-03' });
  const folder = await temporaryFolder();
  const recipe = await recipeOf(archive);
  const report = await writeBinder(archive, recipe, folder, unattended(), 10_000);
  expect(report.documents).toBe(3);
  // Time or memory runs out first, as the machine has it.
  expect(report.placeholders).toMatchObject([
    { id: endless, code: expect.stringMatching(/^worker-(timeout|died)$/) as string },
  ]);
  expect(await readdir(folder)).toEqual([report.volumes[0]?.name]);
}, 180_000);

test('a path that ends in .pdf names the volume, another is the folder, made where missing', async () => {
  const { archive } = await testArchive();
  await file(archive, { title: '通知', year: 2024 });
  const folder = await temporaryFolder();
  const recipe = await recipeOf(archive, { title: 'CON', unit: '', subtitle: '' });
  const named = await writeBinder(archive, recipe, join(folder, '册.pdf'), unattended());
  expect(named.volumes[0]?.path).toBe(join(folder, '册.pdf'));
  const other = await writeBinder(archive, recipe, join(folder, '新', '夹'), unattended());
  expect(dirname(other.volumes[0]?.path ?? '')).toBe(join(folder, '新', '夹'));
});

test('file names keep their Chinese and lose what systems refuse', async () => {
  const { archive } = await testArchive();
  await file(archive, { title: '通知' });
  const name = async (given: Partial<BinderRecipe>) =>
    volumeFileName(await composePlan(archive, await recipeOf(archive, given)));
  expect(await name({ unit: '', title: '迎检/材料:<2024>?' })).toBe('迎检 材料 2024.pdf');
  expect(await name({ unit: '', title: 'CON' })).toBe('迎检册 CON.pdf');
  expect(await name({ unit: '', title: '...' })).toBe('迎检册.pdf');
  const long = await name({ unit: '单'.repeat(60), title: '题'.repeat(60) });
  expect(Buffer.byteLength(long)).toBeLessThan(230);
});

test('pages of the volume itself are drawn for the preview, pages of papers are not', async () => {
  const { archive } = await testArchive();
  await file(archive, { title: '通知', year: 2024, category: '组织领导' });
  const recipe = await recipeOf(archive);
  const calls = context(archive);
  const { address } = await binderHandlers['binder.preview'](
    { recipe, page: 1, widthPx: 300 },
    calls,
  );
  const key = address.split('/').at(-1) ?? '';
  const image = await readFile(await previewImage(archive, key));
  const { data, info } = await sharp(image).greyscale().raw().toBuffer({ resolveWithObject: true });
  expect(info.width).toBe(300);
  // The title stands between a quarter and a third of the page: dark there, not blank.
  const band = data.subarray(
    Math.floor(info.height * 0.27) * info.width,
    Math.floor(info.height * 0.32) * info.width,
  );
  expect(band.filter((value) => value < 100).length).toBeGreaterThan(300);
  const again = await binderHandlers['binder.preview']({ recipe, page: 1, widthPx: 300 }, calls);
  expect(again.address).toBe(address);
  await expect(
    binderHandlers['binder.preview']({ recipe, page: 4, widthPx: 300 }, calls),
  ).rejects.toMatchObject({ code: 'no-such-page' });
  await expect(previewImage(archive, '../../x')).rejects.toMatchObject({ code: 'no-such-page' });
});

test('recipes are saved, changed, listed and removed, each under a name of its own', async () => {
  const { archive } = await testArchive();
  const calls = context(archive);
  const recipe = await recipeOf(archive);
  const saved = await binderHandlers['binder.save']({ id: null, name: '年终', recipe }, calls);
  const id = saved.id as BinderId;
  await expect(
    binderHandlers['binder.save']({ id: null, name: '年终', recipe }, calls),
  ).rejects.toMatchObject({ code: 'name-taken' });
  const folded = { ...recipe, a3: 'fit' as const };
  await binderHandlers['binder.save']({ id, name: '年终册', recipe: folded }, calls);
  expect(await binderHandlers['binder.saved']({}, calls)).toEqual({
    binders: [{ id, name: '年终册', recipe: folded }],
  });
  await binderHandlers['binder.remove']({ id }, calls);
  expect(await binderHandlers['binder.saved']({}, calls)).toEqual({ binders: [] });
  await expect(binderHandlers['binder.remove']({ id }, calls)).rejects.toMatchObject({
    code: 'no-such-binder',
  });
});
