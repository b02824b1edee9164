import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { composePlan } from '../../main/binder/compose.ts';
import { loadFaces } from '../../main/binder/fonts.ts';
import { expectedFacts, setVolume } from '../../main/binder/front-matter.ts';
import { binderDefaults, writeBinder } from '../../main/binder/index.ts';
import { outlineEntries } from '../../main/binder/outline-entries.ts';
import { conclude, createChecklist, link, mark } from '../../main/checklist/index.ts';
import type { BinderRecipe } from '../../main/contract/index.ts';
import { unattended, type Archive } from '../../main/library/index.ts';
import { newLink, placesOf, slotOf, smallDraft } from '../checklist/support.ts';
import { temporaryFolder, testArchive } from '../support/archives.ts';
import { file } from './filed.ts';
import { drawn, openVolume, textsOf } from './support.ts';

const selection = { filter: {} };
const cleaning = 'Ⅰ-1-1)-①';
const lanes = 'Ⅰ-1-1)-②';

/** An archive whose checklist is proven in part: one paper in two items, pages of another, one in the inbox. */
async function provenArchive() {
  const { archive } = await testArchive();
  const { id } = await createChecklist(archive, smallDraft);
  const at = await placesOf(archive.db.read, id);
  const plan = await file(archive, { title: '整治行动方案', date: '2024-05-13', pages: 2 });
  const ledger = await file(archive, { title: '问题整改台账', date: '2024-06-28', pages: 4 });
  const photo = await file(archive, { title: '整治前后对比照片', date: '2024-07-19' });
  const waiting = await file(archive, { title: '未确认的通知', state: 'inbox' });
  const { links } = await link(archive, [
    newLink(slotOf(at(cleaning), 1), plan),
    newLink(slotOf(at(cleaning), 1), waiting),
    newLink(slotOf(at(cleaning), 2), photo),
    newLink(slotOf(at(lanes)), ledger, { pages: [{ from: 2, to: 3 }] }),
    newLink(slotOf(at('Ⅱ')), plan),
    newLink(slotOf(at('Ⅱ')), ledger),
  ]);
  await conclude(archive, at(cleaning).item, '全年集中整治两轮，问题全部销号。');
  return { archive, id, at, plan, ledger, photo, links };
}

type Proven = Awaited<ReturnType<typeof provenArchive>>;

async function recipeOf(
  { archive, id }: Proven,
  more: Partial<NonNullable<BinderRecipe['checklist']>> = {},
): Promise<BinderRecipe> {
  return {
    ...(await binderDefaults(archive, selection)),
    subtitle: null,
    date: '2024-09-11',
    checklist: { id, items: null, gaps: true, repeated: 'refer', marks: true, ...more },
  };
}

async function outlineOf(archive: Archive, recipe: BinderRecipe): Promise<string[]> {
  const plan = await composePlan(archive, recipe);
  const { layout } = setVolume(plan, loadFaces(), expectedFacts(plan));
  return outlineEntries(plan, layout)
    .filter(({ kind }) => kind !== 'blank')
    .map(
      ({ kind, level, title, page, pages }) =>
        `${'  '.repeat(level)}${kind} ${title} ${page}${pages > 1 ? `–${page + pages - 1}` : ''}`,
    );
}

test('items in order, each with its proofs slot by slot; what is bound before is referred to, what is missing has a page', async () => {
  const proven = await provenArchive();
  expect(await outlineOf(proven.archive, await recipeOf(proven))).toEqual([
    'cover 封面 1',
    'contents 目录 2',
    'project Ⅰ 环境面貌 3',
    '  divider Ⅰ-1-1)-① 环境卫生常态整治 3',
    '    document 整治行动方案 4–5',
    '    gap 规范文件 1 件 6',
    '    document 整治前后对比照片 7',
    '    gap 实景图片 2 张 8',
    '  divider Ⅰ-1-1)-② 背街小巷保洁 9',
    '    document 问题整改台账 第 2—3 页 10–11',
    '  divider Ⅰ-2-① 河塘沟渠治理 13',
    '    gap 规范文件 1 件 14',
    'project Ⅱ 负面清单 15',
    '  divider Ⅱ 负面清单 15',
    '    reference 整治行动方案 4',
    // Bound in part before: whole it is another thing.
    '    document 问题整改台账 16–19',
    'remarks 备考表 20',
  ]);
});

test('repeated where that is chosen, without pages for gaps where they are switched off, one branch alone', async () => {
  const proven = await provenArchive();
  const more = { gaps: false, repeated: 'repeat' as const, items: [proven.at('Ⅱ').item] };
  expect(await outlineOf(proven.archive, await recipeOf(proven, more))).toEqual([
    'cover 封面 1',
    'contents 目录 2',
    'project Ⅱ 负面清单 3',
    '  divider Ⅱ 负面清单 3',
    '    document 整治行动方案 4–5',
    '    document 问题整改台账 6–9',
    'remarks 备考表 10',
  ]);
});

