export { searchHandlers } from './calls.ts';
export { filingOrder } from './filing-order.ts';
export { filterCondition, orderBy, selected } from './filter.ts';
export { columnTokens, joinPages, normalise, phrase, tokens } from './normalise.ts';
export {
  countDocuments,
  documentPages,
  listDocuments,
  positionInList,
  rowsByIds,
} from './queries.ts';
export { matching, parseQuery, titleFirst, type ParsedQuery } from './query.ts';
export { refreshStale } from './refresh.ts';
export { documentRowOf, type RawRow, type ThumbnailAddress } from './rows.ts';
export { searchDocuments, type FoundDocument } from './search.ts';
export { numberKey, sortKey } from './sort-key.ts';
export { verifyIndex } from './verify.ts';
