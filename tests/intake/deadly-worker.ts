// A worker of the program in which reading a file that begins with DEADLY is its end.
import { readFileSync } from 'node:fs';
import type { InspectArgs } from '../../main/reading/index.ts';
import { serve } from '../../main/workers/serve.ts';
import { tasks } from '../../main/workers/tasks.ts';
import type { Task } from '../../main/workers/task.ts';

const inspect: Task<InspectArgs, unknown> = async (args, context) => {
  if (readFileSync(args.path).subarray(0, 6).toString('latin1') === 'DEADLY')
    process.kill(process.pid, 'SIGKILL');
  const real = await tasks['reading.inspect']?.();
  return real?.(args as never, context);
};

serve({ ...tasks, 'reading.inspect': async () => inspect as Task<never, unknown> });
