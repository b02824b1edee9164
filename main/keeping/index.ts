export { backUp, restore, type BackupResult } from './backup.ts';
export { keepingHandlers } from './calls.ts';
export { history, type OperationRecord } from './queries.ts';
export { moveToTrash, purge, removeBackups, restoreFromTrash, type PurgeResult } from './trash.ts';
export { redo, undo } from './undo.ts';
export { verify } from './verify.ts';
