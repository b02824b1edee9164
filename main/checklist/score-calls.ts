import type { checklistScoreCalls } from '../contract/checklist-scores.ts';
import type { Handlers } from '../library/index.ts';
import { coveredItems } from './checklists.ts';
import { changeGradeRule, gradeRuleOf } from './grade-rules.ts';
import { gradesOf } from './grades.ts';
import { scoreRows, selfGrades } from './score-queries.ts';
import { scoresOf } from './scores.ts';

export const checklistScoreHandlers: Handlers<typeof checklistScoreCalls> = {
  'checklistScores.scores': async ({ id, offset, limit }, { archive }) => {
    const { read } = archive.db;
    const [covered, rows] = await Promise.all([coveredItems(read, id), scoreRows(read, id)]);
    const { all, projects, items } = scoresOf(covered, rows);
    return {
      all,
      projects: [...projects],
      total: items.length,
      items: items.slice(offset, offset + limit),
    };
  },
  'checklistScores.grades': async ({ id, onlyLacking, offset, limit }, { archive }) => {
    const { read } = archive.db;
    const [covered, rule, own] = await Promise.all([
      coveredItems(read, id),
      gradeRuleOf(read, id),
      selfGrades(read, id),
    ]);
    if (rule === null) return { rule, reached: [], total: 0, items: [] };
    const graded = gradesOf(covered, rule, own);
    const counts = Map.groupBy(graded, (item) => item.grade);
    const names = [...rule.grades.map(({ name }) => name), null];
    const shown = onlyLacking ? graded.filter(({ next }) => next !== null) : graded;
    return {
      rule,
      reached: names.map((name) => ({ grade: name, items: counts.get(name)?.length ?? 0 })),
      total: shown.length,
      items: shown.slice(offset, offset + limit),
    };
  },
  'checklistScores.setRule': ({ id, rule }, { archive }) => changeGradeRule(archive, id, rule),
};
