import { resolve } from 'node:path';
import type { ImportOptions } from '../../contract/index.ts';
import { importPaths } from '../../intake/index.ts';
import { categoryNamed, readArguments, readYear } from '../arguments.ts';
import { messageOf, terminalControl, withArchive, type Command } from '../command.ts';

export const importCommand: Command = {
  usage:
    'import ARCHIVE PATH… [--year N] [--category 名称] [--confirm] [--no-read] [--folder-as-document]',
  summary: '导入文件和文件夹',
  run: async (words) => {
    const given = readArguments(words, {
      values: ['year', 'category'],
      flags: ['confirm', 'no-read', 'folder-as-document'],
      words: [2, 10_000],
    });
    const [folder = '', ...paths] = given.words;
    const year = given.value('year');
    const category = given.value('category');
    return withArchive(folder, 'change', async (archive) => {
      const options = {
        ...(year === undefined ? {} : { year: readYear(year) }),
        ...(category === undefined
          ? {}
          : { categoryId: await categoryNamed(archive.db.read, category) }),
        confirm: given.flag('confirm'),
        folderAsDocument: given.flag('folder-as-document'),
      } as ImportOptions;
      const control = terminalControl('导入');
      const done = await importPaths(
        archive,
        paths.map((path) => resolve(path)),
        options,
        control,
      ).finally(control.finish);
      const failed = done.failed.map(({ path, code, details }) => ({
        path,
        code,
        message: messageOf(code, details),
      }));
      return {
        value: { ...done, failed },
        text: [
          `导入 ${done.imported.length} 件，重复 ${done.duplicates.length}，未导入 ${failed.length}`,
          ...done.imported.map(
            (each) => `${each.id}  ${each.title ?? each.path}  ${each.pages} 页`,
          ),
          ...done.duplicates.map((each) => `与第 ${each.id} 号文件相同：${each.path}`),
          ...failed.map((each) => `${each.message}：${each.path}`),
        ].join('\n'),
        incomplete: failed.length > 0,
      };
    });
  },
};
