import { join } from 'node:path';
import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import { createChecklist, link } from '../../main/checklist/index.ts';
import { sql } from '../../main/db/index.ts';
import { openArchive } from '../../main/library/index.ts';
import { createWorkerPool, launchNode } from '../../main/workers/index.ts';
import { draftItem, draftSlot, newLink, placesOf, slotOf } from '../checklist/support.ts';
import { plainPapers, redHeadPapers, scanPaper, textPdf } from '../support/scans/index.ts';
import { seriousFindings } from './support/axe.ts';
import { inputMethodOf } from './support/input-method.ts';
import { eventually } from './support/eventually.ts';
import { keysOf } from './support/keys.ts';
import { mingce, writeFiles } from './support/made-archive.ts';
import { oneProgram } from './support/one-program.ts';
import { shellOf } from './support/rooms.ts';

let page: Page;

const draft = {
  name: '镇级测评细则 2024 版',
  window: { from: '2024-01-01', to: '2024-12-31' },
  items: [
    draftItem(0, '1', '环境卫生常态整治', {
      slots: [draftSlot('规范文件', 2)],
      departments: ['综合行政执法队'],
    }),
    draftItem(0, '2', '背街小巷保洁', {
      slots: [draftSlot('实景图片', 2), draftSlot('统计表格')],
      departments: ['文化站'],
    }),
  ],
};

const text = (title: string): Promise<Uint8Array> => textPdf(plainPapers(title, ['照此执行。']));

async function scan(title: string, seal: boolean): Promise<Uint8Array> {
  const [first] = redHeadPapers({ title, seal, body: ['请各村（社区）按月报送进度。'] });
  if (first === undefined) throw new Error('no page');
  return (await scanPaper(first, { dpi: 150, seed: title })).jpeg;
}

/** An archive whose proofs lack this and that: a 文号, seals, a date, a caption. */
async function makeArchive(folder: string): Promise<string> {
  const archive = join(folder, 'home', '清河镇台账');
  await writeFiles(join(folder, '已整理'), {
    '2024年/方案制度/清政发〔2024〕36号 关于保洁的通知.jpg': await scan('关于保洁的通知', true),
    '2024年/方案制度/关于清运的意见.jpg': await scan('关于清运的意见', false),
    '2024年/影像资料/北街保洁.pdf': await text('北街保洁'),
    '2024年/总结汇报/保洁统计表.pdf': await text('保洁统计表'),
  });
  await mingce(folder, 'new', archive);
  await mingce(folder, 'import', archive, join(folder, '已整理'), '--confirm', '--no-read');
  const workers = createWorkerPool(launchNode, { size: 1 });
  const opened = await openArchive(archive, { workers, user: '陈立新', language: 'zh-CN' });
  const { id } = await createChecklist(opened, draft);
  const at = await placesOf(opened.db.read, id);
  const documents = await opened.db.read.all<{ id: number; title: string }>(
    sql`SELECT document_id AS id, title FROM document_facts`,
  );
  const titled = (words: string): number =>
    documents.find(({ title }) => title.includes(words))?.id ?? 0;
  await opened.operate({ kind: 'test', zh: '备好', en: 'prepare' }, async (writer) => {
    await writer.run(sql`UPDATE document SET date = '2024-07-16' WHERE title NOT LIKE '%统计表'`);
    await writer.run(sql`UPDATE document SET date = NULL WHERE title LIKE '%统计表'`);
    await writer.run(sql`
      UPDATE document SET reference_number = NULL WHERE id = ${titled('清运')}`);
  });
  await link(opened, [
    newLink(slotOf(at('1')), titled('关于保洁')),
    newLink(slotOf(at('1')), titled('清运')),
    newLink(slotOf(at('2')), titled('北街')),
    newLink(slotOf(at('2'), 2), titled('统计表')),
  ]);
  await opened.close();
  await workers.close();
  return archive;
}

oneProgram(makeArchive, (started) => {
  ({ page } = started);
});

const press = (...keys: readonly string[]): Promise<void> => keysOf(page).press(...keys);
const list = () => page.getByRole('listbox', { name: '检查出的问题' });
const rows = async (): Promise<readonly string[]> => {
  const all = await list().getByRole('option').allInnerTexts();
  return all.map((words) => words.split('\n')[0] ?? '');
};
const inHand = () => list().locator('[data-active="true"]');
const item = () => page.locator('.checklist-item');

/** Moves down to the finding of a rule. */
async function goTo(rule: string): Promise<void> {
  await list().focus();
  await press('Home');
  for (let step = 0; step < 12; step += 1) {
    if ((await inHand().innerText()).startsWith(rule)) return;
    await press('ArrowDown');
    await new Promise((rest) => setTimeout(rest, 40));
  }
  throw new Error(`no ${rule} among ${(await rows()).join()}`);
}

