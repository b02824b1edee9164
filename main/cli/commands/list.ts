import { allCategories } from '../../catalog/index.ts';
import { countDocuments, documentRowOf, listDocuments } from '../../search/index.ts';
import { filterOptions, readArguments, readFilter, wholeNumber } from '../arguments.ts';
import { withArchive, type Command } from '../command.ts';

export const listCommand: Command = {
  usage:
    'list ARCHIVE [--year N] [--category 名称] [--tag 名称] [--inbox] [--trash] [--ids IDS] [--limit N] [--offset N]',
  summary: '列出文件，新的在前',
  run: async (words) => {
    const given = readArguments(words, {
      values: [...filterOptions.values, 'limit', 'offset'],
      flags: filterOptions.flags,
      words: [1, 1],
    });
    const limit = wholeNumber(given.value('limit') ?? '100', '--limit');
    const offset = wholeNumber(given.value('offset') ?? '0', '--offset');
    return withArchive(given.words[0] ?? '', 'read', async (archive) => {
      const { read } = archive.db;
      const filter = await readFilter(read, given);
      const total = await countDocuments(read, filter);
      const categories = new Map((await allCategories(read)).map((each) => [each.id, each.name]));
      const raw = await listDocuments(read, filter, undefined, offset, limit);
      const documents = raw.map((each) => {
        const row = documentRowOf(each, () => '');
        return {
          id: row.id,
          title: row.titleIsProposed ? null : row.title,
          year: row.year,
          category: row.categoryId === null ? null : (categories.get(row.categoryId) ?? null),
          referenceNumber: row.referenceNumber,
          issuer: row.issuer,
          date: row.date,
          pages: row.pages,
          tags: row.tags.map((tag) => tag.name),
          archivalCode: row.archivalCode,
          inbox: row.state === 'inbox',
        };
      });
      const lines = raw.map((row) =>
        [
          row.id,
          row.year ?? '—',
          row.category ?? '—',
          row.reference_number ?? '',
          row.title,
          `${row.pages} 页`,
        ]
          .filter((cell) => cell !== '')
          .join('  '),
      );
      return { value: { total, documents }, text: [`共 ${total} 件`, ...lines].join('\n') };
    });
  },
};
