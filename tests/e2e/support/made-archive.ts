import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { photo, plainPapers, textPdf, variedJpeg } from '../../support/scans/index.ts';
import { cliFile } from './program.ts';

const run = promisify(execFile);

/** Runs a command of the built program; what it prints. */
export async function mingce(folder: string, ...words: readonly string[]): Promise<string> {
  const env = { ...process.env, MINGCE_USER_DATA: join(folder, 'user-data') };
  const { stdout } = await run(process.execPath, [cliFile, ...words], { env, timeout: 240_000 });
  return stdout;
}

/** Writes files under `folder`, making the folders between. */
export async function writeFiles(
  folder: string,
  files: Readonly<Record<string, Uint8Array>>,
): Promise<void> {
  for (const [path, bytes] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), bytes);
  }
}

/**
 * An archive as an office has it after a morning's work, made by the program's own commands:
 * nine documents of 2024, three of 2023, all confirmed, and two more in the inbox.
 */
export async function makeOfficeArchive(folder: string): Promise<string> {
  const archive = join(folder, 'home', '清河镇台账');
  const picture = await photo('laneAfter', { widthPx: 600, heightPx: 400, quality: 50 });
  const notice = (year: number, n: number): string =>
    `清政发〔${year}〕${n}号 关于第${n}次会议的通知.jpg`;
  const filed: Record<string, Uint8Array> = {
    '2024年/宣传教育/清政办〔2024〕7号 关于开展环境整治宣传的通知.pdf': await textPdf(
      plainPapers('关于开展环境整治宣传的通知', ['各村（社区）张贴环境整治告示。']),
    ),
  };
  for (let n = 1; n <= 5; n += 1) {
    filed[`2024年/组织领导/${notice(2024, n)}`] = variedJpeg(picture, n);
  }
  for (let n = 11; n <= 13; n += 1) {
    filed[`2024年/宣传教育/${notice(2024, n)}`] = variedJpeg(picture, n);
    filed[`2023年/组织领导/${notice(2023, n)}`] = variedJpeg(picture, n + 10);
  }
  await writeFiles(join(folder, '已整理'), filed);
  await writeFiles(join(folder, '新到'), {
    [`2024年/组织领导/${notice(2024, 31)}`]: variedJpeg(picture, 31),
    '扫描0032.jpg': variedJpeg(picture, 32),
  });
  await mingce(folder, 'new', archive);
  await mingce(folder, 'import', archive, join(folder, '已整理'), '--confirm', '--no-read');
  await mingce(folder, 'import', archive, join(folder, '新到'), '--no-read');
  return archive;
}

const paper = (title: string, ...pages: readonly string[]): Promise<Uint8Array> =>
  textPdf(pages.flatMap((text) => plainPapers(title, [text])));

/**
 * An archive to search in: six documents that name the nursery, one of them a circular and five
 * notices; four more do not.
 */
export async function makeNurseryArchive(folder: string): Promise<string> {
  const archive = join(folder, 'home', '清河镇台账');
  const files: Record<string, Uint8Array> = {
    '2024年/问题整改/清创组〔2024〕7号 关于问题整改情况的通报.pdf': await paper(
      '关于问题整改情况的通报',
      '各村（社区）逐项整改。',
      '北街的旧苗圃已清理，苗圃围栏已修复。',
      '苗圃由社区代管。',
    ),
    '2024年/环境整治/清政办〔2024〕12号 关于苗圃管护的通知.pdf': await paper(
      '关于苗圃管护的通知',
      '苗圃每周巡查一次。',
    ),
  };
  for (let n = 1; n <= 4; n += 1) {
    files[`2023年/环境整治/清政发〔2023〕${n}号 关于第${n}季度绿化的通知.pdf`] = await paper(
      `关于第${n}季度绿化的通知`,
      `第${n}季度在苗圃领取树苗。`,
    );
    files[`2022年/学习培训/清政发〔2022〕${n}号 关于第${n}期培训的通知.pdf`] = await paper(
      `关于第${n}期培训的通知`,
      '在镇文化站集中学习。',
    );
  }
  await writeFiles(join(folder, '已整理'), files);
  await mingce(folder, 'new', archive);
  await mingce(folder, 'import', archive, join(folder, '已整理'), '--confirm', '--no-read');
  return archive;
}
