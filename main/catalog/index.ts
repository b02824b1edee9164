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
} from './queries.ts';
