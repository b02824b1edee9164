import {
  usualKinds,
  type DateWindow,
  type ItemState,
  type PageRange,
  type Progress,
  type Proof,
  type Slot,
} from '../../main/contract/index.ts';
import { daysAgo, dayInWords, t } from '../i18n/index.ts';
import { missingOf } from './item-lines.ts';

export function stateName(state: ItemState): string {
  switch (state) {
    case 'complete':
      return t('checklist.complete');
    case 'partial':
      return t('checklist.partial');
    case 'empty':
      return t('checklist.empty');
    case 'doubtful':
      return t('checklist.doubtful');
    case 'review':
      return t('checklist.review');
    case 'disputed':
      return t('checklist.disputed');
    case 'none':
      return t('checklist.notAsked');
  }
}

/** The states in the order of the legend, and of the keys 1 to 6 in the overview. */
export const legendStates = [
  'complete',
  'partial',
  'empty',
  'doubtful',
  'review',
  'disputed',
] as const satisfies readonly ItemState[];
export type LegendState = (typeof legendStates)[number];

export function progressName(progress: Progress): string {
  switch (progress) {
    case 'open':
      return t('checklist.progressOpen');
    case 'collecting':
      return t('checklist.progressCollecting');
    case 'review':
      return t('checklist.progressReview');
    case 'done':
      return t('checklist.progressDone');
    case 'disputed':
      return t('checklist.progressDisputed');
  }
}

/** Photos are counted in 张, everything else in 份. */
export function missingWords(slot: Pick<Slot, 'kind' | 'have' | 'need'>): string {
  const count = missingOf(slot);
  return slot.kind === usualKinds[2]
    ? t('checklist.missingPhotos', { count })
    : t('checklist.missing', { count });
}

/** Why a proof has to be looked at, the reason first and whether it counts last. */
export function flagWords(
  proof: Pick<Proof, 'flags' | 'daysOutside' | 'counts'>,
): readonly string[] {
  const days = proof.daysOutside ?? 0;
  return proof.flags.map((flag) => {
    switch (flag) {
      case 'inbox':
        return t('checklist.flagInbox');
      case 'trash':
        return t('checklist.flagTrash');
      case 'pages-gone':
        return t('checklist.flagPagesGone');
      case 'early':
        return counted(t('checklist.flagEarly', { days }), proof.counts);
      case 'late':
        return counted(t('checklist.flagLate', { days }), proof.counts);
      case 'undated':
        return counted(t('checklist.flagUndated'), proof.counts);
    }
  });
}

const counted = (words: string, counts: boolean): string =>
  counts ? words : t('checklist.flagNotCounted', { words });

/** 第 2–3、5 页. */
export const pagesWords = (pages: readonly PageRange[]): string =>
  t('checklist.pagesOf', {
    pages: pages
      .map(({ from, to }) => (from === to ? `${from}` : `${from}–${to}`))
      .join(t('app.list')),
  });

/** 9 月 20 日，还有 9 天. */
export function dueWords(due: string, now = new Date()): string {
  const ahead = -daysAgo(`${due}T00:00:00`, now);
  const day = dayInWords(`${due}T00:00:00`, now);
  if (ahead > 0) return t('checklist.dueIn', { day, count: ahead });
  return ahead === 0
    ? t('checklist.dueToday', { day })
    : t('checklist.overdue', { day, count: -ahead });
}

export const isOverdue = (due: string, now = new Date()): boolean =>
  daysAgo(`${due}T00:00:00`, now) > 0;

export function windowWords({ from, to }: DateWindow): string {
  if (from !== null && to !== null) return t('checklist.windowBetween', { from, to });
  if (from !== null) return t('checklist.windowFrom', { from });
  return to === null ? t('checklist.windowOpen') : t('checklist.windowTo', { to });
}

/** Points, kept in hundredths: 250 is 2.5; none are the empty text. */
export const scoreText = (hundredths: number | null): string =>
  hundredths === null ? '' : String(hundredths / 100);

/** Points as typed; null: nothing; undefined: not a number of points. */
export function parseScore(text: string): number | null | undefined {
  const plain = text
    .normalize('NFKC')
    .trim()
    .replace(/\s*分$/u, '');
  if (plain === '') return null;
  return /^\d{1,5}(\.\d{1,2})?$/u.test(plain) ? Math.round(Number(plain) * 100) : undefined;
}

/** Page ranges as typed, `2-3、5`; null: all pages; undefined: cannot be read. */
export function parsePages(text: string): PageRange[] | null | undefined {
  const plain = text.normalize('NFKC').replaceAll(/[第页\s]/gu, '');
  if (plain === '') return null;
  const ranges: PageRange[] = [];
  for (const part of plain.split(/[,、，;；]/u)) {
    const found = /^(\d{1,6})(?:[-–—~至到](\d{1,6}))?$/u.exec(part);
    if (!found) return undefined;
    const from = Number(found[1]);
    const to = Number(found[2] ?? found[1]);
    if (from < 1 || to < from) return undefined;
    ranges.push({ from, to });
  }
  return ranges;
}

/** Characters without white space, as the program counts them. */
export const wordsIn = (text: string): number => Array.from(text.replaceAll(/\s/gu, '')).length;

/** The page to look at first: one with a passage, else the first that proves. */
export const firstPageOf = ({ marks, pages }: Pick<Proof, 'marks' | 'pages'>): number =>
  marks.find(({ n }) => n !== null)?.n ?? pages?.[0]?.from ?? 1;
