export { catalogHandlers } from './calls.ts';
export {
  addCategory,
  mergeCategory,
  moveCategory,
  removeCategory,
  renameCategory,
} from './categories.ts';
export { confirm, documentDetail, setFields, tagSelection, unconfirm } from './documents.ts';
export {
  allCategories,
  categoriesNamed,
  countSelected,
  frozen,
  knownDocuments,
  originalForDownload,
  tagNamed,
  takeProposals,
} from './queries.ts';
export { ensureTags } from './tags.ts';
