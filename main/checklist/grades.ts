import type { Grade, GradedItem, GradeRule } from '../contract/checklist-scores.ts';
import type { ItemId } from '../contract/ids.ts';
import { isShort, type CoveredItem } from './coverage.ts';
import { isProven } from './scores.ts';

type LackingPoint = GradedItem['lacking'][number];

const mostLacking = 50;

/** How many of so many sub-points a grade takes. */
export const needed = ({ least, unit }: Grade, points: number): number =>
  unit === 'count' ? least : Math.ceil((points * least) / 1000);

/**
 * The graded items of a checklist with what they reach (main/contract/checklist-scores.ts says what
 * is graded and what a sub-point is). Items that have no sub-points are not graded.
 */
export function gradesOf(
  items: readonly CoveredItem[],
  { depth, grades }: GradeRule,
  selfGrades: ReadonlyMap<ItemId, string>,
): GradedItem[] {
  return items.flatMap((item, at): GradedItem[] => {
    if (item.depth !== depth || item.row.isNegative) return [];
    const { points, lacking } = subPoints(items, item, at);
    if (points === 0) return [];
    const met = points - lacking.length;
    const reached = grades.findIndex((grade) => met >= needed(grade, points));
    const better = grades.slice(0, reached < 0 ? grades.length : reached);
    // A grade that asks for more points than there are cannot be had.
    const next = better.findLast((grade) => needed(grade, points) <= points);
    const { id, code, title } = item.row;
    return [
      {
        id,
        code,
        title,
        points,
        met,
        grade: grades[reached]?.name ?? null,
        selfGrade: selfGrades.get(id) ?? null,
        next: next?.name ?? null,
        more: next === undefined ? 0 : needed(next, points) - met,
        lacking: lacking.toSorted((a, b) => a.missing - b.missing).slice(0, mostLacking),
      },
    ];
  });
}

function subPoints(
  items: readonly CoveredItem[],
  item: CoveredItem,
  at: number,
): { readonly points: number; readonly lacking: LackingPoint[] } {
  const branches: CoveredItem[][] = [];
  for (let child = at + 1; child < item.end; child = items[child]?.end ?? item.end) {
    const branch = items.slice(child, items[child]?.end);
    if (branch.some(({ slots }) => slots.length > 0)) branches.push(branch);
  }
  if (branches.length === 0) {
    const short = item.slots.filter(isShort);
    return {
      points: item.slots.length,
      lacking: short.map(({ kind, need, have }) => ({
        itemId: item.row.id,
        code: item.row.code,
        title: kind,
        missing: need - have,
      })),
    };
  }
  return {
    points: branches.length,
    lacking: branches.flatMap((branch): LackingPoint[] => {
      const [first] = branch;
      if (first === undefined || isProven(branch)) return [];
      const slots = branch.flatMap((each) => each.slots).filter(isShort);
      const missing = slots.reduce((sum, { need, have }) => sum + need - have, 0);
      const { id, code, title } = first.row;
      return [{ itemId: id, code, title, missing }];
    }),
  };
}
