import type { NewLink, PageRange } from '../contract/checklist.ts';
import { ArchiveError } from '../contract/errors.ts';
import type { DocumentId, LinkId, SlotId } from '../contract/ids.ts';
import type { Reader } from '../db/index.ts';
import { partsOf } from '../reading/index.ts';
import * as q from './link-queries.ts';
import { sameness, samenessOf } from './links.ts';
import { runsOf } from './page-runs.ts';

/** Those of new links that `link` would take, and why it would not take the others. */
export async function linkable(
  reader: Reader,
  wanted: readonly NewLink[],
): Promise<{
  readonly accepted: NewLink[];
  readonly refused: { readonly document: DocumentId; readonly error: unknown }[];
}> {
  const live = await q.liveDocuments(
    reader,
    wanted.map(({ document }) => document),
  );
  const accepted: NewLink[] = [];
  const refused: { document: DocumentId; error: unknown }[] = [];
  for (const each of wanted) {
    const { document, pages } = each;
    try {
      if (!live.has(document)) throw new ArchiveError('no-such-document', { id: document });
      if (pages !== null) runsOf(await partsOf(reader, document), pages);
      accepted.push(each);
    } catch (error) {
      if (!(error instanceof ArchiveError)) throw error;
      refused.push({ document, error });
    }
  }
  return { accepted, refused };
}

/**
 * The links of documents to a slot: those to just these pages, all where none are given. `others`
 * are the documents that have none.
 */
export async function linkedTo(
  reader: Reader,
  slot: SlotId,
  documents: readonly DocumentId[],
  pages: readonly PageRange[] | null,
): Promise<{ readonly links: LinkId[]; readonly others: DocumentId[] }> {
  const all = await q.linksBetween(reader, slot, documents);
  const found: q.LinkRecord[] = [];
  for (const link of all) {
    if (pages === null || (await isTo(reader, link, pages))) found.push(link);
  }
  const linked = new Set(found.map(({ documentId }) => documentId));
  return {
    links: found.map(({ id }) => id),
    others: documents.filter((id) => !linked.has(id)),
  };
}

async function isTo(
  reader: Reader,
  link: q.LinkRecord,
  pages: readonly PageRange[],
): Promise<boolean> {
  const runs = runsOf(await partsOf(reader, link.documentId), pages);
  return (await samenessOf(reader, [link])).has(sameness(link.documentId, runs));
}
