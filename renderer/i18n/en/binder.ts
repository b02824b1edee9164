import type { Translation } from '../index.ts';
import type { binder as source } from '../zh-CN/binder.ts';

export const binder: Translation<typeof source> = {};
