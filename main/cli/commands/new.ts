import { basename, resolve } from 'node:path';
import { createForUse } from '../../program/index.ts';
import { readArguments } from '../arguments.ts';
import { archiveOptions, withWorkers, type Command } from '../command.ts';

export const newCommand: Command = {
  usage: 'new ARCHIVE [--name 名称] [--fonds 全宗号]',
  summary: '新建档案库，带起始分类',
  run: (words) =>
    withWorkers(async (workers) => {
      const given = readArguments(words, { values: ['name', 'fonds'], words: [1, 1] });
      const folder = resolve(given.words[0] ?? '');
      const about = {
        name: given.value('name') ?? basename(folder),
        fonds: given.value('fonds') ?? null,
      };
      const archive = await createForUse(folder, about, await archiveOptions(workers));
      await archive.close();
      return {
        value: { path: archive.folder, id: archive.id, name: about.name },
        text: `已建档案库“${about.name}”：${archive.folder}`,
      };
    }),
};
