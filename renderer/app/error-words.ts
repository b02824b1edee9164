import type { ErrorCode, ErrorDetails } from '../../main/contract/index.ts';
import { lookUp } from '../i18n/index.ts';
import { CallError } from './client.ts';

export interface ErrorWords {
  readonly title: string;
  readonly kept: string;
  readonly remedy: string;
  readonly code: ErrorCode;
  /** File, folder or document the error names. */
  readonly affected: string | null;
  /** For 复制详情. */
  readonly details: string;
}

function named(details: ErrorDetails): string | null {
  for (const key of ['path', 'name', 'file', 'title']) {
    const value = details[key];
    if (typeof value === 'string' && value !== '') return value;
  }
  return null;
}

/** What happened, for a code alone: 打不开：文件有密码. */
export const errorTitle = (code: ErrorCode): string => lookUp('errors', code) ?? code;

/** Words for anything a call rejected with. */
export function errorWords(error: unknown): ErrorWords {
  const code = error instanceof CallError ? error.code : 'internal';
  const details = error instanceof CallError ? error.details : {};
  return {
    title: errorTitle(code),
    kept: lookUp('errors', `${code}.kept`) ?? '',
    remedy: lookUp('errors', `${code}.do`) ?? '',
    code,
    affected: named(details),
    details: `${code}\n${JSON.stringify(details)}\n${error instanceof Error ? error.message : String(error)}`,
  };
}
