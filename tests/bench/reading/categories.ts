import type {
  CategoryExample,
  CategoryModel,
  LearnArgs,
  ProposeArgs,
  Proposals,
} from '../../../main/reading/index.ts';
import type { WorkerPool } from '../../../main/workers/index.ts';
import type { PlannedDocument } from '../../support/papers/index.ts';
import { planCorpus } from '../../support/papers/index.ts';
import { categories, proposeArgs } from './fields.ts';
import type { ReadDocument } from './read-corpus.ts';

export interface CategoryAccuracy {
  readonly before: number;
  readonly after: number;
  readonly documents: number;
}

/** How many categories are proposed right before and after `confirmed` other papers were filed. */
export async function categoryAccuracy(
  documents: readonly ReadDocument[],
  pool: WorkerPool,
  confirmed = 30,
): Promise<CategoryAccuracy> {
  const examples: CategoryExample[] = [];
  for await (const paper of planCorpus('confirmed', confirmed)) examples.push(exampleOf(paper));
  const model = await pool.run<LearnArgs, CategoryModel | null>('reading.learn', {
    examples,
    categories,
  });
  const shareRight = async (known: CategoryModel | null): Promise<number> => {
    const right = await Promise.all(
      documents.map(async (document) => {
        const { proposals } = await pool.run<ProposeArgs, Proposals>('reading.propose', {
          ...proposeArgs(document),
          model: known,
        });
        const proposed = proposals.find((each) => each.field === 'categoryId')?.value;
        return proposed === String(idOf(document.category));
      }),
    );
    return right.filter(Boolean).length / documents.length;
  };
  return {
    before: await shareRight(null),
    after: await shareRight(model),
    documents: documents.length,
  };
}

function exampleOf(paper: PlannedDocument): CategoryExample {
  const lines = paper.pages[0]?.truth.lines.map((line) => line.text) ?? [];
  return {
    categoryId: idOf(paper.category),
    title: paper.fields.title ?? lines[0] ?? '',
    text: lines.join('\n'),
  };
}

function idOf(name: string): number {
  const category = categories.find((each) => each.name === name);
  if (category === undefined) throw new Error(`no category ${name}`);
  return category.id;
}
