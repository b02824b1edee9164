import type { CallResult, Checklist, ChecklistId } from '../../main/contract/index.ts';

export type Overview = CallResult<'checklist.overview'>;
type Project = Overview['projects'][number];
export type Cell = Project['cells'][number];

/** The editions of which one is shown are read whole: so many, not more. */
export const mostEditions = 3;

/** The edition that is shown where the user chose none: the newest of his own, else an example. */
export function shownEdition(
  checklists: readonly Checklist[],
  chosen: number | null,
): Checklist | undefined {
  const own = checklists.filter(({ isExample }) => !isExample);
  const byYear = own.toSorted((a, b) => (b.year ?? 0) - (a.year ?? 0) || b.id - a.id);
  return checklists.find(({ id }) => id === chosen) ?? byYear[0] ?? checklists[0];
}

/**
 * The editions before one, the oldest first: those it carries on, else those of other years before
 * its own, one a year.
 */
export function editionsBefore(
  checklists: readonly Checklist[],
  current: Checklist,
  most = mostEditions - 1,
): Checklist[] {
  const byId = new Map(checklists.map((each) => [each.id, each]));
  const before: Checklist[] = [];
  const seen = new Set<ChecklistId>([current.id]);
  let at: Checklist | undefined = current;
  while (at !== undefined && at.followsId !== null && before.length < most) {
    at = byId.get(at.followsId);
    if (at === undefined || seen.has(at.id)) break;
    seen.add(at.id);
    before.push(at);
  }
  const years = new Set(before.map(({ year }) => year));
  const others = checklists
    .filter(({ id, isExample, year }) => {
      const earliest = before.at(-1)?.year ?? current.year;
      return !seen.has(id) && !isExample && isBefore(year, earliest);
    })
    .toSorted((a, b) => (b.year ?? 0) - (a.year ?? 0) || b.id - a.id);
  for (const other of others) {
    if (before.length >= most) break;
    if (years.has(other.year)) continue;
    years.add(other.year);
    before.push(other);
  }
  return before.toReversed();
}

const isBefore = (year: number | null, other: number | null): boolean =>
  year !== null && other !== null && year < other;

/** A project with its cells in each edition; null: that edition has no such project. */
export interface GridRow {
  readonly key: string;
  readonly code: string;
  readonly title: string;
  readonly editions: readonly (Project | null)[];
}

const plain = (text: string): string => text.normalize('NFKC').replaceAll(/[\s\p{P}]/gu, '');

/**
 * Projects of the last edition, each beside those that are the same in the editions before: of the
 * same title, else of the same code. What only earlier editions had comes after.
 */
export function gridRows(editions: readonly Overview[]): GridRow[] {
  const last = editions.length - 1;
  const rows: { code: string; title: string; editions: (Project | null)[] }[] = [];
  for (let at = last; at >= 0; at -= 1) {
    const projects = editions[at]?.projects ?? [];
    const free = new Set(rows.filter((row) => row.editions[at] === undefined));
    const place = (project: Project, fits: (row: (typeof rows)[number]) => boolean): boolean => {
      const row = [...free].find(fits);
      if (row === undefined) return false;
      free.delete(row);
      row.editions[at] = project;
      return true;
    };
    const named = projects.filter(
      (project) => !place(project, ({ title }) => plain(title) === plain(project.title)),
    );
    const coded = named.filter(
      (project) =>
        project.code === '' || !place(project, ({ code }) => plain(code) === plain(project.code)),
    );
    for (const project of coded) {
      const row = { code: project.code, title: project.title, editions: [] as (Project | null)[] };
      row.editions[at] = project;
      rows.push(row);
    }
  }
  return rows
    .map(({ code, title, editions: own }, index) => ({
      key: String(index),
      code,
      title,
      editions: editions.map((_, at) => own[at] ?? null),
    }))
    .filter((row) => row.editions.some((project) => project !== null && project.cells.length > 0));
}
