import type { DocumentId, ItemId, LinkId, SlotId } from '../contract/ids.ts';

/*
 * What a finding is about, as one word: d12 a document, l7 a proof, s3 a slot, i5 an item; two of
 * them where it takes two, d12:d40. It stays the same while these are there, whatever else changes.
 */

export const aboutDocument = (id: DocumentId): string => `d${id}`;
export const aboutDocuments = (id: DocumentId, other: DocumentId): string => `d${id}:d${other}`;
export const aboutLink = (id: LinkId): string => `l${id}`;
export const aboutSlot = (id: SlotId): string => `s${id}`;
export const aboutActivity = (id: ItemId, first: DocumentId): string => `i${id}:d${first}`;

/** The document that a subject names, if it is about one. */
export function documentOf(subject: string): DocumentId | null {
  const id = /(?:^|:)d(\d+)/u.exec(subject)?.[1];
  return id === undefined ? null : (Number(id) as DocumentId);
}
