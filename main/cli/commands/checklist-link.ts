import { link, linkable, linkedTo, unlink, type CoveredItem } from '../../checklist/index.ts';
import {
  ArchiveError,
  newLink,
  type ChangeResult,
  type DocumentId,
  type PageRange,
  type SlotId,
} from '../../contract/index.ts';
import type { Archive } from '../../library/index.ts';
import { readArguments, readIds, wholeNumber, type Arguments } from '../arguments.ts';
import { checklistFor, itemWithCode } from '../checklists.ts';
import { failureOf, UsageError, withArchive, type Command, type Outcome } from '../command.ts';

const shape = { values: ['slot', 'pages', 'checklist'], words: [3, 3] } as const;

/** `2-3` or `1,4-6` as ranges of pages. */
function readPages(text: string | undefined): PageRange[] | null {
  if (text === undefined) return null;
  return text.split(',').map((part) => {
    const range = /^(\d{1,6})(?:-(\d{1,6}))?$/u.exec(part.trim());
    const from = Number(range?.[1] ?? 0);
    const to = range?.[2] === undefined ? from : Number(range[2]);
    if (from < 1 || to < from) throw new UsageError(`页码写法不对：${text}（例：2-3）`);
    return { from, to };
  });
}

/** The slot that `--slot` names, else the item's only one. */
function slotIn({ slots, row }: CoveredItem, number: string | undefined): SlotId {
  if (slots.length === 0) throw new UsageError(`${row.code} 没有材料要求`);
  if (number === undefined && slots.length > 1) {
    const kinds = slots.map(({ kind }, index) => `${index + 1} ${kind}`).join('、');
    throw new UsageError(`${row.code} 有 ${slots.length} 项材料要求，用 --slot 指明：${kinds}`);
  }
  const slot = slots[number === undefined ? 0 : wholeNumber(number, '--slot', 1) - 1];
  if (slot === undefined) throw new UsageError(`${row.code} 没有第 ${number} 项材料要求`);
  return slot.id;
}

interface Wanted {
  readonly slot: SlotId;
  readonly ids: readonly DocumentId[];
  readonly pages: PageRange[] | null;
}

async function wantedIn(archive: Archive, given: Arguments): Promise<Wanted> {
  const [, code = '', ids = ''] = given.words;
  const pages = readPages(given.value('pages'));
  const documents = readIds(ids) as DocumentId[];
  const { read } = archive.db;
  const { id } = await checklistFor(read, given.value('checklist'));
  const item = await itemWithCode(read, id, code);
  return { slot: slotIn(item, given.value('slot')), ids: documents, pages };
}

function outcomeOf(result: ChangeResult, failed: ReturnType<typeof failureOf>[]): Outcome {
  const { changed, operation } = result;
  return {
    value: { changed, operation, ...(failed.length === 0 ? {} : { failed }) },
    text: [`已改 ${changed} 条佐证`, ...failed.map(({ id, message }) => `${id}  ${message}`)].join(
      '\n',
    ),
    incomplete: failed.length > 0,
  };
}

export const checklistLinkCommand: Command = {
  usage: 'checklist link ARCHIVE CODE IDS [--slot N] [--pages 2-3] [--checklist 名称]',
  summary: '把文件设为一项的佐证',
  run: (words) => {
    const given = readArguments(words, shape);
    return withArchive(given.words[0] ?? '', 'change', async (archive) => {
      const { slot, ids, pages } = await wantedIn(archive, given);
      const links = ids.map((document) => newLink.parse({ slot, document, pages }));
      const { refused, accepted } = await linkable(archive.db.read, links);
      const failed = refused.map(({ document, error }) => failureOf({ id: document }, error));
      const result =
        accepted.length === 0 ? { changed: 0, operation: null } : await link(archive, accepted);
      return outcomeOf(result, failed);
    });
  },
};

export const checklistUnlinkCommand: Command = {
  usage: 'checklist unlink ARCHIVE CODE IDS [--slot N] [--pages 2-3] [--checklist 名称]',
  summary: '取消佐证，文件还在',
  run: (words) => {
    const given = readArguments(words, shape);
    return withArchive(given.words[0] ?? '', 'change', async (archive) => {
      const { slot, ids, pages } = await wantedIn(archive, given);
      const { links, others } = await linkedTo(archive.db.read, slot, ids, pages);
      const failed = others.map((id) =>
        failureOf({ id }, new ArchiveError('no-such-link', { id })),
      );
      const result =
        links.length === 0 ? { changed: 0, operation: null } : await unlink(archive, links);
      return outcomeOf(result, failed);
    });
  },
};
