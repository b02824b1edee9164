import type { ErrorCode, ErrorDetails } from '../../main/contract/index.ts';
import { lookUp, t } from '../i18n/index.ts';
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

/** What the browser's own way to the program may meet, told better than by its code. */
function specialWords(reason: unknown): readonly [title: string, remedy: string] | null {
  if (reason === 'host-gone') return [t('app.connectionLostTitle'), t('app.connectionLost')];
  return reason === 'no-session' ? [t('app.noSessionTitle'), t('app.noSession')] : null;
}

/** Words for anything a call rejected with. */
export function errorWords(error: unknown): ErrorWords {
  const code = error instanceof CallError ? error.code : 'internal';
  const details = error instanceof CallError ? error.details : {};
  const special = specialWords(details['reason']);
  return {
    title: special?.[0] ?? errorTitle(code),
    kept: special ? '' : (lookUp('errors', `${code}.kept`) ?? ''),
    remedy: special?.[1] ?? lookUp('errors', `${code}.do`) ?? '',
    code,
    affected: named(details),
    details: `${code}\n${JSON.stringify(details)}\n${error instanceof Error ? error.message : String(error)}`,
  };
}
