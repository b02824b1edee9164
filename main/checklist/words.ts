import { cleanText } from '../catalog/index.ts';
import type { DraftItem, DraftSlot } from '../contract/checklist.ts';

/** One line as it is kept. */
export const line = (text: string): string => cleanText(text) ?? '';
/** Text of several lines as it is kept. */
export const lines = (text: string): string => cleanText(text, true) ?? '';

/** An item of a draft as it is kept: no stray white space, no department twice. */
export function cleanItem(item: DraftItem): DraftItem {
  return {
    ...item,
    code: line(item.code),
    title: line(item.title),
    requirement: lines(item.requirement),
    notes: lines(item.notes),
    method: line(item.method),
    slots: item.slots.map(cleanSlot),
    departments: [...new Set(item.departments.map(line))].filter((name) => name !== ''),
    leader: cleanText(item.leader),
    person: cleanText(item.person),
  };
}

export function cleanSlot(slot: DraftSlot): DraftSlot {
  return { ...slot, kind: line(slot.kind), hint: lines(slot.hint) };
}

const longest = 40;

/** What an item is called in the history: its code, else the beginning of its title. */
export function nameOf({ code, title }: { readonly code: string; readonly title: string }): string {
  const name = code === '' ? title : code;
  const characters = [...name];
  return characters.length <= longest ? name : `${characters.slice(0, longest).join('')}…`;
}

/** `1 item`, `3 items`: for the English words of an operation. */
export const several = (count: number, noun: string): string =>
  `${count} ${noun}${count === 1 ? '' : 's'}`;

/** Characters of a text without its white space: what a word limit counts. */
export const countWords = (text: string): number => [...text.replaceAll(/\s/gu, '')].length;
