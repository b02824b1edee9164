import { ArchiveError } from '../contract/index.ts';
import { UsageError, messageOf, say, type Command, type Outcome } from './command.ts';
import { binderCommand } from './commands/binder.ts';
import { checklistCommand } from './commands/checklist.ts';
import { coverageCommand } from './commands/coverage.ts';
import { exportCommand } from './commands/export.ts';
import { historyCommand, redoCommand, undoCommand } from './commands/history.ts';
import { importCommand } from './commands/import.ts';
import { backupCommand, restoreCommand, verifyCommand } from './commands/keep.ts';
import { listCommand } from './commands/list.ts';
import { newCommand } from './commands/new.ts';
import { readCommand } from './commands/read.ts';
import { reindexCommand } from './commands/reindex.ts';
import { searchCommand } from './commands/search.ts';
import { separatorsCommand } from './commands/separators.ts';
import { serveCommand } from './commands/serve.ts';
import { setCommand } from './commands/set.ts';
import { showCommand } from './commands/show.ts';
import { tagCommand } from './commands/tag.ts';
import { deleteCommand, purgeCommand, restoreDeletedCommand } from './commands/trash.ts';
import { watchCommand } from './commands/watch.ts';

const commands: Readonly<Record<string, Command>> = {
  new: newCommand,
  import: importCommand,
  read: readCommand,
  watch: watchCommand,
  separators: separatorsCommand,
  list: listCommand,
  show: showCommand,
  set: setCommand,
  tag: tagCommand,
  delete: deleteCommand,
  'restore-deleted': restoreDeletedCommand,
  purge: purgeCommand,
  search: searchCommand,
  checklist: checklistCommand,
  coverage: coverageCommand,
  binder: binderCommand,
  export: exportCommand,
  verify: verifyCommand,
  reindex: reindexCommand,
  undo: undoCommand,
  redo: redoCommand,
  history: historyCommand,
  backup: backupCommand,
  restore: restoreCommand,
  serve: serveCommand,
};

/** Named in cli.md, built by later work. */
const notYet = ['package'];

function help(): string {
  const lines = Object.values(commands).map(
    (each) => `  mingce ${each.usage}\n      ${each.summary}`,
  );
  return ['明册 Mingce', '', ...lines, '', '  --json  只输出一个 JSON 值'].join('\n');
}

/** Errors that mean the archive could not be had at all. */
const closedCodes = new Set([
  'archive-not-found',
  'archive-held',
  'archive-damaged',
  'archive-from-future',
  'archive-read-only',
  'archive-exists',
  'folder-not-empty',
  'folder-not-writable',
]);

function statusOf(error: unknown): number {
  if (error instanceof UsageError) return 2;
  if (error instanceof ArchiveError && error.code === 'not-yet') return 2;
  return error instanceof ArchiveError && closedCodes.has(error.code) ? 3 : 1;
}

function print(outcome: Outcome, json: boolean): void {
  process.stdout.write(`${json ? JSON.stringify(outcome.value) : outcome.text}\n`);
}

function reportError(error: unknown, json: boolean): void {
  const known = error instanceof ArchiveError ? error : null;
  const message =
    known === null
      ? error instanceof UsageError
        ? error.message
        : messageOf('internal')
      : messageOf(known.code, known.details);
  say(message);
  if (known === null && !(error instanceof UsageError)) console.error(error);
  if (json) {
    const code = known?.code ?? (error instanceof UsageError ? 'bad-request' : 'internal');
    process.stdout.write(`${JSON.stringify({ error: { code, message } })}\n`);
  }
}

/** Runs the command line; answers the exit status (cli.md). */
export async function runCli(words: readonly string[]): Promise<number> {
  const [name = 'help', ...rest] = words;
  const json = rest.includes('--json');
  if (['help', '--help', '-h'].includes(name)) {
    process.stdout.write(`${help()}\n`);
    return 0;
  }
  try {
    const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
    if (command === undefined) {
      throw new UsageError(
        notYet.includes(name)
          ? `“${name}”还没有做好`
          : `没有这个命令：${name}（mingce help 列出全部）`,
      );
    }
    const outcome = await command.run(rest);
    if (outcome !== null) print(outcome, json);
    return outcome?.incomplete === true ? 1 : 0;
  } catch (error) {
    reportError(error, json);
    return statusOf(error);
  }
}
