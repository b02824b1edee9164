import { moveToTrash, purge, restoreFromTrash } from '../../keeping/index.ts';
import { readArguments, readIds } from '../arguments.ts';
import { UsageError, withArchive, type Command } from '../command.ts';
import { changeOutcome, knownIds } from './set.ts';

export const deleteCommand: Command = {
  usage: 'delete ARCHIVE IDS',
  summary: '移入回收站',
  run: async (words) => {
    const given = readArguments(words, { words: [2, 2] });
    const ids = readIds(given.words[1] ?? '');
    return withArchive(given.words[0] ?? '', 'change', async (archive) => {
      const { known, unknown } = await knownIds(archive, ids);
      return changeOutcome(await moveToTrash(archive, known), unknown);
    });
  },
};

export const restoreDeletedCommand: Command = {
  usage: 'restore-deleted ARCHIVE IDS',
  summary: '从回收站恢复',
  run: async (words) => {
    const given = readArguments(words, { words: [2, 2] });
    const ids = readIds(given.words[1] ?? '');
    return withArchive(given.words[0] ?? '', 'change', async (archive) => {
      const { known, unknown } = await knownIds(archive, ids);
      return changeOutcome(await restoreFromTrash(archive, known), unknown);
    });
  },
};

export const purgeCommand: Command = {
  usage: 'purge ARCHIVE IDS --reason 原因',
  summary: '彻底删除回收站里的文件，记入销毁清册',
  run: async (words) => {
    const given = readArguments(words, { values: ['reason'], words: [2, 2] });
    const ids = readIds(given.words[1] ?? '');
    const reason = given.value('reason')?.trim() ?? '';
    if (reason === '') throw new UsageError('要写明原因：--reason');
    return withArchive(given.words[0] ?? '', 'change', async (archive) => {
      const { known, unknown } = await knownIds(archive, ids);
      const { changed, operation, backups } = await purge(archive, known, reason);
      const outcome = changeOutcome({ changed, operation }, unknown);
      return { ...outcome, value: { ...(outcome.value as object), backups } };
    });
  },
};
