import { mostDepth, type DraftItem, type DraftSlot } from '../contract/checklist.ts';
import type { CellAddress, ColumnRole } from '../contract/checklist-import.ts';
import { readSlots } from './sheet-slots.ts';
import { readDay, readDepartments, readScore, readWindow, readYes } from './sheet-values.ts';
import type { SheetRemarks } from './sheet-remarks.ts';

/** An item while its rows are read. */
export interface ItemInMaking {
  readonly place: CellAddress;
  readonly depth: number;
  readonly code: string;
  title: string;
  requirement: string;
  notes: string;
  method: string;
  score: number | null;
  isNegative: boolean;
  /** Said to be open on both sides, whatever holds above. */
  isOpen: boolean;
  from: string | null;
  to: string | null;
  readonly slots: DraftSlot[];
  readonly leading: string[];
  readonly others: string[];
  leader: string;
  person: string;
  due: string | null;
}

/** Lengths a checklist keeps (main/contract/checklist.ts). */
const most = {
  code: 100,
  title: 1000,
  text: 20_000,
  method: 500,
  slots: 100,
  units: 100,
  unit: 100,
};

/** What a cell says of a window that is open. */
export const openWindow = '不限';

export const mostItems = 20_000;

/** @param depth at most `mostDepth`. */
export function newItem(
  place: CellAddress,
  depth: number,
  code: string,
  title: string,
  isNegative: boolean,
): ItemInMaking {
  const isLong = title.length > most.title;
  return {
    place,
    depth: Math.min(depth, mostDepth),
    code: cut(code, most.code),
    title: isLong ? `${cut(title, most.title - 1)}…` : title,
    // Nothing of a title that is too long is lost.
    requirement: isLong ? cut(title, most.text) : '',
    notes: '',
    method: '',
    score: null,
    isNegative,
    isOpen: false,
    from: null,
    to: null,
    slots: [],
    leading: [],
    others: [],
    leader: '',
    person: '',
    due: null,
  };
}

const cut = (text: string, length: number): string => text.slice(0, length).toWellFormed();

const joined = (before: string, text: string, separator: string): string =>
  before === ''
    ? text
    : before.split(separator).includes(text)
      ? before
      : before + separator + text;

/** A cell of a row that belongs to an item. */
export interface Given {
  readonly row: number;
  readonly column: number;
  readonly role: ColumnRole;
  readonly text: string;
  /** Proofs are looked for in the requirement, as the sheet has no column for them. */
  readonly proofsInText: boolean;
}

/** Gives the item what a cell says; what it cannot take is remarked. */
export function give(item: ItemInMaking, given: Given, remarks: SheetRemarks): void {
  const { row, column, role, text } = given;
  const doubt = (reason: Parameters<SheetRemarks['doubt']>[3], proposal?: string): void =>
    remarks.doubt(row, column, text, reason, proposal);
  const add = (before: string, length: number, separator: string): string => {
    const all = joined(before, text, separator);
    if (all.length > length) doubt('too-long', cut(all, length));
    return cut(all, length);
  };
  switch (role) {
    case 'requirement':
      item.requirement = add(item.requirement, most.text, '\n');
      if (given.proofsInText) addSlots(item, readSlots(text, false), doubt);
      return;
    case 'slots':
      addSlots(item, readSlots(text, true), doubt);
      return;
    case 'notes':
      item.notes = add(item.notes, most.text, '\n');
      return;
    case 'method':
      item.method = add(item.method, most.method, '、');
      return;
    case 'score':
      addScore(item, given, remarks);
      return;
    case 'negative':
      item.isNegative ||= readYes(text);
      return;
    case 'departments':
    case 'helping':
      addUnits(item.others, readDepartments(text), doubt);
      return;
    case 'lead':
      addUnits(item.leading, readDepartments(text), doubt);
      return;
    case 'leader':
      item.leader = add(item.leader, most.unit, '、');
      return;
    case 'person':
      item.person = add(item.person, most.unit, '、');
      return;
    case 'due':
      item.due = readDay(text) ?? item.due;
      if (readDay(text) === null) doubt('bad-date');
      return;
    case 'window':
    case 'windowFrom':
    case 'windowTo':
      addWindow(item, role, text, doubt);
      return;
    case 'leave':
    case 'depth':
    case 'code':
    case 'level':
      return;
  }
}

type AskAbout = (reason: Parameters<SheetRemarks['doubt']>[3], proposal?: string) => void;

function addSlots(item: ItemInMaking, slots: readonly DraftSlot[], doubt: AskAbout): void {
  const room = most.slots - item.slots.length;
  item.slots.push(...slots.slice(0, room));
  if (slots.length > room) doubt('too-long');
}

function addUnits(units: string[], names: readonly string[], doubt: AskAbout): void {
  for (const name of names) {
    if (units.includes(name) || units.length >= most.units) continue;
    if (name.length > most.unit) doubt('too-long', cut(name, most.unit));
    units.push(cut(name, most.unit));
  }
}

/** The points of several rows of one item add up. */
function addScore(item: ItemInMaking, given: Given, remarks: SheetRemarks): void {
  const { row, column, text } = given;
  const score = readScore(text);
  if (score === null) return remarks.doubt(row, column, text, 'bad-score');
  const sum = (item.score ?? 0) + score;
  if (item.score !== null) remarks.mended(row, column, text, `Σ ${sum / 100}`);
  item.score = Math.min(sum, 10_000_000);
}

function addWindow(
  item: ItemInMaking,
  role: 'window' | 'windowFrom' | 'windowTo',
  text: string,
  doubt: AskAbout,
): void {
  if (text === openWindow) {
    item.isOpen = true;
    return;
  }
  const window = role === 'window' ? readWindow(text) : null;
  const day = role === 'window' ? null : readDay(text, role === 'windowFrom' ? 'first' : 'last');
  if (window === null && day === null) return doubt('bad-window');
  const from = window?.from ?? (role === 'windowFrom' ? day : item.from);
  const to = window?.to ?? (role === 'windowTo' ? day : item.to);
  if (from !== null && to !== null && from > to) return doubt('bad-window');
  item.from = from;
  item.to = to;
}

/** The item as the checklist takes it. */
export function finished(item: ItemInMaking): DraftItem {
  const { depth, code, title, requirement, notes, method, score, isNegative, slots, due } = item;
  const departments = [...new Set([...item.leading, ...item.others])].slice(0, most.units);
  return {
    depth,
    code,
    title,
    requirement,
    notes,
    method,
    score,
    isNegative,
    window:
      item.from === null && item.to === null && !item.isOpen
        ? null
        : { from: item.from, to: item.to },
    slots,
    departments,
    leader: item.leader === '' ? null : item.leader,
    person: item.person === '' ? null : item.person,
    due,
  };
}