test('the volume says on paper what the outline promised, and twice the same', async () => {
  const proven = await provenArchive();
  const recipe = await recipeOf(proven);
  const folder = await temporaryFolder();
  const report = await writeBinder(proven.archive, recipe, join(folder, '册.pdf'), unattended());
  expect(report).toMatchObject({ pages: 20, placeholders: [], failed: [] });
  const volume = await openVolume(join(folder, '册.pdf'));
  const wordsOn = async (page: number): Promise<string> =>
    (await textsOf(volume, page)).map(({ text }) => text).join('');
  expect(await wordsOn(1)).toMatch(/二 〇 二 四 年 度.*镇级测评细则 2024 版/su);
  const divider = await wordsOn(3);
  for (const said of [
    'Ⅰ-1-1)-①',
    '环境卫生常态整治',
    '制定方案，',
    '定期检查',
    '材料审核',
    '2.5 分',
    '综合行政执法队',
    '农业农村办',
    '罗建业',
    '2024 年 9 月 20 日',
    '应有 5 件，实有 2 件',
    '尚缺 1 件，见第 6 页',
    '尚缺 2 张，见第 8 页',
    '全年集中整治两轮，问题全部销号。',
  ]) {
    expect(divider).toContain(said);
  }
  expect(divider).not.toContain('未确认的通知');
  expect(await wordsOn(8)).toMatch(
    /此 页 待 补.*实景图片 2 张.*应有 3 张，已装入 1 张（第 7 页）/su,
  );
  const outline = await volume.getOutline();
  const titles = (entries: typeof outline): unknown[] =>
    entries.map(({ title, items }) => (items.length === 0 ? title : [title, titles(items)]));
  expect(titles(outline)).toContainEqual(['Ⅱ 负面清单', ['问题整改台账']]);
  await writeBinder(proven.archive, recipe, join(folder, '又一册.pdf'), unattended());
  const [first, second] = await Promise.all(
    ['册.pdf', '又一册.pdf'].map((name) => readFile(join(folder, name))),
  );
  expect(first?.equals(second ?? Buffer.alloc(0))).toBe(true);
});

test('a long item goes on over pages, and nothing of it is lost', async () => {
  const { archive } = await testArchive();
  const requirement = Array.from({ length: 90 }, (_, n) => `第${n + 1}条要求落实到位。`).join('\n');
  const { id } = await createChecklist(archive, {
    ...smallDraft,
    items: smallDraft.items.map((item) => ({
      ...item,
      requirement,
      title: `${item.title}很长`.repeat(12),
    })),
  });
  const recipe = {
    ...(await binderDefaults(archive, selection)),
    checklist: { id, items: null, gaps: true, repeated: 'refer' as const, marks: true },
  };
  const folder = await temporaryFolder();
  const path = join(folder, '册.pdf');
  // Nothing is bound: the volume shows what is missing, and that is what it is for.
  const report = await writeBinder(archive, recipe, path, unattended());
  expect(report.documents).toBe(0);
  const volume = await openVolume(path);
  const [entry] = (await outlineOf(archive, recipe)).filter((line) => line.includes('divider'));
  const [, first, last] = /(\d+)–(\d+)$/u.exec(entry ?? '') ?? [];
  let words = '';
  for (let page = Number(first); page <= Number(last); page += 1) {
    words += (await textsOf(volume, page)).map(({ text }) => text).join('');
  }
  for (let n = 1; n <= 90; n += 1) expect(words).toContain(`第${n}条要求落实到位。`);
});

test('what is marked as proof is underlined on the bound page, wherever it was marked; not where that is switched off', async () => {
  const proven = await provenArchive();
  const { archive, links } = proven;
  const box = { xUm: 50_000, yUm: 100_000, widthUm: 80_000, heightUm: 6000, angle: 0 };
  const beside = { xUm: 150_000, yUm: 120_000, widthUm: 6000, heightUm: 60_000, angle: 0 };
  // By the link of another item: the paper is bound once and shows it.
  await mark(archive, links[4]!, 2, [
    { ...box, vertical: false },
    { ...beside, vertical: true },
  ]);
  const folder = await temporaryFolder();
  const redOn = async (name: string, page: number): Promise<(x: number, y: number) => boolean> => {
    const { data, width, channels } = await drawn(join(folder, name), page, 840);
    return (xMm, yMm) => {
      const perMm = 840 / 210;
      for (let dy = -4; dy <= 4; dy += 1) {
        for (let dx = -4; dx <= 4; dx += 1) {
          const at =
            (Math.round(yMm * perMm + dy) * width + Math.round(xMm * perMm + dx)) * channels;
          const [red = 0, green = 0, blue = 0] = data.subarray(at, at + 3);
          if (Math.max(red, blue) > 120 && green < 110) return true;
        }
      }
      return false;
    };
  };
  await writeBinder(archive, await recipeOf(proven), join(folder, '册.pdf'), unattended());
  const marked = await redOn('册.pdf', 5);
  expect([marked(52, 106), marked(90, 106), marked(128, 106)]).toEqual([true, true, true]);
  expect([marked(156, 122), marked(156, 178)]).toEqual([true, true]);
  expect([marked(48, 106), marked(90, 100), marked(150, 150)]).toEqual([false, false, false]);
  expect((await redOn('册.pdf', 4))(90, 106)).toBe(false);
  const plain = await recipeOf(proven, { marks: false });
  await writeBinder(archive, plain, join(folder, '不划.pdf'), unattended());
  expect((await redOn('不划.pdf', 5))(90, 106)).toBe(false);
});
