import type { Caption, ChangeResult } from '../contract/documents.ts';
import { ArchiveError } from '../contract/errors.ts';
import type { DocumentId } from '../contract/ids.ts';
import type { Archive } from '../library/index.ts';
import { cleanText } from './clean-text.ts';
import { documentRecord } from './queries.ts';
import * as q from './caption-queries.ts';

const nothing: Caption = {
  event: null,
  time: null,
  place: null,
  people: null,
  background: null,
  photographer: null,
  seeAlso: null,
};
const fields = Object.keys(nothing) as (keyof Caption)[];

/**
 * Writes what a photo shows. Fields left out stay; a caption of which nothing is left goes.
 * @throws ArchiveError `no-such-document`
 */
export async function setCaption(
  archive: Archive,
  id: DocumentId,
  given: { readonly [Field in keyof Caption]?: Caption[Field] | undefined },
): Promise<ChangeResult> {
  const { operation } = await archive.operate(
    { kind: 'caption', zh: '填写照片说明', en: 'Write a photo’s caption' },
    async (writer) => {
      if ((await documentRecord(writer, id)) === undefined) {
        throw new ArchiveError('no-such-document', { id });
      }
      const before = await q.captionOf(writer, id);
      const after = { ...(before ?? nothing) };
      for (const field of fields) {
        const value = given[field];
        if (value !== undefined) after[field] = cleanText(value, field === 'background');
      }
      const isEmpty = fields.every((field) => after[field] === null);
      await q.storeCaption(writer, id, isEmpty ? null : after);
    },
  );
  return { changed: operation === null ? 0 : 1, operation };
}
