import type { CarryTarget, checklistEditionCalls } from '../contract/checklist-editions.ts';
import type { ChecklistId } from '../contract/ids.ts';
import type { Archive, Handlers } from '../library/index.ts';
import { shownLinks, slotsToRefresh, type Choices, type PlannedLink } from './carried-links.ts';
import { carryOver, planCarryOver } from './edition-carry.ts';
import { findItems, listMatches } from './edition-matches.ts';
import { planNextYear, proposeNextYear, rollOver } from './rollover.ts';

export const checklistEditionHandlers: Handlers<typeof checklistEditionCalls> = {
  'checklistEditions.nextYear': ({ id }, { archive }) => proposeNextYear(archive.db.read, id),
  'checklistEditions.links': async (args, { archive, address }) => {
    const { id, target, keep, drop, show, offset, limit } = args;
    const planned = await planFor(archive, id, target, { keep, drop });
    const kept = planned.filter((link) => link.keep);
    const shown = {
      all: planned,
      kept,
      left: show === 'left' ? planned.filter((link) => !link.keep) : [],
    }[show];
    return {
      links: planned.length,
      kept: kept.length,
      total: shown.length,
      rows: await shownLinks(archive.db.read, shown.slice(offset, offset + limit), address),
    };
  },
  'checklistEditions.refresh': async (args, { archive }) => {
    const { id, window, keep, drop, offset, limit } = args;
    const { edition, planned } = await planNextYear(archive, id, window, { keep, drop });
    const slots = await slotsToRefresh(archive.db.read, edition, planned);
    return { total: slots.length, slots: slots.slice(offset, offset + limit) };
  },
  'checklistEditions.rollOver': ({ id, assignments, keep, drop, ...next }, { archive }) =>
    rollOver(archive, id, next, { assignments, keep, drop }),

  'checklistEditions.match': (args, { archive }) => {
    const { old, new: later, settled, show, offset, limit } = args;
    return listMatches(archive, { old, later, settled }, show, offset, limit);
  },
  'checklistEditions.find': async ({ id, text, offset, limit }, { archive }) => {
    const { total, window } = await findItems(archive.db.read, id, text);
    return { total, items: window(offset, offset + limit) };
  },
  'checklistEditions.carryOver': (args, { archive }) => {
    const { old, new: later, settled, assignments, keep, drop } = args;
    return carryOver(archive, { old, later, settled }, { assignments, keep, drop });
  },
};

async function planFor(
  archive: Archive,
  id: ChecklistId,
  target: CarryTarget,
  choices: Choices,
): Promise<readonly PlannedLink[]> {
  switch (target.kind) {
    case 'next-year':
      return (await planNextYear(archive, id, target.window, choices)).planned;
    case 'edition': {
      const { checklist: later, settled } = target;
      return planCarryOver(archive, { old: id, later, settled }, choices);
    }
  }
}
