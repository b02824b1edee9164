/**
 * Scanned papers of invented offices with the truth beside them: what every line says and where it
 * stands on the scan, and what the paper says about itself.
 */
export type { Condition, ConditionName } from './conditions.ts';
export { conditionNames, conditions } from './conditions.ts';
export type {
  CorpusDocument,
  CorpusOptions,
  CorpusPage,
  PlannedDocument,
  PlannedPage,
} from './corpus.ts';
export { makeCorpus, planCorpus } from './corpus.ts';
export type { FieldName, FontFamily, PaperFields } from './draft.ts';
export { fontFamilies } from './draft.ts';
export type { Layout } from './layouts.ts';
export { layouts, usualLayouts } from './layouts.ts';
export type { PageTruth, TruthLine, Turn } from './truth.ts';
export { allTurns, contains, cornersOf, middleOf } from './truth.ts';
