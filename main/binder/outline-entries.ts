import type { OutlineEntry } from '../contract/binder.ts';
import type { CategoryId, DocumentId } from '../contract/ids.ts';
import { sectionName, sectionYear } from './contents.ts';
import type { Layout, Run } from './layout.ts';
import { expectsPlaceholder, plannedDocument, shortBy } from './plan.ts';
import type { PlannedDocument, PlannedItem, PlannedSection, VolumePlan } from './plan.ts';

const nowhere = { documentId: null, categoryId: null, year: null, placeholder: false } as const;

/**
 * The layout as the outline pane shows it: one entry a stretch of pages; of a binder by checklist also
 * a line a project, and one a document that is bound elsewhere.
 */
export function outlineEntries(plan: VolumePlan, layout: Layout): OutlineEntry[] {
  const entries: OutlineEntry[] = [];
  const pages = new Map<PlannedDocument | undefined, number>();
  for (const run of layout.runs) {
    if (run.document !== null) pages.set(documentOf(plan, run), run.page);
  }
  const pageOf = (document: PlannedDocument | undefined): number => pages.get(document) ?? 1;
  const bySection = Map.groupBy(layout.runs, ({ section }) => section);
  let tab = -1;
  for (const run of layout.runs) {
    const section = run.section === null ? undefined : plan.sections[run.section];
    const own = bySection.get(run.section) ?? [];
    if (section?.item && own[0] !== run) continue;
    if (section?.item) {
      if (section.tab !== tab) entries.push(projectOf(section, run.page));
      tab = section.tab;
      entries.push(...itemEntries(plan, section.item, own, pageOf));
    } else entries.push(frontOrFiled(plan, section, run));
  }
  return entries;
}

const documentOf = (plan: VolumePlan, { section, document }: Run): PlannedDocument | undefined =>
  section === null || document === null ? undefined : plan.sections[section]?.documents[document];

const projectOf = ({ path }: PlannedSection, page: number): OutlineEntry => ({
  ...nowhere,
  kind: 'project',
  level: 0,
  title: path[0] ?? '',
  page,
  pages: 0,
});

/** An item's divider, then slot by slot what is bound, referred to and missing. */
function itemEntries(
  plan: VolumePlan,
  item: PlannedItem,
  runs: readonly Run[],
  pageOf: (document: PlannedDocument | undefined) => number,
): OutlineEntry[] {
  const title = `${item.code} ${item.title}`.trim();
  const entries: OutlineEntry[] = runs
    .filter(({ kind }) => kind === 'divider')
    .map(({ page, pages }) => ({ ...nowhere, kind: 'divider', level: 1, title, page, pages }));
  item.slots.forEach((slot, number) => {
    for (const proof of slot.proofs) {
      const document = plannedDocument(plan, proof);
      const run = runs.find((each) => each.document === proof.document && proof.isHere);
      if (!document) continue;
      entries.push({
        ...nowhere,
        kind: run ? 'document' : 'reference',
        level: 2,
        title: [document.title, document.pagesInWords].filter(Boolean).join(' '),
        documentId: document.id as DocumentId,
        placeholder: run !== undefined && expectsPlaceholder(document),
        page: pageOf(document),
        pages: run?.pages ?? 0,
      });
    }
    const gap = runs.find((run) => run.kind === 'gap' && run.slot === number);
    if (gap) {
      const missing = `${slot.kind} ${shortBy(slot)} ${slot.unit}`;
      const { page, pages } = gap;
      entries.push({ ...nowhere, kind: 'gap', level: 2, title: missing, page, pages });
    }
  });
  return entries;
}

function frontOrFiled(
  plan: VolumePlan,
  section: PlannedSection | undefined,
  run: Run,
): OutlineEntry {
  const { page, pages } = run;
  const year = section?.year ?? null;
  const categoryId = (section?.categoryId ?? null) as CategoryId | null;
  const document = documentOf(plan, run);
  if (document) {
    return {
      kind: 'document',
      level: 1,
      title: document.title,
      documentId: document.id as DocumentId,
      categoryId,
      year,
      page,
      pages,
      placeholder: expectsPlaceholder(document),
    };
  }
  if (run.kind === 'divider' && section) {
    const title = `${sectionYear(section)} · ${sectionName(section)}`;
    return { ...nowhere, kind: 'divider', level: 0, title, categoryId, year, page, pages };
  }
  return { ...nowhere, kind: run.kind, level: 0, title: frontTitle(run.kind), page, pages };
}

/** Of what is the volume's own. */
function frontTitle(kind: Run['kind']): string {
  switch (kind) {
    case 'cover':
      return '封面';
    case 'contents':
      return '目录';
    case 'remarks':
      return '备考表';
    default:
      return '空白页';
  }
}
