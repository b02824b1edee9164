import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { TextDecoder } from 'node:util';
import { binderDefaults, writeBinder } from '../../binder/index.ts';
import {
  ArchiveError,
  binderRecipe,
  type BinderByChecklist,
  type BinderRecipe,
  type ItemId,
  type Selection,
} from '../../contract/index.ts';
import type { Reader } from '../../db/index.ts';
import { filterOptions, readArguments, readFilter, type Arguments } from '../arguments.ts';
import { checklistFor, itemWithCode } from '../checklists.ts';
import { UsageError, terminalControl, withArchive, type Command } from '../command.ts';

/** Options from a JSON file; UTF-8, or GB18030 where it cannot be UTF-8. */
async function readOptions(path: string): Promise<Partial<BinderRecipe>> {
  const bytes = await readFile(path).catch(() => {
    throw new UsageError(`打不开 ${path}`);
  });
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    text = new TextDecoder('gb18030').decode(bytes);
  }
  try {
    return binderRecipe
      .omit({ selection: true })
      .partial()
      .parse(JSON.parse(text)) as Partial<BinderRecipe>;
  } catch {
    throw new UsageError(`选项文件不对：${path}`);
  }
}

/** Which checklist, and which of its items, the words ask for. @throws UsageError */
async function byChecklist(reader: Reader, given: Arguments): Promise<BinderByChecklist> {
  const { id } = await checklistFor(reader, given.value('checklist'));
  const codes = given.all('item');
  const items: ItemId[] = [];
  for (const code of codes) items.push((await itemWithCode(reader, id, code)).row.id);
  return {
    id,
    items: codes.length === 0 ? null : items,
    gaps: true,
    repeated: 'refer',
    marks: true,
  };
}

export const binderCommand: Command = {
  usage:
    'binder ARCHIVE --out PATH [--year N] [--category 名称] [--tag 名称] [--ids IDS] [--checklist 名称 [--item 编号]…] [--date D] [--title 标题] [--options FILE.json]',
  summary: '装订成一册 PDF：封面、目录、隔页、页码、书签；--checklist 按测评项装订，缺的留待补页',
  run: async (words) => {
    const given = readArguments(words, {
      values: [
        ...filterOptions.values,
        'out',
        'checklist',
        'item',
        'max-pages',
        'date',
        'title',
        'options',
      ],
      flags: filterOptions.flags,
      words: [1, 1],
    });
    const out = given.value('out');
    if (out === undefined) throw new UsageError('要写明输出位置：--out');
    if (given.value('max-pages') !== undefined) throw new UsageError('--max-pages 还没有做好');
    if (given.all('item').length > 0 && given.value('checklist') === undefined) {
      throw new UsageError('--item 要和 --checklist 一起用');
    }
    const date = given.value('date');
    if (date !== undefined && !binderRecipe.shape.date.safeParse(date).success) {
      throw new UsageError(`日期写成 2024-03-05 这样：${date}`);
    }
    const optionsFile = given.value('options');
    const options = optionsFile === undefined ? {} : await readOptions(resolve(optionsFile));
    const title = given.value('title');
    return withArchive(given.words[0] ?? '', 'read', async (archive) => {
      const selection: Selection = { filter: await readFilter(archive.db.read, given) };
      const recipe: BinderRecipe = {
        ...(await binderDefaults(archive, selection)),
        ...options,
        selection,
        ...(given.value('checklist') === undefined
          ? {}
          : { subtitle: null, checklist: await byChecklist(archive.db.read, given) }),
        ...(date === undefined ? {} : { date }),
        ...(title === undefined ? {} : { title }),
      };
      const control = terminalControl('装订');
      const report = await writeBinder(archive, recipe, resolve(out), control).finally(
        control.finish,
      );
      const [volume] = report.volumes;
      if (volume === undefined) throw new ArchiveError('nothing-to-bind');
      return {
        value: report,
        text: [
          `${volume.path}`,
          ...(volume.insteadOf === null
            ? []
            : [`“${volume.insteadOf}”已存在或正被打开，没有动它，另存为“${volume.name}”`]),
          `${report.documents} 件，${report.pages} 页，${volume.bytes} 字节`,
          ...report.placeholders.map((each) => `第 ${each.page} 页是占位页：${each.message}`),
          ...report.rasterised.map((each) => `第 ${each.page} 页重新绘制：${each.message}`),
          ...report.signed.map(
            (each) => `电子签章只留外观，验证请用原件：${each.name}（SHA-256 ${each.sha256}）`,
          ),
          ...report.failed.map((each) => each.message),
        ].join('\n'),
        incomplete: report.failed.length > 0 || report.placeholders.length > 0,
      };
    });
  },
};
