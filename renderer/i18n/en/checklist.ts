import type { Translation } from '../index.ts';
import type { checklist as source } from '../zh-CN/checklist.ts';

export const checklist: Translation<typeof source> = {
  emptyTitle: 'No checklist yet',
  emptyBody:
    'Matching documents to a checklist comes in a later version: once a checklist is loaded, this room shows what each item lacks, who is responsible and when it is due.',
  emptyMeanwhile: 'Until then, file by year and category; binders are arranged by category.',
  toLibrary: 'Go to library',
  toBinder: 'Make a binder',
};
