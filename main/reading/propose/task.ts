import type { Task } from '../../workers/index.ts';
import { propose as proposeFrom } from './propose.ts';
import type { ProposeArgs, Proposals } from './types.ts';

/** Task `reading.propose`: foreign text and foreign photos are looked at in a worker. */
export const propose: Task<ProposeArgs, Proposals> = (args) => Promise.resolve(proposeFrom(args));