test('the material check is opened by a key, looks at the pages, and lists what it objects to', async () => {
  await shellOf(page).room('测评体系').click();
  await page.locator('.checklist-tree').focus();
  await press('m');
  await list().waitFor();
  // Seals are looked for in the background; the sealed paper is not objected to.
  await eventually(rows).toEqual([
    '图片张数不足',
    '没有文号',
    '未见印章',
    '没有日期',
    '图片说明不全',
  ]);
  expect(await list().getByText('关于清运的意见').count()).toBe(2);
  expect(await seriousFindings(page)).toEqual([]);
});

test('a finding in hand shows its item and proof; Enter goes there', async () => {
  await goTo('没有日期');
  await item()
    .getByRole('heading', { name: /背街小巷保洁/u })
    .waitFor();
  await eventually(() =>
    page.locator('.proof-row[data-active="true"] .proof-title').innerText(),
  ).toBe('保洁统计表');
  await press('Enter');
  await eventually(() => page.evaluate(() => document.activeElement?.className ?? '')).toContain(
    'slot-list',
  );
  await list().focus();
});

test('what is wrong is mended without leaving the keyboard, and undone', async () => {
  await goTo('没有日期');
  await press('e');
  await page.getByRole('dialog', { name: '改日期…' }).waitFor();
  await page.keyboard.type('2024-07-20');
  await press('Enter');
  await eventually(rows).not.toContain('没有日期');

  await goTo('没有文号');
  await press('e');
  await page.keyboard.type('清政发〔2024〕37号');
  await press('Enter');
  await eventually(rows).not.toContain('没有文号');
  await shellOf(page).notice('已改“关于清运的意见”').waitFor();

  await goTo('图片说明不全');
  await press('e');
  const caption = page.getByRole('dialog', { name: '填图片说明…' });
  await caption.waitFor();
  expect(await caption.getByLabel('事由').inputValue()).toBe('北街保洁');
  for (const name of ['地点', '人物', '背景', '摄影者'])
    await caption.getByLabel(name).fill('某某');
  await press('Enter');
  await eventually(rows).not.toContain('图片说明不全');
});

test('a finding is called fine with a reason, shown again, and told again', async () => {
  await goTo('未见印章');
  await press('f');
  await page.getByRole('dialog', { name: '认定无妨' }).waitFor();
  // Without a reason it is not fine.
  await press('Enter');
  expect(await page.getByRole('dialog', { name: '认定无妨' }).isVisible()).toBe(true);
  const typing = await inputMethodOf(page);
  await typing.compose('yuanjian');
  await typing.press('Enter');
  await typing.choose('原件有章');
  expect(await page.getByRole('dialog', { name: '认定无妨' }).isVisible()).toBe(true);
  await press('Enter');
  await eventually(rows).not.toContain('未见印章');
  await page
    .getByRole('region', { name: '材料检查' })
    .getByRole('button', { name: '更多' })
    .click();
  await page.getByRole('menuitem', { name: '看认定无妨的 1' }).click();
  await eventually(rows).toEqual(['未见印章']);
  await list().getByText('认定无妨：原件有章').waitFor();
  await list().focus();
  await press('f');
  await eventually(rows).toEqual([]);
  await page
    .getByRole('region', { name: '材料检查' })
    .getByRole('button', { name: '更多' })
    .click();
  await page.getByRole('menuitem', { name: '回到待处理的' }).click();
  await eventually(rows).toContain('未见印章');
});

test('findings are narrowed by department and rule; a rule is switched off, with its reason beside it', async () => {
  const check = page.getByRole('region', { name: '材料检查' });
  await check.getByRole('button', { name: /^责任部门/u }).click();
  await page.getByRole('menuitem', { name: /^文化站 1/u }).click();
  await eventually(rows).toEqual(['图片张数不足']);
  await check.getByRole('button', { name: /^责任部门/u }).click();
  await page.getByRole('menuitem', { name: /^全部部门/u }).click();
  await eventually(rows).toEqual(['图片张数不足', '未见印章']);
  await check.getByRole('button', { name: '更多' }).click();
  await page.getByRole('menuitem', { name: '检查规则…' }).click();
  const rules = page.getByRole('dialog', { name: '检查规则' });
  await rules.getByText('规范文件要红头或盖章').waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  await rules.getByRole('switch', { name: '未见印章' }).click();
  await press('Escape');
  await eventually(rows).toEqual(['图片张数不足']);
  await list().focus();
  await press('Control+Z');
  await eventually(rows).toEqual(['图片张数不足', '未见印章']);
});

test('what cannot be typed in is looked for in the library', async () => {
  await goTo('图片张数不足');
  await press('e');
  await page.getByRole('textbox', { name: '在文件库中另找' }).waitFor();
  expect(await list().count()).toBe(0);
  await page.locator('.checklist-tree').focus();
  await press('m');
  await list().waitFor();
  await list().focus();
  await press('Escape');
  await eventually(() => list().count()).toBe(0);
});
