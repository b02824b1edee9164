import { UsageError, type Command } from '../command.ts';
import { checklistExportCommand, checklistImportCommand } from './checklist-import.ts';
import { checklistLinkCommand, checklistUnlinkCommand } from './checklist-link.ts';
import { checklistSummaryCommand } from './checklist-summary.ts';

/** What can be done with checklists: a file each. */
const commands: Readonly<Record<string, Command>> = {
  import: checklistImportCommand,
  export: checklistExportCommand,
  link: checklistLinkCommand,
  unlink: checklistUnlinkCommand,
  summary: checklistSummaryCommand,
};

export const checklistCommand: Command = {
  usage: Object.values(commands)
    .map(({ usage }) => usage)
    .join('\n  mingce '),
  summary: Object.values(commands)
    .map(({ summary }) => summary)
    .join('；'),
  run: async ([name = '', ...words]) => {
    const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
    if (command === undefined) {
      throw new UsageError(`写成 checklist ${Object.keys(commands).join(' | ')}：${name}`);
    }
    return command.run(words);
  },
};
