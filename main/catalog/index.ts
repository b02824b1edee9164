export { catalogHandlers } from './calls.ts';
export {
  addCategory,
  mergeCategory,
  moveCategory,
  removeCategory,
  renameCategory,
} from './categories.ts';
export { setCaption } from './captions.ts';
export { cleanText } from './clean-text.ts';
export { droppedPages, takeBack } from './dropped-pages.ts';
export { confirm, documentDetail, setFields, tagSelection, unconfirm } from './documents.ts';
export { arrange, join, movePages, split, splitWithin } from './pages.ts';
export { captionOf } from './caption-queries.ts';
export { allCategories, categoriesNamed } from './category-queries.ts';
export { unshownOriginalsOf, withJoined } from './dropped-page-queries.ts';
export { countSelected, frozen, knownDocuments, originalForDownload } from './queries.ts';
export { isMarkedSecret, isStopped, stoppedDocuments, withoutStopped } from './secrecy-queries.ts';
export { tagNamed } from './tag-queries.ts';
