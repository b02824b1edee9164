import type { ChecklistId } from '../contract/ids.ts';
import type { Reader } from '../db/index.ts';
import { checklistById, coveredItems } from './checklists.ts';
import type { CoveredItem } from './coverage.ts';
import { helpingOf } from './sheet-queries.ts';
import type { NamedTable, TableColumn } from './sheet-table.ts';
import { progressWords, stateWords, unitOf } from './sheet-words.ts';

const columns: readonly TableColumn[] = [
  { header: '测评项目', widthChars: 16, widthMm: 22 },
  { header: '编号', widthChars: 14, widthMm: 24 },
  { header: '测评项', widthChars: 36, widthMm: 40 },
  { header: '材料要求', widthChars: 30, widthMm: 37 },
  { header: '牵头部门', widthChars: 16, widthMm: 28 },
  { header: '配合部门', widthChars: 20, widthMm: 28 },
  { header: '分管领导', widthChars: 10, widthMm: 17 },
  { header: '责任人', widthChars: 10, widthMm: 15 },
  { header: '完成时限', widthChars: 12, widthMm: 23 },
  { header: '进度', widthChars: 9, widthMm: 14 },
  { header: '材料', widthChars: 12, widthMm: 20 },
];

/**
 * 责任分工表 (定部门、定领导、定任务、定进度、定责任): a line an item that asks for proof or of which
 * somebody was named, in the checklist's order. What was said above an item holds for it; helping
 * departments come with the lead department they were named with.
 * @throws ArchiveError `no-such-checklist`
 */
export async function assignmentTable(
  reader: Reader,
  id: ChecklistId,
  date: string,
): Promise<NamedTable> {
  const { name } = await checklistById(reader, id);
  const [items, helping] = await Promise.all([coveredItems(reader, id), helpingOf(reader, id)]);
  const rows = items.flatMap((item) => {
    const { row, owed, slots, state } = item;
    if (slots.length === 0) return [];
    const have = slots.reduce((sum, slot) => sum + Math.min(slot.have, slot.need), 0);
    const need = slots.reduce((sum, slot) => sum + slot.need, 0);
    return [
      [
        item.depth === 0 ? '' : projectOf(items, item).row.title,
        row.code,
        row.title,
        slots.map((slot) => `${slot.kind} ${slot.need} ${unitOf(slot.kind)}`).join('；'),
        owed.department,
        helpingWith(items, item, helping).join('、'),
        owed.leader,
        owed.person,
        owed.due,
        progressWords[row.progress],
        `${stateWords[state]} ${have}/${need}`,
      ],
    ];
  });
  return {
    words: ['责任分工表', name, date],
    table: {
      title: '责任分工表',
      lines: [`${name}　共 ${rows.length} 项　制表日期 ${date}`],
      columns,
      rows,
      notes: [],
      landscape: true,
    },
  };
}

function projectOf(items: readonly CoveredItem[], item: CoveredItem): CoveredItem {
  let at = item;
  for (let up = items[at.parent]; up !== undefined; up = items[at.parent]) at = up;
  return at;
}

/** The item's own, else of the nearest above it, up to where its lead department was named. */
function helpingWith(
  items: readonly CoveredItem[],
  item: CoveredItem,
  helping: Awaited<ReturnType<typeof helpingOf>>,
): readonly string[] {
  for (let at: CoveredItem | undefined = item; at !== undefined; at = items[at.parent]) {
    const own = helping.get(at.row.id);
    if (own !== undefined) return own;
    if (at.row.department !== null) return [];
  }
  return [];
}
