import type { Reader } from '../db/index.ts';
import type { Archive } from '../library/index.ts';
import type { Candidate, Scope } from './alike-queries.ts';
import type { ParsedQuery } from './query.ts';

/** What a way of looking for what is nearly meant is given. */
export interface Asked {
  readonly archive: Archive;
  readonly reader: Reader;
  readonly scope: Scope;
  readonly query: ParsedQuery;
  readonly limit: number;
  readonly signal: AbortSignal;
  /** Time for each way that is made of many small questions; what is found until then stands. */
  readonly budgetMs: number;
  /** Candidates that were asked for, by what they were asked for with: going through all titles is dear. */
  readonly candidates: Map<string, readonly Candidate[]>;
}

/** The same for what is not found yet. */
export function beside(asked: Asked, found: Iterable<number>): Asked {
  const { scope, limit } = asked;
  const ids = [...found];
  return {
    ...asked,
    scope: { ...scope, except: [...scope.except, ...ids] },
    limit: Math.max(0, limit - ids.length),
  };
}

/** Asks one question after another until there are enough answers or the time is up. */
export async function untilEnough<Question>(
  asked: Asked,
  questions: readonly Question[],
  ask: (question: Question, asked: Asked) => Promise<readonly number[]>,
): Promise<readonly number[]> {
  const began = performance.now();
  const found = new Set<number>();
  for (const question of questions) {
    asked.signal.throwIfAborted();
    if (found.size >= asked.limit || performance.now() - began > asked.budgetMs) break;
    for (const id of await ask(question, beside(asked, found))) found.add(id);
  }
  return [...found];
}
