// A worker of the program that reads pages by what their files say, at once: TURNED, BLANK, DEADLY
// (kills its worker), ONCE <path> (kills it the first time), HANGS (its worker never says anything
// again), BROKEN, SLOW, CODE <payload>; anything else is the text it reads. Of a real picture what
// stands behind SAYS: counts.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { ArchiveError } from '../../main/contract/errors.ts';
import type { PageReading, ReadPageArgs } from '../../main/reading/page-reading.ts';
import { serve } from '../../main/workers/serve.ts';
import { tasks } from '../../main/workers/tasks.ts';
import type { Task } from '../../main/workers/task.ts';
import { linesSaying } from './fake-lines.ts';

const read: Task<ReadPageArgs, PageReading> = async ({ path, page }, { signal }) => {
  const says = readFileSync(path, 'utf8').split('SAYS:').at(-1) ?? '';
  const words = says.split('\f')[page - 1] ?? '';
  const [word = '', rest = ''] = words.split(/ (.*)/su);
  if (word === 'DEADLY') process.kill(process.pid, 'SIGKILL');
  if (word === 'ONCE' && !existsSync(rest)) {
    writeFileSync(rest, '');
    process.kill(process.pid, 'SIGKILL');
  }
  // As a call into native code that does not come back: nothing else of the process goes on either.
  if (word === 'HANGS') Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  if (word === 'BROKEN') throw new ArchiveError('unreadable', { page });
  await delay(word === 'SLOW' ? 300 : 5, undefined, { signal });
  const isTurned = word === 'TURNED';
  return {
    engine: 'paddle',
    lines: word === 'BLANK' || word === 'CODE' ? [] : linesSaying(words, isTurned ? 180 : 0),
    turn: isTurned ? 180 : 0,
    skewDegrees: 0.25,
    dpi: 300,
    sharpness: 80,
    blank: word === 'BLANK',
    photo: false,
    codes: word === 'CODE' ? [rest] : [],
  };
};

serve({ ...tasks, 'reading.read': async () => read as Task<never, unknown> });
