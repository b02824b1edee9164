import type { DateWindow, ItemState, Progress } from '../contract/checklist.ts';

/*
 * Sheets go to Chinese offices: their words are Chinese whatever language the program speaks, as those
 * of the bound volume are.
 */

export const stateWords: Readonly<Record<ItemState, string>> = {
  complete: '已齐',
  partial: '部分',
  empty: '空缺',
  doubtful: '有疑点',
  review: '待审',
  disputed: '有异议',
  none: '不适用',
};

export const progressWords: Readonly<Record<Progress, string>> = {
  open: '未开始',
  collecting: '收集中',
  review: '待审',
  done: '已完成',
  disputed: '有异议',
};

export function windowWords({ from, to }: DateWindow): string {
  if (from === null && to === null) return '';
  if (from === null) return `至 ${to ?? ''}`;
  return to === null ? `${from} 起` : `${from} 至 ${to}`;
}

/** 说明报告 in 份, photos in 张, the rest in 件. */
export const unitOf = (kind: string): string =>
  kind === '实景图片' ? '张' : kind === '说明报告' ? '份' : '件';

/** What nobody leads. */
export const nobodyLeads = '没有责任部门';
