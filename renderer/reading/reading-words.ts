import type { Job, PageInfo, TextSource } from '../../main/contract/index.ts';
import { errorTitle } from '../app/error-words.ts';
import { t } from '../i18n/index.ts';

/** Where a page's text comes from; empty where there is none. */
export function sourceName(source: TextSource): string {
  switch (source) {
    case 'layer':
      return t('reading.sourceLayer');
    case 'ocr':
      return t('reading.sourceRead');
    case 'hand':
      return t('reading.sourceHand');
    case 'none':
      return '';
  }
}

/** How far the reading of a page is, where it is not done: 识读中, 排队识读, 未能识读：…. */
export function readingWords(page: PageInfo, jobs: readonly Job[]): string {
  if (page.reading === 'failed') {
    return page.problem === null
      ? t('reading.unread')
      : t('reading.unreadWhy', { reason: errorTitle(page.problem) });
  }
  if (page.reading !== 'waiting') return '';
  const job = jobs.find(({ kind, state }) => kind === 'read' && state !== 'done');
  if (job?.state === 'running') return t('reading.readingNow');
  return job?.state === 'paused' ? t('reading.readingPaused') : t('reading.waiting');
}
