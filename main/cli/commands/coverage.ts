import { coverageOfChecklist } from '../../checklist/index.ts';
import type { DateWindow, Gap } from '../../contract/index.ts';
import { readArguments } from '../arguments.ts';
import { checklistFor } from '../checklists.ts';
import { withArchive, type Command } from '../command.ts';

const isSame = (a: DateWindow, b: DateWindow): boolean => a.from === b.from && a.to === b.to;

function lineOf({ code, title, slot, need, have, outOfWindow, department, due }: Gap): string {
  const outside = outOfWindow === 0 ? '' : `  时间窗外 ${outOfWindow}`;
  const who = [department, due].filter((each) => each !== null).join('  ');
  return `${code}  ${title}  ${slot}  ${have}/${need}${outside}${who === '' ? '' : `  ${who}`}`;
}

export const coverageCommand: Command = {
  usage: 'coverage ARCHIVE [--checklist 名称]',
  summary: '测评体系的佐证：齐了多少，缺什么，谁负责，什么时限',
  run: (words) => {
    const given = readArguments(words, { values: ['checklist'], words: [1, 1] });
    return withArchive(given.words[0] ?? '', 'read', async (archive) => {
      const { read } = archive.db;
      const { id, name } = await checklistFor(read, given.value('checklist'));
      const { window, items, complete, gaps } = await coverageOfChecklist(read, id);
      const value = {
        checklist: name,
        window,
        items,
        complete,
        gaps: gaps.map((gap) => ({
          code: gap.code,
          title: gap.title,
          slot: gap.slot,
          need: gap.need,
          have: gap.have,
          outOfWindow: gap.outOfWindow,
          department: gap.department,
          due: gap.due,
          ...(isSame(gap.window, window) ? {} : { window: gap.window }),
        })),
      };
      const span =
        window.from === null && window.to === null
          ? ''
          : `  ${window.from ?? ''}–${window.to ?? ''}`;
      const head = `${name}${span}  ${complete}/${items} 项已齐，缺口 ${gaps.length} 处`;
      return { value, text: [head, ...gaps.map(lineOf)].join('\n') };
    });
  },
};
