import type { TaskTable } from './serve.ts';

/** Every task a worker can run. A name here is what `WorkerPool.run` is called with. */
export const tasks: TaskTable = {
  'reading.inspect': async () => (await import('../reading/inspect.ts')).inspect,
  'reading.draw': async () => (await import('../reading/draw.ts')).draw,
};
