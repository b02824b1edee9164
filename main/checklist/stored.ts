import type { ChecklistDraft, DraftItem } from '../contract/checklist.ts';
import type { ChecklistId } from '../contract/ids.ts';
import type { Reader } from '../db/index.ts';
import { checklistById } from './checklists.ts';
import { storedItems, type StoredItem } from './stored-queries.ts';

export interface PlacedStored {
  readonly stored: StoredItem;
  readonly depth: number;
}

export interface StoredChecklist {
  readonly name: string;
  readonly window: ChecklistDraft['window'];
  /** In the checklist's order, depth first. */
  readonly items: readonly PlacedStored[];
}

/** A checklist as it is, to compare or to send out. @throws ArchiveError `no-such-checklist` */
export async function storedChecklist(reader: Reader, id: ChecklistId): Promise<StoredChecklist> {
  const record = await checklistById(reader, id);
  const window = { from: record.window_from, to: record.window_to };
  const rows = await storedItems(reader, id);
  const children = Map.groupBy(
    rows.toSorted((a, b) => a.position - b.position || a.id - b.id),
    ({ parentId }) => parentId,
  );
  const items: PlacedStored[] = [];
  const open = (children.get(null) ?? []).toReversed().map((stored) => ({ stored, depth: 0 }));
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    items.push(next);
    const { stored, depth } = next;
    for (const child of (children.get(stored.id) ?? []).toReversed()) {
      open.push({ stored: child, depth: depth + 1 });
    }
  }
  return { name: record.name, window, items };
}

/** A checklist as the data that an import gives. */
export function draftOf({ name, window, items }: StoredChecklist): ChecklistDraft {
  return { name, window, items: items.map(draftItemOf) };
}

function draftItemOf({ stored, depth }: PlacedStored): DraftItem {
  const { id: _id, parentId: _parent, position: _position, slots, departments, ...fields } = stored;
  return {
    ...fields,
    depth,
    departments: [...departments],
    slots: slots.map(({ kind, need, hint, wordLimit }) => ({ kind, need, hint, wordLimit })),
  };
}
