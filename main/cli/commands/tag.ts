import { tagSelection } from '../../catalog/index.ts';
import { readArguments, readIds } from '../arguments.ts';
import { UsageError, withArchive, type Command } from '../command.ts';
import { changeOutcome, knownIds } from './set.ts';

export const tagCommand: Command = {
  usage: 'tag ARCHIVE IDS +名称 -名称…',
  summary: '加标签、去标签',
  run: async (words) => {
    const given = readArguments(words, { words: [3, 100] });
    const [folder = '', ids = '', ...names] = given.words;
    const wanted = readIds(ids);
    const wrong = names.find((name) => !/^[+-].*\S/u.test(name));
    if (wrong !== undefined) throw new UsageError(`标签前要有 + 或 -：${wrong}`);
    const named = (sign: string): string[] =>
      names.filter((name) => name.startsWith(sign)).map((name) => name.slice(1).trim());
    return withArchive(folder, 'change', async (archive) => {
      const { known, unknown } = await knownIds(archive, wanted);
      return changeOutcome(await tagSelection(archive, known, named('+'), named('-')), unknown);
    });
  },
};
