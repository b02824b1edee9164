export { readingHandlers } from './calls.ts';
export type { DrawArgs, Drawing } from './draw.ts';
export { isPageType, pageTypes, type PageType } from './file-type.ts';
export { drawPage, inspectFile } from './files.ts';
export type { InspectArgs, Inspection } from './inspect.ts';
export type { PageGeometry, Rotation } from './page.ts';
export { decodeLines, turnBox } from './page-lines.ts';
export { kindOfTitle } from './paper/kinds.ts';
export { partsOf, type StoredPart } from './part-queries.ts';
export * as pageParts from './parts.ts';
export type { Part } from './parts.ts';
export { passOnJoin, passOnMove, passOnSplit } from './proven-pages.ts';
export {
  pageImage,
  removeUnfinished,
  thumbnail,
  thumbnailOfOriginal,
  type PageImage,
} from './page-images.ts';

/**
 * The engines themselves, for tasks of other capabilities: in worker processes only. Loaded when
 * first asked for.
 */
export const engines = {
  documents: () => import('./open-documents.ts'),
  drawing: () => import('./draw-pdf.ts'),
  bounds: () => import('./page.ts'),
  images: () => import('./images.ts'),
  opening: () => import('./pdf-document.ts'),
  pdfium: () => import('./pdfium.ts'),
};

export { readSeparatorCode, separatorCode, type SeparatorWords } from './separator-code.ts';
export { propose, stemOf } from './propose/propose.ts';
export type {
  CategoryExample,
  CategoryModel,
  LearnArgs,
  NamedCategory,
  PageQuality,
  ProposalInput,
  ProposalNote,
  Proposals,
  ProposeArgs,
  SeparatorFacts,
  TextPage,
} from './propose/types.ts';

export { categoriesWithParents } from './proposal-queries.ts';
export { proposeDue } from './propose-due.ts';
export { readAgain } from './read-again.ts';
export { readDocuments, type DocumentsRead } from './read-documents.ts';
export { queueOf, startReading, type ReadingQueue } from './queue.ts';
export { readWaiting, type ReadTotals } from './read-pages.ts';
export { readerCount, readerPool } from './reader-count.ts';
export { foldersAround } from './source-names.ts';
export { storeParts } from './store-parts.ts';
