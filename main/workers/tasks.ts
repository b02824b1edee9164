import type { TaskTable } from './serve.ts';

/** Every task a worker can run. A name here is what `WorkerPool.run` is called with. */
export const tasks: TaskTable = {
  'intake.store': async () => (await import('../intake/store.ts')).store,
  'intake.place': async () => (await import('../intake/place.ts')).place,
  'reading.inspect': async () => (await import('../reading/inspect.ts')).inspect,
  'reading.draw': async () => (await import('../reading/draw.ts')).draw,
};
