/** The reading engine: from a page of a file to its lines, its turn, its quality and its codes. */
export type { Engine, EngineReading, ReadLine } from './engine.ts';
export { openEngine } from './open-engine.ts';
export { readPage, readTimed } from './read-page.ts';
export { type Stage, Timings } from './timings.ts';
