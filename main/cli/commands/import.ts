import { resolve } from 'node:path';
import { confirm, documentDetail } from '../../catalog/index.ts';
import { ArchiveError, type ImportOptions, type Selection } from '../../contract/index.ts';
import { importPaths, type Afterwards } from '../../intake/index.ts';
import type { Archive } from '../../library/index.ts';
import { readDocuments } from '../../reading/index.ts';
import { rowsByIds } from '../../search/index.ts';
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
        // What is read says more: documents are filed when that is done.
        confirm: given.flag('confirm') && given.flag('no-read'),
        folderAsDocument: given.flag('folder-as-document'),
      } as ImportOptions;
      const control = terminalControl('导入');
      const done = await importPaths(
        archive,
        paths.map((path) => resolve(path)),
        options,
        control,
        given.flag('no-read') ? undefined : reading(archive, given.flag('confirm')),
      ).finally(control.finish);
      const { unfinished, ...report } = done;
      const failed = [
        ...done.failed.map(({ path, code, details }) => ({
          path,
          code,
          message: messageOf(code, details),
        })),
        ...unfinished.map(({ id, code }) => ({ id, code, message: messageOf(code) })),
      ];
      return {
        value: { ...report, failed },
        text: [
          `导入 ${done.imported.length} 件，重复 ${done.duplicates.length}，未导入 ${failed.length}`,
          ...done.imported.map(
            (each) => `${each.id}  ${each.title ?? each.path}  ${each.pages} 页`,
          ),
          ...done.duplicates.map((each) => `与第 ${each.id} 号文件相同：${each.path}`),
          ...failed.map((each) => `${each.message}：${'path' in each ? each.path : each.id}`),
        ].join('\n'),
        incomplete: failed.length > 0,
      };
    });
  },
};

/** Reads what came in, and files it where that was asked for; what is marked secret stays. */
function reading(archive: Archive, files: boolean): Afterwards {
  return async (documents) => {
    if (documents.length === 0) return [];
    const control = terminalControl('识读');
    const { failed } = await readDocuments(archive, documents, control).finally(control.finish);
    if (!files) return failed;
    return [...failed, ...(await fileAll(archive, documents))];
  };
}

async function fileAll(
  archive: Archive,
  documents: readonly number[],
): Promise<Awaited<ReturnType<Afterwards>>> {
  const [first = 0] = documents;
  const { importId } = await documentDetail(archive, first, () => '');
  const filter = importId === null ? { ids: documents } : { importId };
  const selection = { filter: { ...filter, place: 'inbox' } } as Selection;
  await confirm(archive, selection).catch((error: unknown) => {
    if (!(error instanceof ArchiveError) || error.code !== 'state-secret') throw error;
  });
  const rows = await rowsByIds(archive.db.read, documents);
  return rows
    .filter(({ place, is_secret }) => place === 'inbox' && is_secret === 1)
    .map(({ id }) => ({ id, code: 'state-secret' as const }));
}
