import type { checklistCalls } from '../contract/checklist.ts';
import type { Handlers } from '../library/index.ts';
import * as checklists from './checklists.ts';
import { createChecklist } from './create.ts';
import { coverageTotals, gapsOf } from './gaps.ts';
import { itemDetail } from './item-detail.ts';
import * as items from './items.ts';
import * as links from './links.ts';
import { mark, marksOn, unmark } from './marks.ts';
import { departmentsOf, dueItems, projectsOf } from './overview.ts';
import { placesOfDocument, proofsInSlot } from './proofs.ts';
import { outsideCounts } from './rule-queries.ts';
import { setRules } from './rules.ts';
import * as slots from './slots.ts';
import { treeRows } from './tree.ts';

export const checklistHandlers: Handlers<typeof checklistCalls> = {
  'checklist.list': async (_none, { archive }) => ({
    checklists: await checklists.listChecklists(archive.db.read),
  }),
  'checklist.create': ({ draft, isExample, followsId }, { archive }) =>
    createChecklist(archive, draft, { isExample, followsId }),
  'checklist.change': ({ id, patch }, { archive }) =>
    checklists.changeChecklist(archive, id, patch),
  'checklist.remove': ({ id }, { archive }) => checklists.removeChecklist(archive, id),

  'checklist.tree': async ({ id, only, offset, limit }, { archive }) => {
    const covered = await checklists.coveredItems(archive.db.read, id);
    const rows = treeRows(covered, only);
    return {
      total: rows.length,
      counts: checklists.countStates(covered),
      rows: rows.slice(offset, offset + limit),
    };
  },
  'checklist.item': ({ id }, { archive, address }) => itemDetail(archive.db.read, id, address),
  'checklist.proofs': ({ slot, offset, limit }, { archive, address }) =>
    proofsInSlot(archive.db.read, slot, offset, limit, address),
  'checklist.ofDocument': ({ id, offset, limit }, { archive }) =>
    placesOfDocument(archive.db.read, id, offset, limit),
  'checklist.marks': async ({ id, from, limit }, { archive }) => ({
    marks: await marksOn(archive.db.read, id, from, limit),
  }),

  'checklist.addItem': ({ id, parentId, position, fields }, { archive }) =>
    items.addItem(archive, id, parentId, position, fields),
  'checklist.changeItem': ({ id, patch }, { archive }) => items.changeItem(archive, id, patch),
  'checklist.moveItems': ({ ids, parentId, position }, { archive }) =>
    items.moveItems(archive, ids, parentId, position),
  'checklist.removeItems': ({ ids }, { archive }) => items.removeItems(archive, ids),
  'checklist.conclude': ({ id, conclusion }, { archive }) =>
    items.conclude(archive, id, conclusion),
  'checklist.assign': ({ ids, patch }, { archive }) => items.assign(archive, ids, patch),

  'checklist.addSlot': ({ item, position, slot }, { archive }) =>
    slots.addSlot(archive, item, position, slot),
  'checklist.changeSlot': ({ id, patch }, { archive }) => slots.changeSlot(archive, id, patch),
  'checklist.moveSlot': ({ id, item, position }, { archive }) =>
    slots.moveSlot(archive, id, item, position),
  'checklist.removeSlots': ({ ids }, { archive }) => slots.removeSlots(archive, ids),

  'checklist.link': ({ links: wanted, position }, { archive }) =>
    links.link(archive, wanted, position),
  'checklist.unlink': ({ ids }, { archive }) => links.unlink(archive, ids),
  'checklist.moveLinks': ({ ids, slot, position }, { archive }) =>
    links.moveLinks(archive, ids, slot, position),
  'checklist.changeLink': ({ id, patch }, { archive }) => links.changeLink(archive, id, patch),
  'checklist.mark': ({ link, n, lines }, { archive }) => mark(archive, link, n, lines),
  'checklist.unmark': ({ ids }, { archive }) => unmark(archive, ids),

  'checklist.coverage': async ({ id }, { archive }) => {
    const { read } = archive.db;
    const { window_from: from, window_to: to } = await checklists.checklistById(read, id);
    const covered = await checklists.coveredItems(read, id);
    return {
      window: { from, to },
      ...coverageTotals(covered),
      counts: checklists.countStates(covered),
    };
  },
  'checklist.gaps': async ({ id, department, dueBy, offset, limit }, { archive }) => {
    const covered = await checklists.coveredItems(archive.db.read, id);
    const gaps = gapsOf(covered, { department, dueBy });
    return { total: gaps.length, gaps: gaps.slice(offset, offset + limit) };
  },
  'checklist.overview': async ({ id }, { archive }) => {
    const { read } = archive.db;
    const record = await checklists.checklistById(read, id);
    const covered = await checklists.coveredItems(read, id);
    return {
      checklist: checklists.summaryOf(record, covered),
      projects: projectsOf(covered),
      departments: departmentsOf(covered),
    };
  },
  'checklist.due': async ({ id, by, offset, limit }, { archive }) => {
    const due = dueItems(await checklists.coveredItems(archive.db.read, id), by);
    return { total: due.length, items: due.slice(offset, offset + limit) };
  },

  'checklist.rules': async (_none, { archive }) => ({
    outsideCounts: await outsideCounts(archive.db.read),
  }),
  'checklist.setRules': ({ outsideCounts: counts }, { archive }) => setRules(archive, counts),
};
