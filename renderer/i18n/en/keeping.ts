import type { Translation } from '../index.ts';
import type { keeping as source } from '../zh-CN/keeping.ts';

export const keeping: Translation<typeof source> = {
  trash: 'Trash',
};
