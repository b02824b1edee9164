import type { Task } from '../../workers/index.ts';
import { photoFacts, type PhotoFacts } from './photo-facts.ts';
import { propose as proposeFrom } from './propose.ts';
import { train } from './learn.ts';
import type { CategoryModel, LearnArgs, ProposeArgs, Proposals } from './types.ts';

/** Task `reading.propose`: foreign text and the data in foreign photos are looked at in a worker. */
export const propose: Task<ProposeArgs, Proposals> = async (args) => {
  const { photo, ...input } = args;
  const camera = photo === undefined || photo === null ? null : await cameraOf(photo.path);
  return proposeFrom(input, camera);
};

/** A file that is gone proposes nothing; the pages' own problem is named elsewhere. */
async function cameraOf(path: string): Promise<PhotoFacts | null> {
  return photoFacts(path).catch(() => null);
}

/** Task `reading.learn`. */
export const learn: Task<LearnArgs, CategoryModel | null> = ({ examples, categories }) =>
  Promise.resolve(train(examples, categories));
