import type { Translation } from '../index.ts';
import type { intake as source } from '../zh-CN/intake.ts';

export const intake: Translation<typeof source> = {};
