import { resolve } from 'node:path';
import { writeSeparators } from '../../intake/index.ts';
import { categoryNamed, readArguments, readYear, wholeNumber } from '../arguments.ts';
import { UsageError, withArchive, type Command } from '../command.ts';

const mostCopies = 100;

export const separatorsCommand: Command = {
  usage:
    'separators ARCHIVE --out FILE.pdf [--category 名称] [--year N] [--department 名称] [--copies N]',
  summary: '打印用的分隔页：放在每件文件前一起扫描，后面的页自成一件',
  run: async (words) => {
    const given = readArguments(words, {
      values: ['out', 'category', 'year', 'department', 'copies'],
      words: [1, 1],
    });
    const out = given.value('out');
    if (out === undefined) throw new UsageError('要写明输出位置：--out');
    const copies = wholeNumber(given.value('copies') ?? '1', '--copies', 1);
    if (copies > mostCopies) throw new UsageError(`--copies 最多 ${mostCopies}`);
    const year = given.value('year');
    const category = given.value('category');
    const department = given.value('department') ?? null;
    if (department !== null && department.length > 100) throw new UsageError('--department 太长');
    const path = resolve(out);
    return withArchive(given.words[0] ?? '', 'read', async (archive) => {
      const sheet = {
        categoryId: category === undefined ? null : await categoryNamed(archive.db.read, category),
        year: year === undefined ? null : readYear(year),
        department,
        copies,
      };
      const pages = await writeSeparators(archive, [sheet], path);
      return { value: { path, pages }, text: `${path}\n${pages} 页` };
    });
  },
};
