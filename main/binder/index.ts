export { binderHandlers, previewImage } from './calls.ts';
export { checklistSheetHandlers } from './checklist-sheet-calls.ts';
export { checklistSummaryHandlers } from './checklist-summary-calls.ts';
export { writeChecklistSheet } from './checklist-sheets.ts';
export { binderDefaults } from './compose.ts';
export { exportDocument, type ExportedDocument } from './export-document.ts';
export { writeBinder } from './write-binder.ts';
export { writeYearSummary } from './year-summary.ts';
export type { Drawing } from './drawing.ts';
export type { Pen } from './pen.ts';
export type { Sheet } from './print-sheets.ts';

/**
 * Type, drawing and writing of printed pages, for tasks of other capabilities: in worker processes
 * only. Loaded when first asked for.
 */
export const printing = {
  pen: () => import('./pen.ts'),
  fonts: () => import('./fonts.ts'),
  wrapping: () => import('./wrap.ts'),
  sheets: () => import('./print-sheets.ts'),
};
