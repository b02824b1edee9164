import type { Translation } from '../index.ts';
import type { library as source } from '../zh-CN/library.ts';

export const library: Translation<typeof source> = {};
