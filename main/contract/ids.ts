import { z } from 'zod';

const rowId = z.number().int().positive().max(Number.MAX_SAFE_INTEGER);

export const documentId = rowId.brand('DocumentId');
export type DocumentId = z.infer<typeof documentId>;
export const categoryId = rowId.brand('CategoryId');
export type CategoryId = z.infer<typeof categoryId>;
export const tagId = rowId.brand('TagId');
export type TagId = z.infer<typeof tagId>;
export const originalId = rowId.brand('OriginalId');
export type OriginalId = z.infer<typeof originalId>;
export const operationId = rowId.brand('OperationId');
export type OperationId = z.infer<typeof operationId>;
export const importId = rowId.brand('ImportId');
export type ImportId = z.infer<typeof importId>;
export const importFileId = rowId.brand('ImportFileId');
export type ImportFileId = z.infer<typeof importFileId>;
export const binderId = rowId.brand('BinderId');
export type BinderId = z.infer<typeof binderId>;
export const savedSearchId = rowId.brand('SavedSearchId');
export type SavedSearchId = z.infer<typeof savedSearchId>;
export const checklistId = rowId.brand('ChecklistId');
export type ChecklistId = z.infer<typeof checklistId>;
export const itemId = rowId.brand('ItemId');
export type ItemId = z.infer<typeof itemId>;
export const slotId = rowId.brand('SlotId');
export type SlotId = z.infer<typeof slotId>;
export const linkId = rowId.brand('LinkId');
export type LinkId = z.infer<typeof linkId>;
export const markId = rowId.brand('MarkId');
export type MarkId = z.infer<typeof markId>;

const handle = z.string().regex(/^[0-9A-Za-z_-]{8,64}$/);

/** An open archive, as one session knows it. Made by the host side, meaningless elsewhere. */
export const archiveHandle = handle.brand('ArchiveHandle');
export type ArchiveHandle = z.infer<typeof archiveHandle>;
/** A path on this computer that the main side has seen (a dialog, a drop, an upload, a recent archive). */
export const placeId = handle.brand('PlaceId');
export type PlaceId = z.infer<typeof placeId>;
export const jobId = handle.brand('JobId');
export type JobId = z.infer<typeof jobId>;
