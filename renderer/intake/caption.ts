import type { Caption, DocumentDetail } from '../../main/contract/index.ts';

/** domain.md: the six elements of a photo's caption, then the paper item it belongs to. */
export const captionFields = [
  'event',
  'time',
  'place',
  'people',
  'background',
  'photographer',
  'seeAlso',
] as const satisfies readonly (keyof Caption)[];
export type CaptionField = (typeof captionFields)[number];

const nothing: Caption = {
  event: null,
  time: null,
  place: null,
  people: null,
  background: null,
  photographer: null,
  seeAlso: null,
};

/** What the form begins with: what is stored, else what is printed under the photo and the time the camera wrote. */
export function startCaption(detail: DocumentDetail): Caption {
  if (detail.caption) return detail.caption;
  const said = detail.notes.find(({ code }) => code === 'photo')?.details ?? {};
  const taken = detail.proposals.find(
    ({ field, source }) => field === 'date' && source === 'photo',
  );
  const known = captionFields.map((field) => [field, said[field]?.trim() || null]);
  return { ...nothing, ...Object.fromEntries(known), time: said['time'] || taken?.label || null };
}

/** What has to be stored: what was typed, and with it what was prefilled. null: nothing. */
export function changedCaption(
  detail: DocumentDetail,
  typed: Partial<Caption>,
): Partial<Caption> | null {
  const stored = detail.caption ?? nothing;
  const start = startCaption(detail);
  const value = (field: CaptionField): string | null =>
    field in typed ? typed[field]?.trim() || null : start[field];
  if (captionFields.every((field) => !(field in typed) || value(field) === start[field])) {
    return null;
  }
  const changed = captionFields.filter((field) => value(field) !== stored[field]);
  return changed.length === 0
    ? null
    : Object.fromEntries(changed.map((field) => [field, value(field)]));
}
