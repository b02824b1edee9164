export { assignmentTable } from './assignment-table.ts';
export { checklistHandlers } from './calls.ts';
export { checklistCandidateHandlers } from './candidate-calls.ts';
export { candidatesFor } from './candidates.ts';
export { checkChecklist, type CheckAnswer, type CheckQuery } from './check.ts';
export { checklistCheckHandlers } from './check-calls.ts';
export { lookAtProofs, type LookTotals } from './check-job.ts';
export { acceptFindings, setCheckRule, unacceptFindings } from './check-settings.ts';
export {
  changeChecklist,
  checklistById,
  countStates,
  coveredItems,
  listChecklists,
  removeChecklist,
  yearOf,
} from './checklists.ts';
export {
  coverageOf,
  isShort,
  judge,
  stateOf,
  type CoveredItem,
  type CoveredSlot,
} from './coverage.ts';
export { createChecklist, createWithin, type Created } from './create.ts';
export { checklistEditionHandlers } from './edition-calls.ts';
export { carryOver } from './edition-carry.ts';
export { listMatches } from './edition-matches.ts';
export { exportChecklist, writeTemplate } from './export-checklist.ts';
export { coverageOfChecklist, coverageTotals, gapsOf, type GapFilter } from './gaps.ts';
export { checklistImportHandlers } from './import-calls.ts';
export { understandChecklist } from './import-preview.ts';
export { changeGradeRule, gradeRuleOf } from './grade-rules.ts';
export { gradesOf } from './grades.ts';
export { gapLists } from './gap-list.ts';
export { itemDetail } from './item-detail.ts';
export {
  addItem,
  assign,
  changeItem,
  conclude,
  itemById,
  moveItems,
  removeItems,
} from './items.ts';
export { linkable, linkedTo } from './linkable.ts';
export { changeLink, link, linkWithin, moveLinks, unlink } from './links.ts';
export { mark, marksOn, unmark } from './marks.ts';
export { outlineOf, type ItemRow, type OutlineItem } from './outline.ts';
export { placesOfDocument } from './proofs.ts';
export { allChecklists, checklistNamed } from './queries.ts';
export { proposeNextYear, rollOver } from './rollover.ts';
export { checklistScoreHandlers } from './score-calls.ts';
export { scoresOf } from './scores.ts';
export { setRules } from './rules.ts';
export { draftOf, storedChecklist, type StoredChecklist } from './stored.ts';
export type { NamedTable, SheetTable, TableColumn } from './sheet-table.ts';
export { submissionOf, type Submission } from './submission.ts';
export type { SummaryFileArgs } from './summary-docx.ts';
export { countBlanks, statementsOf, type Statement, type Summary } from './summary.ts';
export type { TableSheetArgs } from './table-xlsx.ts';
export { itemsToBind, type ItemToBind, type MarkToBind, type SlotToBind } from './to-bind.ts';
export { addSlot, changeSlot, moveSlot, removeSlots } from './slots.ts';
export { checklistOfYear, draftSummary } from './year-summary.ts';
