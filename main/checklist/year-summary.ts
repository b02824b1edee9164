import type { SummaryRequest } from '../contract/checklist-summary.ts';
import { allCategories } from '../catalog/index.ts';
import { ArchiveError } from '../contract/errors.ts';
import type { ChecklistId, DocumentId } from '../contract/ids.ts';
import type { Reader } from '../db/index.ts';
import { checklistById, countStates, coveredItems, yearOf } from './checklists.ts';
import type { CoveredItem } from './coverage.ts';
import { gapsOf } from './gaps.ts';
import { allChecklists } from './queries.ts';
import { createCollector, type Gathered } from './summary-collect.ts';
import { composeSummary, type SummaryCoverage } from './summary-compose.ts';
import { figuresOf, type Figure } from './summary-figures.ts';
import { firstPages, nextOfYear, type SummaryRow } from './summary-queries.ts';
import { rowsToRead } from './summary-topics.ts';
import type { Summary } from './summary.ts';

/** Documents and papers with their texts that are in memory at once. */
const rowsAtOnce = 500;
const papersAtOnce = 25;
/** Of a paper, what is looked through for figures. */
const read = { pages: 12, characters: 6000 } as const;
const figuresOfPaper = 6;
const told = { projects: 20, items: 8 } as const;

export interface SummaryWatch {
  readonly signal: AbortSignal;
  readonly report: (progress: { readonly done: number; readonly total: number | null }) => void;
}

/**
 * Drafts the summary of a year from what is filed of it; `archive`: its name, `drafted`: the day it is
 * made, `YYYY-MM-DD`. What waits in the inbox, lies in the trash or is marked as a state secret is not told.
 * @throws ArchiveError `no-such-checklist`, `cancelled`
 */
export async function draftSummary(
  reader: Reader,
  request: SummaryRequest,
  { archive, drafted }: { readonly archive: string; readonly drafted: string },
  watch: SummaryWatch,
): Promise<Summary> {
  const coverage = request.checklist === null ? null : await coverageFor(reader, request.checklist);
  const gathered = await gather(reader, request.year, watch);
  const figures = await readFigures(reader, rowsToRead(gathered, request.sections), watch);
  return composeSummary({ request, drafted, archive, gathered, figures, coverage });
}

/** The edition about a year: the newest that is no example; null: there is none. */
export async function checklistOfYear(reader: Reader, year: number): Promise<ChecklistId | null> {
  const all = await allChecklists(reader);
  const found = all.find(
    ({ is_example, name, window_from: from, window_to: to }) =>
      is_example === 0 && yearOf(name, { from, to }) === year,
  );
  return found?.id ?? null;
}

function assertWanted(signal: AbortSignal): void {
  if (signal.aborted) throw new ArchiveError('cancelled');
}

async function gather(
  reader: Reader,
  year: number,
  { signal, report }: SummaryWatch,
): Promise<Gathered> {
  const collector = createCollector(await allCategories(reader));
  let last: SummaryRow | undefined;
  for (let done = 0; ;) {
    assertWanted(signal);
    const rows = await nextOfYear(reader, year, last, rowsAtOnce);
    for (const row of rows) collector.add(row);
    done += rows.length;
    report({ done, total: null });
    last = rows.at(-1);
    if (rows.length < rowsAtOnce) return collector.gathered();
  }
}

async function readFigures(
  reader: Reader,
  rows: readonly SummaryRow[],
  { signal, report }: SummaryWatch,
): Promise<ReadonlyMap<DocumentId, readonly Figure[]>> {
  const figures = new Map<DocumentId, readonly Figure[]>();
  for (let at = 0; at < rows.length; at += papersAtOnce) {
    assertWanted(signal);
    const ids = rows.slice(at, at + papersAtOnce).map(({ id }) => id);
    const pages = Map.groupBy(await firstPages(reader, ids, read), ({ id }) => id);
    for (const [id, own] of pages) {
      const found = figuresOf(own, figuresOfPaper);
      if (found.length > 0) figures.set(id, found);
    }
    report({ done: Math.min(rows.length, at + papersAtOnce), total: rows.length });
  }
  return figures;
}

async function coverageFor(reader: Reader, id: ChecklistId): Promise<SummaryCoverage> {
  const [{ name }, items] = await Promise.all([
    checklistById(reader, id),
    coveredItems(reader, id),
  ]);
  const projects = projectsOf(items);
  const short = [...Map.groupBy(gapsOf(items), ({ itemId }) => itemId).values()];
  return {
    name,
    counts: countStates(items),
    projects: projects.slice(0, told.projects),
    moreProjects: Math.max(0, projects.length - told.projects),
    short: short.slice(0, told.items).map((gaps) => ({
      item: `${gaps[0]?.code ?? ''} ${gaps[0]?.title ?? ''}`.trim(),
      department: gaps[0]?.department ?? '',
      slots: gaps.map(({ slot, need, have }) => ({ kind: slot, missing: need - have })),
    })),
    gaps: short.reduce((sum, gaps) => sum + gaps.length, 0),
  };
}

/** Projects that ask for proof, each with how many of its items do and how many are complete. */
function projectsOf(items: readonly CoveredItem[]): SummaryCoverage['projects'] {
  const projects: { name: string; own: CoveredItem[] }[] = [];
  for (const item of items) {
    if (item.parent < 0) projects.push({ name: item.row.title, own: [] });
    projects.at(-1)?.own.push(item);
  }
  return projects.flatMap(({ name, own }) => {
    const { items: asking, complete } = countStates(own);
    return asking === 0 ? [] : [{ name, items: asking, complete }];
  });
}
