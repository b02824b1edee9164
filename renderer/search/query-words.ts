import type { QueryField, QueryPart, QueryTerm, QueryThing } from '../../main/contract/index.ts';
import { t } from '../i18n/index.ts';

/** What a keyword asks for, in words. */
export function queryFieldName(field: QueryField): string {
  return t(`search.field.${field}`);
}

/** A part of the query in words: what it is about, and what it wants. */
export function partWords({ source, any }: QueryPart): {
  readonly label?: string;
  readonly value: string;
} {
  const [first] = any;
  if (first === undefined) return { label: t('search.ignored'), value: source };
  const isOne = any.every(({ field, not }) => field === first.field && not === first.not);
  if (!isOne) return { value: any.map(termWords).join(t('search.or')) };
  const label = labelOf(first);
  return {
    ...(label === '' ? {} : { label }),
    value: any.map(valueWords).join(t('search.or')),
  };
}

function labelOf({ field, not }: QueryTerm): string {
  if (field === null) return not ? t('search.not') : '';
  const name = queryFieldName(field);
  return not ? t('search.notField', { field: name }) : name;
}

const termWords = (term: QueryTerm): string =>
  [labelOf(term), valueWords(term)].filter((words) => words !== '').join(' ');

function valueWords({ field, phrase, text }: QueryTerm): string {
  switch (field) {
    case 'has':
    case 'lacks':
      return t(`search.thing.${text as QueryThing}`);
    case 'year':
    case 'date':
    case 'pages':
      return rangeWords(text);
    default:
      return phrase ? `“${text}”` : text;
  }
}

function rangeWords(text: string): string {
  const [from = '', to] = text.split('..');
  if (to === undefined) return from;
  if (from === '') return t('search.rangeTo', { to });
  return to === '' ? t('search.rangeFrom', { from }) : t('search.range', { from, to });
}
