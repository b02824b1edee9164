import type {
  ChecklistDraft,
  ChecklistId,
  DocumentId,
  DraftItem,
  DraftSlot,
  ItemId,
  NewLink,
  SlotId,
} from '../../main/contract/index.ts';
import { rawSql, sql, type Reader } from '../../main/db/index.ts';
import type { Archive } from '../../main/library/index.ts';

export const window2024 = { from: '2024-01-01', to: '2024-12-31' };

export const draftSlot = (kind: string, need = 1): DraftSlot => ({
  kind,
  need,
  hint: '',
  wordLimit: null,
});

export const draftItem = (
  depth: number,
  code: string,
  title: string,
  more: Partial<DraftItem> = {},
): DraftItem => ({
  depth,
  code,
  title,
  requirement: '',
  notes: '',
  method: '',
  score: null,
  isNegative: false,
  window: null,
  slots: [],
  departments: [],
  leader: null,
  person: null,
  due: null,
  ...more,
});

/** A project with two contents, one of them with two standards, and a negative item. */
export const smallDraft: ChecklistDraft = {
  name: '镇级测评细则 2024 版',
  window: window2024,
  items: [
    draftItem(0, 'Ⅰ', '环境面貌', {
      departments: ['综合行政执法队', '农业农村办'],
      leader: '罗建业',
    }),
    draftItem(1, 'Ⅰ-1', '镇容镇貌', { due: '2024-09-20' }),
    draftItem(2, 'Ⅰ-1-1)-①', '环境卫生常态整治', {
      requirement: '制定方案，\n定期检查',
      notes: '看台账',
      method: '材料审核',
      score: 250,
      slots: [draftSlot('规范文件', 2), draftSlot('实景图片', 3)],
    }),
    draftItem(2, 'Ⅰ-1-1)-②', '背街小巷保洁', {
      slots: [draftSlot('统计表格')],
      departments: ['文化站'],
      person: '周文娟',
      due: '2024-08-01',
    }),
    draftItem(1, 'Ⅰ-2', '村庄环境', { window: { from: '2023-01-01', to: '2023-12-31' } }),
    draftItem(2, 'Ⅰ-2-①', '河塘沟渠治理', { slots: [draftSlot('规范文件')] }),
    draftItem(0, 'Ⅱ', '负面清单', { isNegative: true, slots: [draftSlot('说明报告')] }),
  ],
};

export interface Place {
  readonly item: ItemId;
  readonly slots: readonly SlotId[];
}

/** Items of a checklist by code, with their slots in order. */
export async function placesOf(reader: Reader, id: ChecklistId): Promise<(code: string) => Place> {
  const rows = await reader.all<{ id: ItemId; code: string; slots: string }>(sql`
    SELECT id, code, (SELECT json_group_array(id) FROM
      (SELECT id FROM slot WHERE item_id = checklist_item.id ORDER BY position)) AS slots
    FROM checklist_item WHERE checklist_id = ${id}`);
  const byCode = new Map(
    rows.map((row) => [row.code, { item: row.id, slots: JSON.parse(row.slots) as SlotId[] }]),
  );
  return (code) => {
    const place = byCode.get(code);
    if (place === undefined) throw new Error(`no item ${code}`);
    return place;
  };
}

/** The slot of an item, counted from 1. */
export function slotOf(place: Place, number = 1): SlotId {
  const slot = place.slots[number - 1];
  if (slot === undefined) throw new Error(`no slot ${number}`);
  return slot;
}

export const newLink = (slot: SlotId, document: number, more: Partial<NewLink> = {}): NewLink => ({
  slot,
  document: document as DocumentId,
  pages: null,
  note: null,
  amount: 1,
  ...more,
});

const tables = ['checklist', 'checklist_item', 'assignment', 'slot', 'link', 'link_page', 'mark'];

/** Everything that people decided of checklists, to compare before and after. */
export async function checklistState(archive: Archive): Promise<Record<string, unknown[]>> {
  const state: Record<string, unknown[]> = {};
  for (const table of tables) {
    state[table] = await archive.db.read.all(rawSql(`SELECT * FROM ${table} ORDER BY id`));
  }
  return state;
}

export const noAddress = (): string => '';
