import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import { ArchiveError, type JobId } from '../../contract/index.ts';
import { watchFolder, type WatchedOutcome } from '../../intake/index.ts';
import { unattended, type Jobs } from '../../library/index.ts';
import { readArguments } from '../arguments.ts';
import { messageOf, say, withArchive, type Command } from '../command.ts';

export const watchCommand: Command = {
  usage: 'watch ARCHIVE FOLDER',
  summary: '监看文件夹，扫描仪写好一个就收入一个，按 Ctrl+C 结束；--json 每个文件一行',
  run: async (words) => {
    const given = readArguments(words, { words: [2, 2] });
    const [archiveFolder = '', folder = ''] = given.words;
    const json = given.flag('json');
    await withArchive(archiveFolder, 'change', async (archive) => {
      const interrupted = new AbortController();
      const { jobs, ended } = cancelledBy(interrupted.signal);
      const watch = watchFolder({
        archive,
        jobs,
        folder: resolve(folder),
        onChange: () => tellMissing(),
        onOutcomes: (outcomes) => {
          for (const outcome of outcomes) tell(outcome, json);
        },
      });
      const tellMissing = (): void => {
        if (watch.state() === 'missing') say(`文件夹现在不在，等它回来：${watch.folder}`);
      };
      say(`正在监看 ${watch.folder}，按 Ctrl+C 结束`);
      await interruption();
      watch.stop();
      interrupted.abort();
      await Promise.all([watch.ended, ended()]);
    });
    return null;
  },
};

function interruption(): Promise<void> {
  return new Promise((end) => {
    // Waiting for a signal alone does not keep a process.
    const kept = setInterval(() => undefined, 1 << 30);
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.once(signal, () => {
        clearInterval(kept);
        end();
      });
    }
  });
}

/** Runs jobs until the interruption; what fails is said. */
function cancelledBy(signal: AbortSignal): { jobs: Jobs; ended: () => Promise<unknown> } {
  const running = new Set<Promise<unknown>>();
  const start: Jobs['start'] = (_archive, _head, work) => {
    const run = work(unattended(signal))
      .catch((error: unknown) => {
        if (error instanceof ArchiveError && error.code !== 'cancelled')
          say(messageOf(error.code, error.details));
      })
      .finally(() => running.delete(run));
    running.add(run);
    return randomUUID() as string as JobId;
  };
  return { jobs: { start }, ended: () => Promise.all(running) };
}

const words: Readonly<Record<WatchedOutcome['outcome'], string | null>> = {
  imported: '已收入',
  duplicate: '已有',
  skipped: '已有',
  refused: '未收入',
  pending: '没有收完',
  // Looked at again by themselves.
  again: null,
  gone: null,
};

function tell({ path, outcome, code, documentId }: WatchedOutcome, json: boolean): void {
  const word = words[outcome];
  if (word === null) return;
  const failure = code === null ? {} : { code, message: messageOf(code) };
  const id = documentId === null ? {} : { id: documentId };
  const line = json
    ? JSON.stringify({ path, outcome, ...id, ...failure })
    : `${word}${code === null ? '' : `（${messageOf(code)}）`}：${path}`;
  process.stdout.write(`${line}\n`);
}
