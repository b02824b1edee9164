export { catalogHandlers } from './calls.ts';
export {
  addCategory,
  mergeCategory,
  moveCategory,
  removeCategory,
  renameCategory,
} from './categories.ts';
export { setCaption } from './captions.ts';
export { droppedPages, takeBack } from './dropped-pages.ts';
export { confirm, documentDetail, setFields, tagSelection, unconfirm } from './documents.ts';
export { arrange, join, movePages, split, splitWithin } from './pages.ts';
export { storeParts } from './store-parts.ts';
export {
  allCategories,
  captionOf,
  categoriesNamed,
  countSelected,
  frozen,
  isMarkedSecret,
  isStopped,
  knownDocuments,
  originalForDownload,
  partsOf,
  stoppedDocuments,
  tagNamed,
  unshownOriginalsOf,
  withJoined,
  withoutStopped,
} from './queries.ts';
