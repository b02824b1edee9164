import type { OutlineEntry } from '../contract/binder.ts';
import type { CategoryId, DocumentId } from '../contract/ids.ts';
import { sectionName, sectionYear } from './contents.ts';
import type { Layout, Run } from './layout.ts';
import { expectsPlaceholder } from './plan.ts';
import type { VolumePlan } from './plan.ts';

const titles: Record<Exclude<Run['kind'], 'document' | 'divider'>, string> = {
  cover: '封面',
  contents: '目录',
  remarks: '备考表',
  blank: '空白页',
};

/** The layout as the outline pane shows it: one entry a stretch of pages. */
export function outlineEntries(plan: VolumePlan, layout: Layout): OutlineEntry[] {
  return layout.runs.map((run) => entryOf(plan, run));
}

function entryOf(plan: VolumePlan, run: Run): OutlineEntry {
  const section = run.section === null ? undefined : plan.sections[run.section];
  const document = run.document === null ? undefined : section?.documents[run.document];
  const at = { page: run.page, pages: run.pages };
  const year = section?.year ?? null;
  const categoryId = (section?.categoryId ?? null) as CategoryId | null;
  switch (run.kind) {
    case 'document':
      return {
        ...at,
        kind: 'document',
        level: 1,
        title: document?.title ?? '',
        documentId: (document?.id ?? null) as DocumentId | null,
        categoryId,
        year,
        placeholder: document ? expectsPlaceholder(document) : false,
      };
    case 'divider':
      return {
        ...at,
        kind: 'divider',
        level: 0,
        title: section ? `${sectionYear(section)} · ${sectionName(section)}` : '',
        documentId: null,
        categoryId,
        year,
        placeholder: false,
      };
    default:
      return {
        ...at,
        kind: run.kind,
        level: 0,
        title: titles[run.kind],
        documentId: null,
        categoryId: null,
        year: null,
        placeholder: false,
      };
  }
}
