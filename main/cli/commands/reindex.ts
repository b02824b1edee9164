import { rebuildIndex } from '../../search/index.ts';
import { readArguments } from '../arguments.ts';
import { terminalControl, withArchive, type Command } from '../command.ts';

export const reindexCommand: Command = {
  usage: 'reindex ARCHIVE',
  summary: '重建检索索引；中途停下，原来的索引照常可用',
  run: async (words) => {
    const given = readArguments(words, { words: [1, 1] });
    return withArchive(given.words[0] ?? '', 'change', async (archive) => {
      const control = terminalControl('重建索引');
      const done = await rebuildIndex(archive, control).finally(control.finish);
      return { value: done, text: `已重建索引：${done.documents} 件` };
    });
  },
};
