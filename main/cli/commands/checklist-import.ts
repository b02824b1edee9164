import { basename, resolve } from 'node:path';
import { createChecklist, exportChecklist, understandChecklist } from '../../checklist/index.ts';
import {
  checklistDraft,
  dateWindow,
  type DateWindow,
  type Doubt,
  type DoubtfulCell,
  type Understanding,
  type UnplacedReason,
  type UnplacedRow,
} from '../../contract/index.ts';
import { readArguments, type Arguments } from '../arguments.ts';
import { checklistFor } from '../checklists.ts';
import { messageOf, say, UsageError, withArchive, type Command, type Outcome } from '../command.ts';

const doubts: Readonly<Record<Doubt, string>> = {
  'code-was-date': '编号被改成了日期，看不出原来是什么',
  'code-lost-zero': '编号末尾可能少了 0',
  'code-twice': '编号重复',
  'code-without-parent': '没有上一级编号',
  'no-code': '看不出编号，层级不定',
  'no-title': '没有内容',
  'formula-without-value': '公式没有算出的值',
  'cell-error': '单元格里是错误值',
  'hidden-row': '隐藏的行，也读了',
  'hidden-column': '隐藏的列，也读了',
  'sheet-left': '这张表没有读',
  'bad-score': '分值不是数',
  'bad-date': '日期认不出',
  'bad-window': '材料时间认不出',
  'bad-depth': '层级不对',
  'too-long': '太长，放不下',
  'no-header': '没有找到表头',
};

/** Doubts that a script cannot settle; the others are told and the sheet is taken. */
const unclear: ReadonlySet<Doubt> = new Set([
  'code-was-date',
  'code-lost-zero',
  'no-title',
  'formula-without-value',
  'cell-error',
  'bad-score',
  'bad-date',
  'bad-window',
  'bad-depth',
  'too-long',
  'no-header',
]);

const reasons: Readonly<Record<UnplacedReason, string>> = {
  'no-columns': '不在任何一列里',
  'no-title': '不知道属于哪一项',
  'note-row': '表下的说明',
  'total-row': '合计',
  'header-again': '重复的表头',
  'left-out': '不要的行',
  'too-deep': '层级太深',
  'too-many': '超出 20000 项',
};
const lost: ReadonlySet<UnplacedReason> = new Set([
  'no-columns',
  'no-title',
  'too-deep',
  'too-many',
]);

const at = ({ sheet, cell }: { sheet: string; cell: string }): string => `${sheet}!${cell}`;
const doubtLine = (cell: DoubtfulCell): string => {
  const proposal = cell.proposal === null ? '' : `（可能是 ${cell.proposal}）`;
  return `${at(cell)}  ${cell.text}：${doubts[cell.reason]}${proposal}`;
};
const unplacedLine = (row: UnplacedRow): string =>
  `${at(row)}  ${row.text}：${reasons[row.reason]}`;

/** What was asked for, else what the file says itself: a title is never taken for it. */
function windowOf(given: Arguments, said: DateWindow): DateWindow {
  const [from, to] = [given.value('from'), given.value('to')];
  if (from === undefined && to === undefined) return said;
  const window = dateWindow.safeParse({ from: from ?? null, to: to ?? null });
  if (!window.success) throw new UsageError('--from 和 --to 应是日期，如 2024-01-01，先后不能颠倒');
  return window.data;
}

function nameOf(given: Arguments, draft: Understanding['draft']): string {
  const name = checklistDraft.shape.name.safeParse(given.value('name') ?? draft.name);
  if (!name.success) throw new UsageError('名称应是 1 到 200 个字：--name');
  return name.data;
}

/** Nothing was imported: the sheet is to be settled first, and this is where. */
function refused(understanding: Understanding, open: readonly DoubtfulCell[]): Outcome {
  const { unplaced, draft } = understanding;
  const lines = draft.items.length === 0 ? ['没有读出测评项'] : [];
  const what = [...lines, ...open.map(doubtLine)];
  const message = messageOf('sheet-unclear', {
    count: what.length,
    what: what.slice(0, 5).join('；'),
  });
  const shown = [...what, ...unplaced.map(unplacedLine)];
  say(message);
  return {
    value: { error: { code: 'sheet-unclear', message }, doubtful: open, unplaced },
    text: shown.join('\n'),
    incomplete: true,
  };
}

export const checklistImportCommand: Command = {
  usage: 'checklist import ARCHIVE FILE [--name 名称] [--from 日期] [--to 日期]',
  summary: '从 .xlsx、.csv 或 .json 导入测评体系；看不清的指出单元格，不导入',
  run: (words) => {
    const given = readArguments(words, { values: ['name', 'from', 'to'], words: [2, 2] });
    const path = resolve(given.words[1] ?? '');
    return withArchive(given.words[0] ?? '', 'change', async (archive) => {
      const understanding = await understandChecklist(archive, path, basename(path));
      const { draft, doubtful, unplaced, mended, proposedWindow } = understanding;
      const name = nameOf(given, draft);
      const window = windowOf(given, draft.window);
      const open = doubtful.filter(({ reason }) => unclear.has(reason));
      if (open.length > 0 || draft.items.length === 0) return refused(understanding, open);
      const { items, slots, id } = await createChecklist(archive, { ...draft, name, window });
      const isOpen = window.from === null && window.to === null;
      if (isOpen && proposedWindow !== null) {
        const { from, to } = proposedWindow;
        say(`材料时间没有设定。标题里写的像是 ${from ?? ''} 至 ${to ?? ''}，用 --from、--to 设定`);
      }
      return {
        value: {
          checklist: name,
          id,
          items,
          slots,
          window,
          proposedWindow,
          mended,
          doubtful,
          unplaced,
        },
        text: [
          `${name}：${items} 项，材料要求 ${slots} 项`,
          ...mended.map((cell) => `${at(cell)}  ${cell.from} 改回 ${cell.to}`),
          ...doubtful.map(doubtLine),
          ...unplaced.map(unplacedLine),
        ].join('\n'),
        incomplete: unplaced.some(({ reason }) => lost.has(reason)),
      };
    });
  },
};

export const checklistExportCommand: Command = {
  usage: 'checklist export ARCHIVE FILE [--checklist 名称]',
  summary: '把测评体系写成 .xlsx（可改了再导入）或 .json',
  run: (words) => {
    const given = readArguments(words, { values: ['checklist'], words: [2, 2] });
    const path = resolve(given.words[1] ?? '');
    const format = /\.(xlsx|json)$/iu.exec(path)?.[1]?.toLowerCase();
    if (format !== 'xlsx' && format !== 'json')
      throw new UsageError('文件名应以 .xlsx 或 .json 结尾');
    return withArchive(given.words[0] ?? '', 'read', async (archive) => {
      const { id, name } = await checklistFor(archive.db.read, given.value('checklist'));
      await exportChecklist(archive, id, format, path);
      return { value: { checklist: name, path }, text: path };
    });
  },
};
