import type { Points, ScoredItem } from '../contract/checklist-scores.ts';
import type { ItemId } from '../contract/ids.ts';
import { isShort, type CoveredItem } from './coverage.ts';

/** What an item's score is, and what the office gave itself; hundredths. */
export interface ScoreRow {
  readonly score: number | null;
  readonly selfScore: number | null;
}

export interface Scores {
  readonly all: Points;
  readonly projects: readonly (Points & {
    readonly id: ItemId;
    readonly code: string;
    readonly title: string;
  })[];
  readonly items: readonly ScoredItem[];
}

const noPoints: Points = { most: 0, self: 0, proven: 0, items: 0, judged: 0 };

const plus = (a: Points, { score, selfScore, isProven }: ScoredItem): Points => ({
  most: a.most + score,
  self: a.self + (selfScore ?? 0),
  proven: a.proven + (isProven ? score : 0),
  items: a.items + 1,
  judged: a.judged + Number(selfScore !== null),
});

/** Points of a checklist, as main/contract/checklist-scores.ts says what counts. */
export function scoresOf(
  items: readonly CoveredItem[],
  rows: ReadonlyMap<ItemId, ScoreRow>,
): Scores {
  const scored = scoredItems(items, rows);
  const byProject = Map.groupBy(scored, ({ projectId }) => projectId);
  return {
    all: scored.reduce(plus, noPoints),
    projects: items.flatMap(({ row, depth }) => {
      const own = byProject.get(row.id);
      if (depth > 0 || own === undefined) return [];
      return { id: row.id, code: row.code, title: row.title, ...own.reduce(plus, noPoints) };
    }),
    items: scored,
  };
}

function scoredItems(
  items: readonly CoveredItem[],
  rows: ReadonlyMap<ItemId, ScoreRow>,
): ScoredItem[] {
  const scoreOf = (item: CoveredItem): number | null =>
    item.row.isNegative ? null : (rows.get(item.row.id)?.score ?? null);
  // Whether something below an item has a score: from the end on, children come before parents.
  const below = items.map(() => false);
  for (let at = items.length - 1; at >= 0; at -= 1) {
    const item = items[at];
    if (item === undefined || item.parent < 0) continue;
    if (below[at] === true || scoreOf(item) !== null) below[item.parent] = true;
  }
  let project: CoveredItem | undefined;
  return items.flatMap((item, at): ScoredItem[] => {
    if (item.depth === 0) project = item;
    const score = scoreOf(item);
    if (score === null || below[at] === true || project === undefined) return [];
    const { id, code, title } = item.row;
    return [
      {
        id,
        projectId: project.row.id,
        code,
        title,
        score,
        selfScore: rows.get(id)?.selfScore ?? null,
        isProven: isProven(items.slice(at, item.end)),
      },
    ];
  });
}

/** Whether a branch asks for proof and lacks none, whatever else is said of it. */
export function isProven(branch: readonly CoveredItem[]): boolean {
  const asking = branch.filter(({ slots }) => slots.length > 0);
  return asking.length > 0 && !asking.some(({ slots }) => slots.some(isShort));
}
