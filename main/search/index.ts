export { documentsAlike } from './alike.ts';
export { searchHandlers } from './calls.ts';
export { filterCondition, selected } from './filter.ts';
export {
  countDocuments,
  documentPages,
  listDocuments,
  positionInList,
  rowsByIds,
} from './queries.ts';
export { blankPageNumber, normalise } from './normalise.ts';
export { rebuildIndex, removeRemains } from './rebuild.ts';
export { parseQuery, printQuery, textsSought } from './query.ts';
export { refreshStale } from './refresh.ts';
export { documentRowOf } from './rows.ts';
export { searchDocuments } from './search.ts';
export { hitsIn, type Range } from './snippet.ts';
export { sortKey } from './sort-key.ts';
export { verifyIndex } from './verify.ts';
