export {
  createArchive,
  openArchive,
  originalPath,
  renameArchive,
  type Archive,
  type Language,
  type OpenOptions,
  type OperationWords,
} from './archive.ts';
export { counted } from './counted.ts';
export { backUpCatalogue, isBackupDue, listBackups } from './backups.ts';
export { readHolder } from './lock.ts';
export { archivePaths, originalName } from './paths.ts';
export { copyCatalogue } from './queries.ts';
export { starterCategories } from './starter.ts';
export type { UpgradeOptions, UpgradeProgress } from './upgrade.ts';
export {
  unattended,
  type CallContext,
  type Handlers,
  type JobControl,
  type JobReport,
  type Jobs,
  type Watching,
} from './context.ts';
