import { resolve } from 'node:path';
import { exportDocument } from '../../binder/index.ts';
import type { DocumentId } from '../../contract/index.ts';
import { readArguments, wholeNumber } from '../arguments.ts';
import { terminalControl, UsageError, withArchive, type Command } from '../command.ts';

export const exportCommand: Command = {
  usage: 'export ARCHIVE ID --out PATH',
  summary: '把一件文件单独写成双层 PDF',
  run: async (words) => {
    const given = readArguments(words, { values: ['out'], words: [2, 2] });
    const id = wholeNumber(given.words[1] ?? '', 'ID', 1) as DocumentId;
    const out = given.value('out');
    if (out === undefined) throw new UsageError('要写明输出位置：--out');
    return withArchive(given.words[0] ?? '', 'read', async (archive) => {
      const control = terminalControl('导出');
      const done = await exportDocument(archive, id, resolve(out), control).finally(control.finish);
      const { path, pages, bytes, sha256, placeholders } = done;
      return {
        value: { path, pages, bytes, sha256, placeholders },
        text: [
          path,
          `${pages} 页，${bytes} 字节`,
          ...placeholders.map((each) => `第 ${each.page} 页是占位页：${each.message}`),
        ].join('\n'),
        incomplete: placeholders.length > 0,
      };
    });
  },
};
