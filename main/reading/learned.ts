import type { Archive } from '../library/index.ts';
import { examplesPerCategory, type CategoryModel, type LearnArgs } from './propose/types.ts';
import * as q from './proposal-queries.ts';

interface Learned {
  /** The confirmed documents it was learned from. */
  readonly state: string;
  readonly model: CategoryModel | null;
}

const learned = new WeakMap<Archive, Learned>();

/** More would be too much for one message, and teaches little. */
const MOST_EXAMPLES = 1500;
/** Documents of the inbox whose category is proposed anew when something was learned. */
const MOST_RENEWED = 60;

/** What the archive's confirmed documents taught last; null: nothing yet, or too little. */
export function categoryModel(archive: Archive): CategoryModel | null {
  return learned.get(archive)?.model ?? null;
}

/**
 * Learns categories anew where documents were confirmed since, and says that documents at the head
 * of the inbox are to be proposed anew. True where something new was learned.
 */
export async function learnCategories(archive: Archive, signal: AbortSignal): Promise<boolean> {
  const { read } = archive.db;
  const state = await q.confirmedState(read);
  const before = learned.get(archive);
  if (before?.state === state) return false;
  const [examples, categories] = await Promise.all([
    q.examplesToLearn(read, examplesPerCategory, MOST_EXAMPLES),
    q.categoriesWithParents(read),
  ]);
  // Where it takes too long it is not tried over and over: what was learned before stays.
  learned.set(archive, { state, model: before?.model ?? null });
  const model =
    examples.length === 0 ? null : await learn(archive, { examples, categories }, signal);
  learned.set(archive, { state, model });
  // What is learned when the archive is opened was known when its inbox was proposed.
  if (before === undefined || (model === null && before.model === null)) return false;
  await archive.derive([], (writer) => q.markToClassify(writer, MOST_RENEWED));
  return true;
}

function learn(
  archive: Archive,
  args: LearnArgs,
  signal: AbortSignal,
): Promise<CategoryModel | null> {
  const options = { priority: 'background', timeoutMs: 60_000, signal } as const;
  return archive.workers.run('reading.learn', args, options);
}
