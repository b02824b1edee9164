import type { QueryField, QueryPart, QueryTerm, QueryThing } from '../../main/contract/index.ts';
import { t } from '../i18n/index.ts';

/** What a part is about, and what it wants of it. */
interface PartWords {
  readonly label?: string;
  readonly value: string;
}

/** A part of the query in words. */
export function partWords({ source, any }: QueryPart): PartWords {
  const [first] = any;
  if (first === undefined) {
    return {
      label: t(/[:：]$/u.test(source) ? 'search.unfinished' : 'search.ignored'),
      value: source,
    };
  }
  const isOne = any.every(({ field, not }) => field === first.field && not === first.not);
  if (!isOne) return { value: any.map(termWords).join(t('search.or')) };
  const label = labelOf(first);
  return {
    ...(label === '' ? {} : { label }),
    value: any.map(valueWords).join(t('search.or')),
  };
}

/** Fields that are compared as a whole; of the others a piece is enough. */
const wholeFields: readonly QueryField[] = ['year', 'date', 'pages'];

function labelOf({ field, not }: QueryTerm): string {
  switch (field) {
    case null:
      return not ? t('search.not') : '';
    case 'unread':
      return '';
    // Not having is lacking.
    case 'has':
      return t(not ? 'search.field.lacks' : 'search.field.has');
    case 'lacks':
      return t(not ? 'search.field.has' : 'search.field.lacks');
    default: {
      const name = t(`search.field.${field}`);
      if (!not) return name;
      return t(wholeFields.includes(field) ? 'search.fieldIsNot' : 'search.fieldWithout', {
        field: name,
      });
    }
  }
}

const termWords = (term: QueryTerm): string =>
  [labelOf(term), valueWords(term)].filter((words) => words !== '').join(' ');

function valueWords({ field, not, phrase, text }: QueryTerm): string {
  switch (field) {
    case 'unread':
      return t(not ? 'search.allRead' : 'search.field.unread');
    case 'has':
    case 'lacks':
      return t(`search.thing.${text as QueryThing}`);
    case 'pages':
      return pagesWords(text);
    case 'year':
    case 'date':
      return rangeWords(text);
    default:
      return phrase ? `“${text}”` : text;
  }
}

/** Both ends of `2022..2024`, `2022..`, `..2024` or one value; '' where it is open. */
function endsOf(text: string): { readonly from: string; readonly to: string } {
  const [from = '', to = from] = text.split('..');
  return { from, to };
}

function rangeWords(text: string): string {
  const { from, to } = endsOf(text);
  if (from === to) return from;
  if (from === '') return t('search.rangeTo', { to });
  return to === '' ? t('search.rangeFrom', { from }) : t('search.range', { from, to });
}

function pagesWords(text: string): string {
  const { from, to } = endsOf(text);
  if (from === to) return t('search.pagesOne', { n: from });
  if (from === '') return t('search.pagesTo', { to });
  return to === '' ? t('search.pagesFrom', { from }) : t('search.pagesRange', { from, to });
}
