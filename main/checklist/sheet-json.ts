import { z } from 'zod';
import {
  checklistDraft,
  draftItem,
  draftSlot,
  type ChecklistDraft,
  type DraftItem,
} from '../contract/checklist.ts';
import { ArchiveError } from '../contract/errors.ts';

/** What may be left out of a file that somebody writes by hand. */
const looseSlot = draftSlot.extend({
  need: draftSlot.shape.need.default(1),
  hint: draftSlot.shape.hint.default(''),
  wordLimit: draftSlot.shape.wordLimit.default(null),
});

const { shape } = draftItem;
const looseItem = z.object({
  depth: shape.depth.optional(),
  code: shape.code.default(''),
  title: shape.title,
  requirement: shape.requirement.default(''),
  notes: shape.notes.default(''),
  method: shape.method.default(''),
  score: shape.score.default(null),
  isNegative: shape.isNegative.default(false),
  window: shape.window.default(null),
  slots: z.array(looseSlot).max(100).default([]),
  departments: shape.departments.default([]),
  leader: shape.leader.default(null),
  person: shape.person.default(null),
  due: shape.due.default(null),
  /** Items below it, where they are written so instead of by depth. */
  children: z.array(z.unknown()).optional(),
});

const looseDraft = z.object({
  name: checklistDraft.shape.name,
  window: checklistDraft.shape.window.default({ from: null, to: null }),
  items: z.array(z.unknown()),
});

/**
 * A checklist in our own format (`checklistDraft`); what says nothing may be left out, and items may
 * stand in `children` of others.
 * @throws ArchiveError `unreadable` for what is no JSON, `not-a-sheet` (`at`) for other JSON, `too-large`
 */
export function draftOfJson(bytes: Uint8Array): ChecklistDraft {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    throw new ArchiveError('unreadable', { reason: 'json' }, error);
  }
  const { name, window, items } = read(looseDraft, value, '');
  return read(checklistDraft, { name, window, items: flattened(items) }, '');
}

function flattened(given: readonly unknown[]): DraftItem[] {
  const items: DraftItem[] = [];
  const open = given.toReversed().map((value, at) => ({
    value,
    depth: 0,
    at: `items.${given.length - 1 - at}`,
  }));
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (items.length >= 20_000) throw new ArchiveError('too-large', { items: items.length });
    const { at } = next;
    const { children = [], depth = next.depth, ...item } = read(looseItem, next.value, at);
    const deepest = (items.at(-1)?.depth ?? -1) + 1;
    if (depth > deepest) throw new ArchiveError('not-a-sheet', { at: `${at}.depth` });
    items.push({ ...item, depth });
    open.push(
      ...children
        .map((value, n) => ({ value, depth: depth + 1, at: `${at}.children.${n}` }))
        .toReversed(),
    );
  }
  return items;
}

function read<T>(schema: z.ZodType<T>, value: unknown, at: string): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const place = [at, ...(parsed.error.issues[0]?.path ?? [])].filter((part) => part !== '');
  throw new ArchiveError('not-a-sheet', { at: place.join('.') }, parsed.error);
}
