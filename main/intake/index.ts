export { intakeHandlers } from './calls.ts';
export { giveUpImport, runImport, startImport, type ImportTotals } from './import-job.ts';
export { importPaths, type Afterwards, type ImportReport } from './import-paths.ts';
export { keepAnyway, type KeptFiles } from './keep-anyway.ts';
export { doomOriginals, recoverIntake } from './recover.ts';
export { uploadEntry, type ImportSource, type UploadEntry } from './scan.ts';
export { separatorPath, writeSeparators, type SeparatorRequest } from './separators.ts';
export { watchFolder, type FolderWatch, type WatchOptions, type WatchPace } from './watch.ts';
export type { WatchedOutcome } from './watch-imports.ts';
