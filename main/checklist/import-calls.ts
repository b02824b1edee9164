import { basename } from 'node:path';
import type { checklistImportCalls } from '../contract/checklist-import.ts';
import type { CallContext, Handlers } from '../library/index.ts';
import { createChecklist } from './create.ts';
import { exportChecklist, writeTemplate } from './export-checklist.ts';
import { applySheet, countChanges, fingerprintOf } from './import-apply.ts';
import { planSheet, saidBy } from './import-diff.ts';
import { closePreview, openPreview, previewOf } from './import-preview.ts';
import { addStarter, listStarters } from './starters.ts';
import { storedChecklist } from './stored.ts';

export const checklistImportHandlers: Handlers<typeof checklistImportCalls> = {
  'checklistImport.preview': ({ place, mapping }, { archive, pathOf }) =>
    openPreview(archive, pathOf(place), mapping),
  'checklistImport.items': async ({ preview, offset, limit }, { archive }) => {
    const { draft, places } = previewOf(archive, preview).understanding;
    const items = draft.items.slice(offset, offset + limit).map((item, at) => ({
      item,
      place: places[offset + at] ?? { sheet: '', cell: '' },
    }));
    return { total: draft.items.length, items };
  },
  'checklistImport.unplaced': async ({ preview, offset, limit }, { archive }) => {
    const { unplaced } = previewOf(archive, preview).understanding;
    return { total: unplaced.length, rows: unplaced.slice(offset, offset + limit) };
  },
  'checklistImport.mended': async ({ preview, offset, limit }, { archive }) => {
    const { mended } = previewOf(archive, preview).understanding;
    return { total: mended.length, cells: mended.slice(offset, offset + limit) };
  },
  'checklistImport.doubtful': async ({ preview, offset, limit }, { archive }) => {
    const { doubtful } = previewOf(archive, preview).understanding;
    return { total: doubtful.length, cells: doubtful.slice(offset, offset + limit) };
  },
  'checklistImport.create': async ({ preview, name, window, followsId }, { archive }) => {
    const { draft } = previewOf(archive, preview).understanding;
    return createChecklist(archive, { ...draft, name, window }, { followsId });
  },
  'checklistImport.compare': async ({ preview, checklist, offset, limit }, { archive }) => {
    const { understanding, compared } = previewOf(archive, preview);
    const before = await storedChecklist(archive.db.read, checklist);
    const plan = planSheet(before, understanding.draft, saidBy(understanding.mapping));
    compared.set(checklist, fingerprintOf(before));
    return {
      ...countChanges(plan),
      total: plan.changes.length,
      changes: plan.changes.slice(offset, offset + limit),
    };
  },
  'checklistImport.apply': async ({ preview, checklist }, { archive }) => {
    const { understanding, compared } = previewOf(archive, preview);
    const said = saidBy(understanding.mapping);
    return applySheet(archive, checklist, understanding.draft, said, compared.get(checklist) ?? '');
  },
  'checklistImport.close': async ({ preview }, { archive }) => {
    closePreview(archive, preview);
    return {};
  },
  'checklistImport.export': async ({ checklist, format }, context) =>
    handOver(context, await exportChecklist(context.archive, checklist, format)),
  'checklistImport.template': async (_none, context) =>
    handOver(context, await writeTemplate(context.archive)),
  'checklistImport.starters': async () => ({ starters: listStarters() }),
  'checklistImport.addStarter': ({ key }, { archive }) => addStarter(archive, key),
};

/** A desktop shows the file in its folder; a browser downloads it. */
async function handOver({ address, openPath }: CallContext, path: string) {
  await openPath?.(path);
  const file = basename(path);
  return { file, address: address('volume', encodeURIComponent(file)) };
}
