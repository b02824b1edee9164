import type { CandidateDoubt, CandidateReason } from '../../main/contract/index.ts';
import { middle, t } from '../i18n/index.ts';

const short = (title: string): string => middle(title, 14);

/** Why a document is offered, in few words. */
export function reasonWords(reason: CandidateReason): string {
  switch (reason.code) {
    case 'words':
      return t(reason.where === 'title' ? 'checklist.reasonTitle' : 'checklist.reasonText', {
        words: reason.words.join(t('app.list')),
      });
    case 'category':
      return t('checklist.reasonCategory', { category: reason.category });
    case 'window':
      return t('checklist.reasonWindow');
    case 'year':
      return t('checklist.reasonYear', { year: String(reason.year) });
    case 'earlier':
      return t('checklist.reasonEarlier');
    case 'like-earlier':
      return t('checklist.reasonLike', { title: short(reason.document.title) });
    case 'set':
      return t('checklist.reasonSet', { title: short(reason.document.title) });
    case 'kind':
      return kindWords(reason);
  }
}

function kindWords({ fit, value }: Extract<CandidateReason, { code: 'kind' }>): string {
  switch (fit) {
    case 'paper':
    case 'table':
      return t('checklist.reasonKind', { kind: value });
    case 'number':
      return t('checklist.reasonNumber');
    case 'image':
      return t('checklist.reasonImage');
  }
}

/** What speaks against it; null: the row says it already, or it is only to be known. */
export function doubtWords(doubt: CandidateDoubt): string | null {
  switch (doubt.code) {
    case 'early':
      return t('checklist.flagEarly', { days: doubt.days });
    case 'late':
      return t('checklist.flagLate', { days: doubt.days });
    case 'undated':
      return t('checklist.flagUndated');
    case 'inbox':
    case 'elsewhere':
      return null;
    case 'no-caption':
      return t('checklist.doubtCaption');
  }
}

/** That it proves something else already: no fault, but to be known. */
export const elsewhereWords = (doubts: readonly CandidateDoubt[]): readonly string[] =>
  doubts.flatMap((doubt) =>
    doubt.code === 'elsewhere' ? t('checklist.doubtElsewhere', { count: doubt.places }) : [],
  );
