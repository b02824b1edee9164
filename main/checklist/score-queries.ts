import type { GradeRule } from '../contract/checklist-scores.ts';
import type { ChecklistId, ItemId } from '../contract/ids.ts';
import { sql, type Reader, type Writer } from '../db/index.ts';
import type { ScoreRow } from './scores.ts';

/** Scores of the items of a checklist that have one, or were given one. */
export async function scoreRows(
  reader: Reader,
  checklist: ChecklistId,
): Promise<ReadonlyMap<ItemId, ScoreRow>> {
  const rows = await reader.all<{ id: ItemId; score: number | null; selfScore: number | null }>(sql`
    SELECT id, score, self_score AS selfScore FROM checklist_item
    WHERE checklist_id = ${checklist} AND (score IS NOT NULL OR self_score IS NOT NULL)`);
  return new Map(rows.map(({ id, score, selfScore }) => [id, { score, selfScore }]));
}

/** Grades that the office gave itself. */
export async function selfGrades(
  reader: Reader,
  checklist: ChecklistId,
): Promise<ReadonlyMap<ItemId, string>> {
  const rows = await reader.all<{ id: ItemId; grade: string }>(sql`
    SELECT id, self_grade AS grade FROM checklist_item
    WHERE checklist_id = ${checklist} AND self_grade IS NOT NULL`);
  return new Map(rows.map(({ id, grade }) => [id, grade]));
}

/** How an edition grades, as it is stored; undefined: it does not. */
export async function gradeRuleRecord(
  reader: Reader,
  checklist: ChecklistId,
): Promise<{ readonly depth: number; readonly grades: string } | undefined> {
  return reader.get(sql`SELECT depth, grades FROM grade_rule WHERE checklist_id = ${checklist}`);
}

export async function setGradeRule(
  writer: Writer,
  checklist: ChecklistId,
  { depth, grades }: GradeRule,
): Promise<void> {
  const stored = JSON.stringify(grades);
  await writer.run(sql`
    INSERT INTO grade_rule (checklist_id, depth, grades) VALUES (${checklist}, ${depth}, ${stored})
    ON CONFLICT (checklist_id) DO UPDATE SET depth = excluded.depth, grades = excluded.grades`);
}

export async function deleteGradeRule(writer: Writer, checklist: ChecklistId): Promise<void> {
  await writer.run(sql`DELETE FROM grade_rule WHERE checklist_id = ${checklist}`);
}
