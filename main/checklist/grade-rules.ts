import { gradeRule, type GradeRule } from '../contract/checklist-scores.ts';
import type { ChangeResult } from '../contract/documents.ts';
import type { ChecklistId } from '../contract/ids.ts';
import type { Reader } from '../db/index.ts';
import type { Archive } from '../library/index.ts';
import { checklistById } from './checklists.ts';
import { deleteGradeRule, gradeRuleRecord, setGradeRule } from './score-queries.ts';

/** How an edition grades; null: it does not. */
export async function gradeRuleOf(reader: Reader, id: ChecklistId): Promise<GradeRule | null> {
  const record = await gradeRuleRecord(reader, id);
  if (record === undefined) return null;
  return gradeRule.parse({ depth: record.depth, grades: JSON.parse(record.grades) });
}

/** Says how an edition grades, the best grade first; null: it does not. @throws ArchiveError `no-such-checklist` */
export async function changeGradeRule(
  archive: Archive,
  id: ChecklistId,
  rule: GradeRule | null,
): Promise<ChangeResult> {
  const { name } = await checklistById(archive.db.read, id);
  const { operation } = await archive.operate(
    {
      kind: 'checklist-grades',
      zh: rule === null ? `“${name}”不分等级` : `“${name}”的等级办法`,
      en: rule === null ? `“${name}” has no grades` : `How “${name}” grades`,
    },
    async (writer) => {
      await checklistById(writer, id);
      if (rule === null) await deleteGradeRule(writer, id);
      else await setGradeRule(writer, id, rule);
    },
  );
  return { changed: operation === null ? 0 : 1, operation };
}
