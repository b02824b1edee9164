import { documentDetail } from '../../catalog/index.ts';
import { placesOfDocument } from '../../checklist/index.ts';
import type { DocumentId } from '../../contract/index.ts';
import { documentPages } from '../../search/index.ts';
import { readArguments, wholeNumber } from '../arguments.ts';
import { withArchive, type Command } from '../command.ts';

/** More than that nobody reads. */
const mostLinks = 1000;

export const showCommand: Command = {
  usage: 'show ARCHIVE ID [--text]',
  summary: '一件文件的全部内容',
  run: async (words) => {
    const given = readArguments(words, { flags: ['text'], words: [2, 2] });
    const id = wholeNumber(given.words[1] ?? '', 'ID', 1);
    return withArchive(given.words[0] ?? '', 'read', async (archive) => {
      const detail = await documentDetail(archive, id, () => '');
      const { fields, row } = detail;
      const { places } = await placesOfDocument(archive.db.read, id as DocumentId, 0, mostLinks);
      const proposals: Record<string, { value: string; confidence: number; line: string }> = {};
      for (const proposal of detail.proposals) {
        // As `set` and the other commands call it.
        const name = proposal.field === 'categoryId' ? 'category' : proposal.field;
        proposals[name] ??= {
          value: proposal.label,
          confidence: proposal.confidence,
          line: proposal.evidence,
        };
      }
      const pages = given.flag('text')
        ? (await documentPages(archive.db.read, id)).map((page, index) => ({
            n: index + 1,
            ...page,
          }))
        : undefined;
      const { categoryId: _id, ...plain } = fields;
      const value = {
        id,
        ...plain,
        category: row.category,
        archivalCode: detail.archivalCode,
        tags: row.tags.map((tag) => tag.name),
        inbox: row.state === 'inbox',
        trashed: row.trashed,
        pageCount: row.pages,
        pageState: row.pageState,
        originals: detail.originals.map(({ download: _download, ...original }) => original),
        links: places.map(({ checklist, code, title, slot, slotNumber, pages, note }) => ({
          checklist,
          code,
          title,
          slot,
          slotNumber,
          pages,
          note,
        })),
        operations: detail.operations,
        proposals,
        notes: detail.notes,
        caption: detail.caption,
        ...(pages === undefined ? {} : { pages }),
      };
      const lines = [
        row.title,
        ...Object.entries({ ...plain, category: row.category })
          .filter(([key, each]) => key !== 'title' && each !== null)
          .map(([key, each]) => `  ${key}  ${each}`),
        ...detail.originals.map(
          (original) => `  原件  ${original.name}  ${original.bytes}  ${original.sha256}`,
        ),
        ...places.map((place) => `  佐证  ${place.code}  ${place.title}  ${place.slot}`),
        ...(pages ?? []).map((page) => `— 第 ${page.n} 页 —\n${page.text}`),
      ];
      return { value, text: lines.join('\n') };
    });
  },
};
