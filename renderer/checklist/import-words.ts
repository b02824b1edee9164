import type {
  ColumnRole,
  Doubt,
  DraftItem,
  SheetChange,
  SheetMapping,
  UnplacedReason,
} from '../../main/contract/index.ts';
import { number, t } from '../i18n/index.ts';

/** What a column may be, in the order of the list. */
export const roleWords = (): Readonly<Record<ColumnRole, string>> => ({
  leave: t('mapping.leave'),
  code: t('mapping.code'),
  level: t('mapping.level'),
  depth: t('mapping.depth'),
  requirement: t('mapping.requirement'),
  slots: t('mapping.slots'),
  notes: t('mapping.notes'),
  method: t('mapping.method'),
  score: t('mapping.score'),
  negative: t('mapping.negative'),
  departments: t('mapping.departments'),
  lead: t('mapping.lead'),
  helping: t('mapping.helping'),
  leader: t('mapping.leader'),
  person: t('mapping.person'),
  due: t('mapping.due'),
  window: t('mapping.window'),
  windowFrom: t('mapping.windowFrom'),
  windowTo: t('mapping.windowTo'),
});

export const useWords = (): Readonly<Record<SheetMapping['use'], string>> => ({
  items: t('mapping.useItems'),
  negative: t('mapping.useNegative'),
  leave: t('mapping.useLeave'),
});

export const levelWords = (): Readonly<Record<SheetMapping['levels'], string>> => ({
  columns: t('mapping.levelsColumns'),
  codes: t('mapping.levelsCodes'),
  depth: t('mapping.levelsDepth'),
});

export const doubtWords = (): Readonly<Record<Doubt, string>> => ({
  'code-was-date': t('mapping.codeWasDate'),
  'code-lost-zero': t('mapping.codeLostZero'),
  'code-twice': t('mapping.codeTwice'),
  'code-without-parent': t('mapping.codeWithoutParent'),
  'no-code': t('mapping.noCode'),
  'no-title': t('mapping.noTitle'),
  'formula-without-value': t('mapping.formulaWithoutValue'),
  'cell-error': t('mapping.cellError'),
  'hidden-row': t('mapping.hiddenRow'),
  'hidden-column': t('mapping.hiddenColumn'),
  'sheet-left': t('mapping.sheetLeft'),
  'bad-score': t('mapping.badScore'),
  'bad-date': t('mapping.badDate'),
  'bad-window': t('mapping.badWindow'),
  'bad-depth': t('mapping.badDepth'),
  'too-long': t('mapping.tooLong'),
  'no-header': t('mapping.noHeaderFound'),
});

export const unplacedWords = (): Readonly<Record<UnplacedReason, string>> => ({
  'no-columns': t('mapping.noColumns'),
  'no-title': t('mapping.noTitleRow'),
  'note-row': t('mapping.noteRow'),
  'total-row': t('mapping.totalRow'),
  'header-again': t('mapping.headerAgain'),
  'left-out': t('mapping.leftOut'),
  'too-deep': t('mapping.tooDeep'),
  'too-many': t('mapping.tooMany'),
});

export const changeKindWords = (): Readonly<Record<SheetChange['kind'], string>> => ({
  added: t('mapping.added'),
  removed: t('mapping.removed'),
  changed: t('mapping.changed'),
  moved: t('mapping.moved'),
});

export const fieldWords = (): Readonly<Record<SheetChange['fields'][number]['field'], string>> => ({
  code: t('mapping.code'),
  title: t('mapping.titleField'),
  requirement: t('mapping.requirement'),
  notes: t('mapping.notes'),
  method: t('mapping.method'),
  score: t('mapping.score'),
  isNegative: t('mapping.isNegative'),
  window: t('mapping.window'),
  departments: t('mapping.departments'),
  leader: t('mapping.leader'),
  person: t('mapping.person'),
  due: t('mapping.due'),
  slots: t('mapping.slots'),
});

/** 规范文件 2、实景图片 4, and the points. */
export function asksWords({ slots, score }: Pick<DraftItem, 'slots' | 'score'>): string {
  const kinds = slots.map(({ kind, need }) => `${kind} ${number(need)}`).join('、');
  const points = score === null ? '' : t('mapping.score100', { score: score / 100 });
  return [kinds, points].filter((part) => part !== '').join(' · ');
}
