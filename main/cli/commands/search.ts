import type { AlikeReason } from '../../contract/index.ts';
import { countDocuments, documentsAlike, searchDocuments } from '../../search/index.ts';
import { filterOptions, readArguments, readFilter, wholeNumber } from '../arguments.ts';
import { withArchive, type Command } from '../command.ts';

/** With fewer hits, documents that are nearly found stand after them. */
const few = 5;
const mostAlike = 10;

const reasonWords: Readonly<Record<AlikeReason, string>> = {
  pinyin: '拼音相同',
  variant: '简繁写法',
  confusable: '形近字',
  edit: '差一个字',
  near: '相近',
};

export const searchCommand: Command = {
  usage:
    'search ARCHIVE QUERY [--year N] [--category 名称] [--tag 名称] [--inbox] [--trash] [--ids IDS] [--limit N] [--offset N]',
  summary:
    '检索：几个词都要有；"整句"；-不含；甲 或 乙；标题: 文号: 责任者: 标签: 分类: 部门: 文种: 年度: 日期: 页: 有: 缺: 未识读',
  run: async (words) => {
    const given = readArguments(words, {
      values: [...filterOptions.values, 'limit', 'offset'],
      flags: filterOptions.flags,
      words: [2, 2],
    });
    const limit = wholeNumber(given.value('limit') ?? '50', '--limit');
    const offset = wholeNumber(given.value('offset') ?? '0', '--offset');
    return withArchive(given.words[0] ?? '', 'read', async (archive) => {
      const started = performance.now();
      const { read } = archive.db;
      const filter = await readFilter(read, given);
      const text = given.words[1] ?? '';
      // Inbox documents are found too (and marked by `list`); trashed ones only where asked for.
      const place = filter.place ?? 'all';
      const wanted = { ...filter, place, text };
      const found = await searchDocuments(archive, wanted, undefined, offset, limit);
      const total = found.total ?? (await countDocuments(read, wanted));
      const ms = Math.round((performance.now() - started) * 10) / 10;
      const hits = found.hits.map((hit) => ({
        id: hit.row.id,
        title: hit.row.title,
        year: hit.row.year,
        category: hit.row.category,
        page: hit.page,
        snippet: hit.snippet.map((part) => part.text).join(''),
        field: hit.field,
      }));
      const lines = hits.map((hit) => {
        const page = hit.page === null ? '' : `  第 ${hit.page} 页`;
        return `${hit.id}  ${hit.title}${page}${hit.snippet === '' ? '' : `\n    ${hit.snippet}`}`;
      });
      const near = total < few ? await documentsAlike(archive, wanted, mostAlike) : null;
      const alike = near?.map(({ row, reason }) => ({ id: row.id, title: row.title, reason }));
      const ignored = found.understood.filter((part) => part.any.length === 0);
      return {
        value: { total, ms, hits, ...(alike === undefined ? {} : { alike }) },
        text: [
          `${total} 件`,
          ...ignored.map((part) => `没有可检索的内容：${part.source}`),
          ...lines,
          ...(alike === undefined || alike.length === 0 ? [] : ['也像这些：']),
          ...(alike ?? []).map(
            (each) => `${each.id}  ${each.title}  （${reasonWords[each.reason]}）`,
          ),
        ].join('\n'),
      };
    });
  },
};
