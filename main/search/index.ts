export { documentsAlike } from './alike.ts';
export { searchHandlers } from './calls.ts';
export { treeCounts } from './facets.ts';
export { filterCondition, selected } from './filter.ts';
export { countDocuments, documentPages, listDocuments, rowsByIds } from './queries.ts';
export { listWindow, positionInList } from './list.ts';
export {
  countHolding,
  documentsHolding,
  type Holding,
  type Sought,
  type TermPlace,
} from './holding-queries.ts';
export { listHits } from './list-hits.ts';
export { blankPageNumber, normalise } from './normalise.ts';
export { rebuildIndex, removeRemains } from './rebuild.ts';
export { parseQuery, printQuery, textsSought } from './query.ts';
export { isRefreshed, refreshInSteps, refreshStale } from './refresh.ts';
export { documentRowOf } from './rows.ts';
export { searchDocuments } from './search.ts';
export { hitsIn, type Range } from './snippet.ts';
export { sortKey } from './sort-key.ts';
export { verifyIndex } from './verify.ts';
