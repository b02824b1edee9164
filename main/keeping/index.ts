export { backUp, restore } from './backup.ts';
export { keepingHandlers } from './calls.ts';
export { history } from './queries.ts';
export { destroy, moveToTrash, purge, removeBackups, restoreFromTrash } from './trash.ts';
export { redo, undo } from './undo.ts';
export { verify } from './verify.ts';
