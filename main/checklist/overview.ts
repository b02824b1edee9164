import type { CallResult } from '../contract/index.ts';
import { countStates } from './checklists.ts';
import { isShort, type CoveredItem } from './coverage.ts';

type Overview = CallResult<'checklist.overview'>;

/** Projects with a cell an item that asks for proof, in the checklist's order. */
export function projectsOf(items: readonly CoveredItem[]): Overview['projects'] {
  return items.flatMap((project, at) => {
    if (project.depth > 0) return [];
    const asking = items.slice(at, project.end).filter(({ slots }) => slots.length > 0);
    return {
      id: project.row.id,
      code: project.row.code,
      title: project.row.title,
      counts: countStates(asking),
      cells: asking.map(({ row, state }) => ({ id: row.id, state })),
    };
  });
}

/** What each lead department owes, in the order of the checklist; what nobody leads comes last. */
export function departmentsOf(items: readonly CoveredItem[]): Overview['departments'] {
  const asking = items.filter(({ slots }) => slots.length > 0);
  const byName = Map.groupBy(asking, ({ owed }) => owed.department);
  return [...byName]
    .toSorted(([a], [b]) => Number(a === null) - Number(b === null))
    .map(([name, own]) => {
      const slots = own.flatMap((item) => item.slots);
      return {
        name,
        counts: countStates(own),
        have: slots.reduce((sum, { have, need }) => sum + Math.min(have, need), 0),
        need: slots.reduce((sum, { need }) => sum + need, 0),
        gaps: slots.filter(isShort).length,
      };
    });
}

type Due = CallResult<'checklist.due'>['items'][number];

/** Items that are not complete and have a due date, by a day where one is given; the most urgent first. */
export function dueItems(items: readonly CoveredItem[], by: string | undefined): Due[] {
  return items
    .flatMap(({ row, state, owed }): Due[] => {
      const { due, department, person } = owed;
      if (due === null || state === 'none' || state === 'complete') return [];
      if (by !== undefined && due > by) return [];
      return [{ id: row.id, code: row.code, title: row.title, state, department, person, due }];
    })
    .toSorted((a, b) => (a.due < b.due ? -1 : Number(a.due > b.due)));
}
