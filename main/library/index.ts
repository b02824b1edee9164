export {
  createArchive,
  openArchive,
  originalPath,
  renameArchive,
  type Archive,
  type Language,
  type NewArchive,
  type OpenOptions,
  type OperationWords,
} from './archive.ts';
export { backUpCatalogue, isBackupDue, listBackups, type CatalogueBackup } from './backups.ts';
export { readHolder } from './lock.ts';
export { archivePaths, originalName, type ArchivePaths } from './paths.ts';
export { copyCatalogue } from './queries.ts';
export { starterCategories } from './starter.ts';
export {
  unattended,
  type CallContext,
  type Handlers,
  type JobControl,
  type JobReport,
  type Jobs,
} from './context.ts';
