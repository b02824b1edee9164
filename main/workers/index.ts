export { fontPath } from './fonts.ts';
export type { LaunchWorker, WorkerProcess } from './launcher.ts';
export { launchNode } from './launch-node.ts';
export { createWorkerPool } from './pool.ts';
export type { PoolOptions, Priority, RunOptions, WorkerPool } from './pool.ts';
export type { Task, TaskContext } from './task.ts';
