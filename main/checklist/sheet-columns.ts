import type { DraftItem, DraftSlot } from '../contract/checklist.ts';
import type { ColumnRole } from '../contract/checklist-import.ts';
import { openWindow } from './sheet-item.ts';
import { writeSlots } from './sheet-slots.ts';
import { writeDepartments } from './sheet-values.ts';

/** A column of the sheets we write. `widthChars` as Excel counts. */
export interface SheetColumn {
  readonly role: ColumnRole;
  /** Read back as this role (sheet-header.ts). */
  readonly header: string;
  readonly widthChars: number;
  readonly valueOf: (item: DraftItem) => string | number | null;
}

const orNull = (text: string): string | null => (text === '' ? null : text);

/** Every column of an export, so that nothing of an item is lost on the way through Excel. */
export const sheetColumns: readonly SheetColumn[] = [
  { role: 'depth', header: '层级', widthChars: 6, valueOf: ({ depth }) => depth + 1 },
  { role: 'code', header: '编号', widthChars: 14, valueOf: ({ code }) => orNull(code) },
  { role: 'level', header: '测评内容', widthChars: 44, valueOf: ({ title }) => orNull(title) },
  {
    role: 'requirement',
    header: '测评要求',
    widthChars: 44,
    valueOf: ({ requirement }) => orNull(requirement),
  },
  {
    role: 'slots',
    header: '材料要求',
    widthChars: 36,
    valueOf: ({ slots }) => orNull(writeSlots(slots)),
  },
  { role: 'method', header: '测评方法', widthChars: 14, valueOf: ({ method }) => orNull(method) },
  {
    role: 'score',
    header: '分值',
    widthChars: 8,
    valueOf: ({ score }) => (score === null ? null : score / 100),
  },
  {
    role: 'negative',
    header: '负面清单',
    widthChars: 9,
    valueOf: ({ isNegative }) => (isNegative ? '是' : null),
  },
  {
    role: 'lead',
    header: '牵头单位',
    widthChars: 16,
    valueOf: ({ departments }) => orNull(writeDepartments(departments.slice(0, 1))),
  },
  {
    role: 'helping',
    header: '配合单位',
    widthChars: 24,
    valueOf: ({ departments }) => orNull(writeDepartments(departments.slice(1))),
  },
  { role: 'leader', header: '分管领导', widthChars: 12, valueOf: ({ leader }) => leader },
  { role: 'person', header: '责任人', widthChars: 12, valueOf: ({ person }) => person },
  { role: 'due', header: '完成时限', widthChars: 12, valueOf: ({ due }) => due },
  {
    role: 'windowFrom',
    header: '材料时间起',
    widthChars: 12,
    valueOf: ({ window }) =>
      window === null ? null : (window.from ?? (window.to === null ? openWindow : null)),
  },
  {
    role: 'windowTo',
    header: '材料时间止',
    widthChars: 12,
    valueOf: ({ window }) => window?.to ?? null,
  },
  { role: 'notes', header: '备注', widthChars: 36, valueOf: ({ notes }) => orNull(notes) },
];

/** What one cell of Excel holds. */
const longestCell = 32_000;

export type SheetRow = readonly (string | number | null)[];

/** The rows of an item: one, and more where its proofs are too long for one cell. */
export function rowsOf(item: DraftItem): SheetRow[] {
  const parts = partsOf(item.slots);
  const first = sheetColumns.map(({ valueOf }) => valueOf({ ...item, slots: parts[0] ?? [] }));
  const more = parts
    .slice(1)
    .map((slots) => sheetColumns.map(({ role }) => (role === 'slots' ? writeSlots(slots) : null)));
  return [first, ...more];
}

function partsOf(slots: readonly DraftSlot[]): DraftSlot[][] {
  const parts: DraftSlot[][] = [[]];
  let length = 0;
  for (const slot of slots) {
    const own = writeSlots([slot]).length + 1;
    if (length + own > longestCell && length > 0) {
      parts.push([]);
      length = 0;
    }
    parts.at(-1)?.push(slot);
    length += own;
  }
  return parts;
}
