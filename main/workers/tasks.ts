import type { TaskTable } from './serve.ts';

/** Every task a worker can run. A name here is what `WorkerPool.run` is called with. */
export const tasks: TaskTable = {
  'intake.store': async () => (await import('../intake/store.ts')).store,
  'intake.place': async () => (await import('../intake/place.ts')).place,
  'intake.whole': async () => (await import('../intake/watch-whole.ts')).judgeWhole,
  'intake.separators': async () =>
    (await import('../intake/separator-sheets.ts')).writeSeparatorSheets,
  'reading.inspect': async () => (await import('../reading/inspect.ts')).inspect,
  'reading.text': async () => (await import('../reading/inspect-pdf.ts')).readText,
  'reading.layerLines': async () => (await import('../reading/layer-lines.ts')).layerLines,
  'reading.read': async () => (await import('../reading/engine/read-page.ts')).readPage,
  'reading.draw': async () => (await import('../reading/draw.ts')).draw,
  'reading.propose': async () => (await import('../reading/propose/task.ts')).propose,
  'reading.learn': async () => (await import('../reading/propose/task.ts')).learn,
  'search.near': async () => (await import('../search/near-task.ts')).findNear,
  'checklist.understand': async () => (await import('../checklist/sheet-file.ts')).understandFile,
  'checklist.likeness': async () =>
    (await import('../checklist/edition-similarity.ts')).compareEditions,
  'checklist.export': async () => (await import('../checklist/export-sheet.ts')).exportSheet,
  'checklist.sketch': async () => (await import('../checklist/check-sketch.ts')).sketchTexts,
  'checklist.look': async () => (await import('../checklist/check-look.ts')).lookAtPage,
  'checklist.table': async () => (await import('../checklist/table-xlsx.ts')).writeTable,
  'checklist.summary': async () => (await import('../checklist/summary-docx.ts')).writeSummary,
  'keeping.hash': async () => (await import('../keeping/hash.ts')).hashFiles,
  'keeping.copy': async () => (await import('../keeping/hash.ts')).copyFiles,
  'binder.write': async () => (await import('../binder/write-task.ts')).write,
  'binder.estimate': async () => (await import('../binder/estimate-task.ts')).estimate,
  'binder.preview': async () => (await import('../binder/preview-task.ts')).preview,
  'binder.checklistSheets': async () =>
    (await import('../binder/checklist-sheets-task.ts')).writeChecklistSheets,
  'binder.zip': async () => (await import('../binder/zip-task.ts')).zipFiles,
};
