import type { ChecklistId } from '../contract/ids.ts';
import type { Reader } from '../db/index.ts';
import { checklistById, coveredItems } from './checklists.ts';
import { gapsOf } from './gaps.ts';
import { hintsOf } from './sheet-queries.ts';
import type { NamedTable, TableColumn } from './sheet-table.ts';
import { nobodyLeads, unitOf, windowWords } from './sheet-words.ts';

const columns: readonly TableColumn[] = [
  { header: '序号', widthChars: 6, widthMm: 11 },
  { header: '编号', widthChars: 14, widthMm: 28 },
  { header: '测评项', widthChars: 36, widthMm: 62 },
  { header: '要的材料', widthChars: 30, widthMm: 52 },
  { header: '应有', widthChars: 7, widthMm: 14, align: 'right' },
  { header: '已有', widthChars: 7, widthMm: 14, align: 'right' },
  { header: '还缺', widthChars: 7, widthMm: 16 },
  { header: '材料时间', widthChars: 24, widthMm: 28 },
  { header: '责任人', widthChars: 10, widthMm: 18 },
  { header: '完成时限', widthChars: 12, widthMm: 23 },
];

/**
 * 缺口单: a line a slot that is short, in the checklist's order. `department`: of what it leads; null:
 * of what nobody leads; left out: one list for each department that has gaps, what nobody leads last.
 * `date`: the day it is made. None where nothing is missing.
 * @throws ArchiveError `no-such-checklist`
 */
export async function gapLists(
  reader: Reader,
  id: ChecklistId,
  date: string,
  department?: string | null,
): Promise<NamedTable[]> {
  const { name } = await checklistById(reader, id);
  const [items, hints] = await Promise.all([coveredItems(reader, id), hintsOf(reader, id)]);
  const gaps = gapsOf(items, { department });
  const byDepartment = [...Map.groupBy(gaps, (gap) => gap.department)].toSorted(
    ([a], [b]) => Number(a === null) - Number(b === null),
  );
  return byDepartment.map(([of, own]) => {
    const missing = own.reduce((sum, { need, have }) => sum + need - have, 0);
    return {
      words: ['缺口单', of ?? nobodyLeads, date],
      table: {
        title: '材料缺口单',
        lines: [
          name,
          `${of ?? nobodyLeads}　缺口 ${own.length} 处，共缺 ${missing} 件　制表日期 ${date}`,
        ],
        columns,
        rows: own.map((gap, index) => {
          const hint = hints.get(gap.slotId) ?? '';
          const outside = gap.outOfWindow > 0 ? `（另有 ${gap.outOfWindow} 件日期不合）` : '';
          return [
            index + 1,
            gap.code,
            gap.title,
            `${gap.slot}${hint === '' ? '' : `：${hint}`}${outside}`,
            gap.need,
            gap.have,
            `${gap.need - gap.have} ${unitOf(gap.slot)}`,
            windowWords(gap.window),
            gap.person,
            gap.due,
          ];
        }),
        notes: [
          '请在完成时限前把缺的材料送来；材料的日期要在“材料时间”以内，规范文件要有文号和印章。',
          '签收人：　　　　　　　　　　　　签收日期：　　　年　　月　　日',
        ],
        landscape: true,
      },
    };
  });
}
