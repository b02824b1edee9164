import { z } from 'zod';
import { archiveChange, archiveRead } from './call.ts';
import { changeResult } from './documents.ts';
import { checklistId, itemId } from './ids.ts';

const count = z.number().int();
/** Points in hundredths: 2.5 is 250. */
const hundredths = count.min(0);

/**
 * Points of a branch. A score counts where it stands lowest: of an item above others with scores its
 * own is not counted again. Items of a 负面清单 give no points.
 */
export const points = z.object({
  /** What can be had. */
  most: hundredths,
  /** What the office gives itself, of the items that it judged. */
  self: hundredths,
  /** Of `most`: the points of items whose proof is complete. */
  proven: hundredths,
  /** Items that give points, and how many of these the office judged. */
  items: count,
  judged: count,
});
export type Points = z.infer<typeof points>;

/** An item that gives points. */
export const scoredItem = z.object({
  id: itemId,
  projectId: itemId,
  code: z.string(),
  title: z.string(),
  score: hundredths,
  selfScore: hundredths.nullable(),
  isProven: z.boolean(),
});
export type ScoredItem = z.infer<typeof scoredItem>;

/** A grade, and how many of an item's sub-points have to be met for it: a count, or a share in permille. */
export const grade = z.object({
  name: z.string().trim().min(1).max(20),
  least: count.min(0).max(10_000),
  unit: z.enum(['count', 'permille']),
});
export type Grade = z.infer<typeof grade>;

/**
 * How an edition grades. Graded are the items of one depth (0: projects). Sub-points of an item are
 * the items right below it, with all that is below them; where there are none, what it asks for.
 */
export const gradeRule = z
  .object({
    depth: count.min(0).max(29),
    /** The best first. */
    grades: z.array(grade).min(1).max(10),
  })
  .refine(
    ({ grades }) => new Set(grades.map(({ name }) => name)).size === grades.length,
    'a grade twice',
  );
export type GradeRule = z.infer<typeof gradeRule>;

/** A sub-point that is not met, and how many proofs it lacks. */
export const lackingPoint = z.object({
  /** The item right below, or the graded item itself where its slots are the points. */
  itemId,
  code: z.string(),
  /** The item's title, or the slot's kind. */
  title: z.string(),
  missing: count,
});

export const gradedItem = z.object({
  id: itemId,
  code: z.string(),
  title: z.string(),
  points: count,
  met: count,
  /** The best grade that is reached; null: none. */
  grade: z.string().nullable(),
  /** What the office gave itself. */
  selfGrade: z.string().nullable(),
  /** The next better grade; null: the best is reached, or cannot be better. */
  next: z.string().nullable(),
  /** How many more sub-points the next grade takes. */
  more: count,
  /** What is not met, what lacks least first; the first 50. */
  lacking: z.array(lackingPoint),
});
export type GradedItem = z.infer<typeof gradedItem>;

const page = { offset: count.min(0), limit: count.min(1).max(500) };

export const checklistScoreCalls = {
  /** What a checklist gives: in all, by project, and item by item. */
  'checklistScores.scores': archiveRead(
    z.object({ id: checklistId, ...page }),
    z.object({
      all: points,
      projects: z.array(points.extend({ id: itemId, code: z.string(), title: z.string() })),
      total: count,
      items: z.array(scoredItem),
    }),
  ),
  /** How the edition grades, and what each graded item reaches; without a rule nothing is graded. */
  'checklistScores.grades': archiveRead(
    z.object({
      id: checklistId,
      /** Only items that can get better. */
      onlyLacking: z.boolean().default(false),
      ...page,
    }),
    z.object({
      rule: gradeRule.nullable(),
      /** Graded items by the grade they reach, the best first; null: no grade. */
      reached: z.array(z.object({ grade: z.string().nullable(), items: count })),
      total: count,
      items: z.array(gradedItem),
    }),
  ),
  /** Says how an edition grades; null: it does not. */
  'checklistScores.setRule': archiveChange(
    z.object({ id: checklistId, rule: gradeRule.nullable() }),
    changeResult,
  ),
} as const;
