import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  docx,
  encryptedPdf,
  garbage,
  redHeadScan,
  redHeadText,
  textPdf,
} from '../support/scans/index.ts';
import { readVolume } from './support/read-volume.ts';
import { startProgram, type RunningProgram } from './support/program.ts';

let program: RunningProgram;

/** A newcomer's folder: good files, a duplicate, and each awkward kind once. */
async function makeFolder(folder: string): Promise<void> {
  const notice = await redHeadText({ referenceNumber: '清政发〔2024〕36号' });
  const files: Readonly<Record<string, Uint8Array>> = {
    '2024年/组织领导/清政发〔2024〕36号 关于成立领导小组的通知.pdf': notice,
    '2024年/组织领导/清政办〔2024〕2号 关于印发责任分工的通知.pdf': await redHeadScan({ referenceNumber: '清政办〔2024〕2号' }),
    '2024年/组织领导/清政办〔2024〕10号 关于调整成员的通知.pdf': await textPdf({
      title: '关于调整成员的通知',
      body: ['第一页说的是成员调整。', '专班每周巡查垃圾中转站一次。'],
      pages: 2,
    }),
    '2024年/问题整改/同一份通知.pdf': notice,
    '2024年/问题整改/损坏.pdf': garbage(),
    '2024年/问题整改/有密码.pdf': await encryptedPdf('secret', 'aes'),
    '2024年/问题整改/空文件.pdf': new Uint8Array(),
    '2024年/问题整改/整改方案.docx': await docx('整改方案'),
  };
  for (const [path, bytes] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), bytes);
  }
}

beforeAll(async () => {
  program = await startProgram();
  await makeFolder(join(program.folder, '去年扫描'));
});

afterAll(async () => {
  await program?.close();
});

test('a newcomer makes an archive, imports, confirms, tags, finds and binds', async () => {
  const { page } = program;

  // An archive of one's own.
  await page.getByRole('button', { name: /新建档案库/ }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('名称').fill('清河镇台账');
  await dialog.getByRole('button', { name: '新建档案库' }).click();
  await expect.poll(() => page.getByText('收件箱是空的').isVisible()).toBe(true);

  // A whole folder.
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: '选择文件夹…' }).click();
  await (await chooser).setFiles(join(program.folder, '去年扫描'));
  await page.getByRole('dialog').getByRole('button', { name: '开始导入' }).click();
  await page.getByText(/已收入 5 件，3 个未收入/).waitFor();

  // What became of each file is told by name.
  await page.getByRole('button', { name: /3 个未收入/ }).first().click();
  const report = page.getByRole('dialog');
  await report.getByText('全部 8').click();
  const rowOf = (name: string) => report.getByRole('option').filter({ hasText: name });
  await rowOf('损坏.pdf').getByText(/打不开/).waitFor();
  await rowOf('空文件.pdf').getByText(/空/).nth(1).waitFor();
  await rowOf('同一份通知.pdf').getByText(/内容相同/).waitFor();
  await rowOf('有密码.pdf').getByText('已收入').waitFor();
  await rowOf('整改方案.docx').getByText('已收入').waitFor();
  await page.keyboard.press('Escape');
  expect(program.troubles).toEqual([]);
});

export { readVolume };
