import { resolve } from 'node:path';
import { backUp, restore, verify } from '../../keeping/index.ts';
import { readArguments } from '../arguments.ts';
import { terminalControl, withArchive, withWorkers, type Command } from '../command.ts';

export const verifyCommand: Command = {
  usage: 'verify ARCHIVE',
  summary: '核对每份原件、目录库、索引和改动记录',
  run: async (words) => {
    const given = readArguments(words, { words: [1, 1] });
    return withArchive(given.words[0] ?? '', 'read', async (archive) => {
      const control = terminalControl('核对');
      const report = await verify(archive, control).finally(control.finish);
      const lines = [
        `原件 ${report.originals} 份`,
        ...report.bad.map((each) => `与校验值不符：${each.path}`),
        ...report.missing.map((each) => `不见了：${each.path}`),
        ...report.strays.map((each) => `目录库里没有：${each.path}`),
        ...report.catalogue.problems.map((each) => `目录库：${each}`),
        ...report.index.wrong.map((id) => `索引与第 ${id} 号文件不符`),
        ...(report.chain.ok ? [] : [`改动记录从第 ${report.chain.brokenAt} 号操作起被改动过`]),
        report.ok ? '全部完好' : '有问题，见上',
      ];
      return { value: report, text: lines.join('\n'), incomplete: !report.ok };
    });
  },
};

export const backupCommand: Command = {
  usage: 'backup ARCHIVE DEST',
  summary: '做一份完整、核对过的副本',
  run: async (words) => {
    const given = readArguments(words, { words: [2, 2] });
    const [folder = '', destination = ''] = given.words;
    return withArchive(folder, 'read', async (archive) => {
      const control = terminalControl('备份');
      const done = await backUp(archive, destination, control).finally(control.finish);
      return {
        value: done,
        text: `已备份 ${done.originals} 份原件，${done.bytes} 字节：${done.path}`,
      };
    });
  },
};

export const restoreCommand: Command = {
  usage: 'restore SOURCE ARCHIVE',
  summary: '从备份恢复成新的档案库',
  run: (words) =>
    withWorkers(async (workers) => {
      const given = readArguments(words, { words: [2, 2] });
      const [source = '', target = ''] = given.words;
      const control = terminalControl('恢复');
      const done = await restore(resolve(source), resolve(target), workers, control).finally(
        control.finish,
      );
      return { value: done, text: `已恢复 ${done.originals} 份原件：${done.path}` };
    }),
};
