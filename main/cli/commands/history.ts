import { verifyChain } from '../../db/index.ts';
import type { OperationId } from '../../contract/index.ts';
import { history, redo, undo } from '../../keeping/index.ts';
import { readArguments, wholeNumber } from '../arguments.ts';
import { withArchive, type Command } from '../command.ts';

export const undoCommand: Command = {
  usage: 'undo ARCHIVE [OPERATION]',
  summary: '撤销一项操作，不写编号就是最近一项',
  run: async (words) => {
    const given = readArguments(words, { words: [1, 2] });
    const [folder = '', number] = given.words;
    const id =
      number === undefined ? undefined : (wholeNumber(number, 'OPERATION', 1) as OperationId);
    return withArchive(folder, 'change', async (archive) => {
      const { operation, changed } = await undo(archive, id);
      return { value: { operation, changed }, text: `已撤销，改动 ${changed} 项` };
    });
  },
};

export const redoCommand: Command = {
  usage: 'redo ARCHIVE',
  summary: '重做刚撤销的操作',
  run: async (words) => {
    const given = readArguments(words, { words: [1, 1] });
    return withArchive(given.words[0] ?? '', 'change', async (archive) => {
      const { operation, changed } = await redo(archive);
      return { value: { operation, changed }, text: `已重做，改动 ${changed} 项` };
    });
  },
};

export const historyCommand: Command = {
  usage: 'history ARCHIVE [--limit N]',
  summary: '改动记录：谁、何时、做了什么',
  run: async (words) => {
    const given = readArguments(words, { values: ['limit'], words: [1, 1] });
    const limit = wholeNumber(given.value('limit') ?? '50', '--limit');
    return withArchive(given.words[0] ?? '', 'read', async (archive) => {
      const chain = await verifyChain(archive.db.read);
      const records = await history(archive.db.read, 0, limit);
      const operations = records.map(({ can_undo: _canUndo, ...record }) => record);
      const state = chain.ok ? 'intact' : 'broken';
      return {
        value: {
          operations,
          chain: state,
          ...(chain.brokenAt === null ? {} : { brokenAt: chain.brokenAt }),
        },
        text: [
          ...operations.map((each) => `${each.id}  ${each.at}  ${each.user}  ${each.summary}`),
          chain.ok ? '记录完整，未被改动' : `记录从第 ${chain.brokenAt} 号操作起被改动过`,
        ].join('\n'),
        incomplete: !chain.ok,
      };
    });
  },
};
