import { t } from '../i18n/index.ts';

/** One way to ask: how it is written, and what it finds. */
export interface QueryTip {
  readonly example: string;
  readonly meaning: string;
}

const names = [
  'all',
  'phrase',
  'not',
  'or',
  'title',
  'number',
  'kind',
  'year',
  'date',
  'pages',
  'lacks',
  'unread',
] as const;

/** The query language by examples, in the words of the language in use. */
export const queryTips = (): readonly QueryTip[] =>
  names.map((name) => ({
    example: t(`search.tip.${name}`),
    meaning: t(`search.tip.${name}.means`),
  }));

/** A word that needs no quotation marks to be read as one. */
const isOneWord = (text: string): boolean => /^[^\s"“”，；,;、]+$/u.test(text);

/** `部门:宣传办`, with quotation marks where the value would fall apart. */
export function condition(field: 'department' | 'kind', value: string): string {
  const text = isOneWord(value) ? value : `"${value.replaceAll(/["“”]/gu, ' ').trim()}"`;
  return `${t(`search.key.${field}`)}:${text}`;
}
