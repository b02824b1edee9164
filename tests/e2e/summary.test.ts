import { join } from 'node:path';
import mammoth from 'mammoth';
import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import { createWorkerPool, launchNode } from '../../main/workers/index.ts';
import { makeCampaignArchive } from '../support/campaign-archive.ts';
import { seriousFindings } from './support/axe.ts';
import { oneProgram } from './support/one-program.ts';
import { downloadOf } from './support/program.ts';
import { shellOf } from './support/rooms.ts';

let page: Page;

oneProgram(
  async (folder) => {
    const archive = join(folder, 'home', '清河镇台账');
    const workers = createWorkerPool(launchNode, { size: 1 });
    await makeCampaignArchive(archive, 24, { workers, user: '陈立新', language: 'zh-CN' });
    await workers.close();
    return archive;
  },
  (started) => {
    ({ page } = started);
  },
);

test('the summary of the year on the screen is drafted and downloaded, with the sections that are asked for', async () => {
  const shell = shellOf(page);
  await shell.room('总览').waitFor();
  await page.keyboard.press('Control+1');
  await page.getByRole('button', { name: '起草年度总结…' }).click();
  await shell.dialog.getByText('2024 年度（20 件）').waitFor();
  await shell.dialog.getByText('镇级测评细则 2024 版').waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  await shell.dialog.getByRole('checkbox', { name: '荣誉表彰情况' }).uncheck();
  await shell.dialog.getByRole('button', { name: '起草', exact: true }).click();
  await shell.notice(/已起草 清河镇2024年度文明创建工作总结/u).waitFor();
  const download = await downloadOf(page, () =>
    page.getByRole('contentinfo').getByRole('button', { name: '下载' }).click(),
  );
  expect(download.suggestedFilename()).toMatch(/^清河镇2024年度文明创建工作总结 .*\.docx$/u);
  const { value: text } = await mammoth.extractRawText({ path: await download.path() });
  expect(text).toContain('1月10日，制发《关于第1项工作的通知》（清政发〔2024〕1号）');
  expect(text).toContain('“镇级测评细则 2024 版”有24项要求提供材料');
  expect(text).not.toContain('荣誉表彰情况');
});
