import type { Job } from '../../main/contract/index.ts';
import { number, t, timeLeft } from '../i18n/index.ts';

/** Share done, 0–1, by bytes where they are known, else by units; null while counting. */
export function jobShare(job: Job): number | null {
  if (job.totalBytes) return job.doneBytes / job.totalBytes;
  if (job.total) return job.done / job.total;
  return job.total === 0 ? 1 : null;
}

/** 导入 / 导出迎检册 / … */
export function jobKindWord(kind: Job['kind']): string {
  switch (kind) {
    case 'import':
      return t('app.jobImport');
    case 'binder':
      return t('app.jobBinder');
    case 'backup':
      return t('app.jobBackup');
    case 'verify':
      return t('app.jobVerify');
    case 'restore':
      return t('app.jobRestore');
    case 'purge':
      return t('app.jobPurge');
    case 'read':
      return t('app.jobRead');
    case 'export':
      return t('app.jobExport');
    case 'reindex':
      return t('app.jobReindex');
    case 'check':
      return t('app.jobCheck');
  }
}

/** 导入 38 / 112; 识读 38 / 112 页 */
export function jobWord(job: Job): string {
  const kind = jobKindWord(job.kind);
  if (job.state === 'paused') {
    return job.kind === 'read' && job.total !== null
      ? t('app.jobReadingPaused', { done: job.done, total: job.total })
      : `${kind} · ${t('app.jobPaused')}`;
  }
  if (job.total === null)
    return `${kind} · ${t('app.jobCounting')} ${job.done > 0 ? number(job.done) : ''}`;
  const figures = { done: job.done, total: job.total };
  return job.kind === 'read'
    ? t('app.jobReading', figures)
    : `${kind} ${t('app.jobProgress', figures)}`;
}

export const isUnderWay = ({ state }: Job): boolean => state === 'running' || state === 'paused';

/** 48 页/分，约 2 分钟: how fast and how long still, as far as it is known. */
export function paceWords(job: Job): string {
  if (job.state !== 'running') return '';
  return [
    job.perMinute === null ? '' : t('app.perMinute', { count: Math.round(job.perMinute) }),
    job.remainingMs === null ? '' : timeLeft(job.remainingMs),
  ]
    .filter((words) => words !== '')
    .join(t('app.comma'));
}
