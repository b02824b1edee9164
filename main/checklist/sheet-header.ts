import type { ColumnRole } from '../contract/checklist-import.ts';
import { textOf, type Grid } from './sheet-cells.ts';

/** Words of headers, the more telling first: 责任单位 before 责任, 材料要求 before 要求. */
const words: readonly (readonly [role: ColumnRole, pattern: RegExp])[] = [
  ['depth', /^(?:层级|级别|级次)$/u],
  ['windowFrom', /(?:材料|时间|窗口|有效).*(?:起|开始)|^(?:起始|开始)(?:日期|时间)$|^窗口起$/u],
  ['windowTo', /(?:材料|时间|窗口|有效).*(?:止|结束)|^(?:终止|结束)(?:日期|时间)$|^窗口止$/u],
  ['window', /^(?:材料)?(?:时间|时限)(?:范围|窗口|区间|跨度|要求)$|^(?:窗口|材料时间|测评周期)$/u],
  ['due', /截止|完成(?:时限|时间|日期)|时限|期限|报送时间|提交时间/u],
  ['lead', /牵头|主办|主责|责任领导小组/u],
  ['helping', /配合|协办|协助|参与单位/u],
  ['leader', /(?:分管|责任|主管|包抓|联系)领导|^领导$/u],
  ['departments', /责任(?:单位|部门|科室)|承办|^(?:单位|部门|科室)$|负责(?:单位|部门)|分工/u],
  ['person', /责任人|联系人|经办|承办人|具体负责人|负责人|专人/u],
  ['negative', /负面|一票否决|否决项/u],
  [
    'slots',
    /(?:材料|资料|佐证|台账|印证|档案)(?:要求|清单|目录|名称|内容)?$|(?:申报|提交|上报|报送|支撑|备查|所需)(?:材料|资料)|证明材料/u,
  ],
  ['requirement', /评分(?:标准|细则|办法)|扣分/u],
  ['method', /(?:测评|考核|考评|评估|检查|评价)?(?:方法|方式|办法)$/u],
  ['score', /分值|分数|满分|标准分|^(?:得)?分$|权重|赋分/u],
  ['notes', /备注|说明|提示|注意事项|^注$|相关解释/u],
  [
    'requirement',
    /(?:具体|工作|测评|考核|内容)?要求|评分(?:标准|细则)|操作(?:标准|细则)|扣分|评分办法|指标释义|细则/u,
  ],
  ['code', /编号|编码|代码|代号|^(?:序号|序|项号|条目号|no\.?)$/iu],
  ['level', /项目|内容|标准|指标|要点|标题|事项|任务|类别|大类|名称|测评点|维度|条目/u],
];

export const roleOfHeader = (text: string): ColumnRole | null => {
  const plain = text.normalize('NFKC').replace(/\s+|[（(][^）)]*[）)]/gu, '');
  if (plain === '' || plain.length > 20) return null;
  return words.find(([, pattern]) => pattern.test(plain))?.[0] ?? null;
};

export interface Header {
  readonly row: number;
  readonly rows: number;
}

const searched = 40;

/** The header: the row of the first 40 that names most columns. null: none names two. */
export function findHeader(grid: Grid): Header | null {
  let best: { row: number; score: number } | null = null;
  for (let row = 0; row < Math.min(grid.rows, searched); row += 1) {
    const cells = grid.row(row);
    const roles = cells.map((cell) => roleOfHeader(textOf(cell)));
    const named = roles.filter((role) => role !== null).length;
    // A row of data may name one thing or another; a header is made of little else.
    const score = named >= 2 && named * 2 >= cells.length ? named : 0;
    if (score > (best?.score ?? 0)) best = { row, score };
  }
  if (best === null) return null;
  return withNeighbours(grid, best.row);
}

/** A header of two rows: cells merged over both, or a group with its columns below. */
function withNeighbours(grid: Grid, row: number): Header {
  const tall = (at: number): number =>
    Math.max(
      at,
      ...grid.row(at).map((cell) => {
        const range = grid.mergeAt(at, cell.column);
        return range !== undefined && range.top === at && range.bottom - at < 4 ? range.bottom : at;
      }),
    );
  let first = row;
  // The columns of a group may name more than the row of groups above them does.
  for (const cell of grid.row(row)) {
    const group = row > 0 ? grid.mergeAt(row - 1, cell.column) : undefined;
    const isGroup =
      group !== undefined &&
      group.right > group.left &&
      group.right - group.left + 1 < grid.columns;
    if (isGroup && group.bottom === row - 1 && grid.row(row - 1).length >= 2) first = row - 1;
  }
  for (let column = 0; column < grid.columns; column += 1) {
    const range = grid.mergeAt(row, column);
    if (range !== undefined && range.top < first && range.bottom >= row) first = range.top;
  }
  let last = Math.max(row, tall(first), tall(row));
  const isWide = grid.row(last).some((cell) => {
    const range = grid.mergeAt(last, cell.column);
    return range !== undefined && range.right > range.left && range.bottom === last;
  });
  const below = grid.row(last + 1);
  const names = below.filter((cell) => roleOfHeader(textOf(cell)) !== null).length;
  if (isWide && below.length > 0 && names * 2 >= below.length) last += 1;
  return { row: first, rows: last - first + 1 };
}

/** What stands over each column, the lowest last: `责任分工/牵头单位`. */
export function headersOf(grid: Grid, header: Header): readonly (readonly string[])[] {
  return Array.from({ length: grid.columns }, (_, column) => {
    const parts: string[] = [];
    for (let row = header.row; row < header.row + header.rows; row += 1) {
      const text = textOf(grid.shown(row, column));
      if (text !== '' && text !== parts.at(-1)) parts.push(text);
    }
    return parts;
  });
}

/** The lowest header that says what it is, else the one above it. */
export function roleOf(parts: readonly string[]): ColumnRole {
  for (const part of parts.toReversed()) {
    const role = roleOfHeader(part);
    if (role !== null) return role;
  }
  return 'leave';
}
