import { resolve, dirname, basename } from 'node:path';
import { checklistOfYear } from '../../checklist/index.ts';
import { writeYearSummary } from '../../binder/index.ts';
import { summaryRequest, summarySections } from '../../contract/index.ts';
import { readArguments, readYear } from '../arguments.ts';
import { checklistFor } from '../checklists.ts';
import { terminalControl, UsageError, withArchive, type Command } from '../command.ts';

export const checklistSummaryCommand: Command = {
  usage:
    'checklist summary ARCHIVE --year N --out FILE.docx [--checklist 名称] [--language zh-CN|en] [--section 名]…',
  summary: '按档案起草年度总结，每句注明来源，没有的留空',
  run: (words) => {
    const given = readArguments(words, {
      values: ['year', 'out', 'checklist', 'language', 'section'],
      words: [1, 1],
    });
    const year = given.value('year');
    const out = given.value('out');
    if (year === undefined || out === undefined) throw new UsageError('写明 --year 和 --out');
    if (!/\.docx$/iu.test(out)) throw new UsageError('文件名应以 .docx 结尾');
    const wanted = given.all('section');
    const asked = summaryRequest.omit({ checklist: true }).safeParse({
      year: readYear(year),
      language: given.value('language') ?? 'zh-CN',
      sections:
        wanted.length === 0 ? summarySections : summarySections.filter((id) => wanted.includes(id)),
    });
    if (!asked.success || wanted.some((name) => !summarySections.some((id) => id === name))) {
      throw new UsageError(
        `--language 是 zh-CN 或 en；--section 是 ${summarySections.join('、')} 之一`,
      );
    }
    return withArchive(given.words[0] ?? '', 'read', async (archive) => {
      const { read } = archive.db;
      const name = given.value('checklist');
      const checklist =
        name === undefined
          ? await checklistOfYear(read, asked.data.year)
          : (await checklistFor(read, name)).id;
      const path = resolve(out);
      const control = terminalControl('起草年度总结');
      const written = await writeYearSummary(
        archive,
        { ...asked.data, checklist },
        dirname(path),
        control,
        basename(path),
      ).finally(control.finish);
      const { bytes, sources, blanks } = written;
      const target = resolve(dirname(path), written.name);
      return {
        value: { path: target, bytes, sources, blanks },
        text: `${target}\n来源文件 ${sources} 件，待补填 ${blanks} 处`,
      };
    });
  },
};
