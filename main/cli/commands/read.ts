import { ArchiveError, type Selection } from '../../contract/index.ts';
import { readAgain, readDocuments } from '../../reading/index.ts';
import { readArguments, readIds } from '../arguments.ts';
import { failureOf, messageOf, terminalControl, withArchive, type Command } from '../command.ts';
import { knownIds } from './set.ts';

const everything: { readonly known: Selection; readonly unknown: readonly number[] } = {
  known: { filter: { place: 'all' } },
  unknown: [],
};

export const readCommand: Command = {
  usage: 'read ARCHIVE [--ids IDS] [--again]',
  summary: '识读还没有文字的页面',
  run: async (words) => {
    const given = readArguments(words, { values: ['ids'], flags: ['again'], words: [1, 1] });
    const named = given.value('ids');
    const ids = named === undefined ? null : readIds(named);
    return withArchive(given.words[0] ?? '', 'change', async (archive) => {
      const startedAt = performance.now();
      const { known, unknown } = ids === null ? everything : await knownIds(archive, ids);
      if (given.flag('again')) await readAgain(archive, known, null);
      const control = terminalControl('识读');
      const chosen = ids === null ? null : ids.filter((id) => !unknown.includes(id));
      const { pages, characters, failed } = await readDocuments(archive, chosen, control).finally(
        control.finish,
      );
      const failures = [
        ...unknown.map((id) => failureOf({ id }, new ArchiveError('no-such-document', { id }))),
        ...failed.map(({ id, code }) => ({ id, code, message: messageOf(code) })),
      ];
      const ms = Math.round(performance.now() - startedAt);
      return {
        value: { pages, characters, failed: failures, ms },
        text: [
          `识读 ${pages} 页，${characters} 字`,
          ...failures.map((each) => `第 ${each.id} 号文件：${each.message}`),
        ].join('\n'),
        incomplete: failures.length > 0,
      };
    });
  },
};
