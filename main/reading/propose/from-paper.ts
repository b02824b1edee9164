import type { Proposal } from '../../contract/documents.ts';
import type { Fact, PaperFacts } from '../paper/facts.ts';
import { isYearBound, kindOfTitle } from '../paper/kinds.ts';
import { mentionedCategory } from './category-match.ts';
import { categoryProposal, proposalOf, type Field } from './proposal.ts';
import { yearInTitle } from './read-name.ts';
import type { NamedCategory } from './types.ts';

/** What the paper itself says. */
export function fromPaper(
  paper: PaperFacts,
  categories: readonly NamedCategory[],
): readonly Proposal[] {
  const { title, number, date, issuer, kind, printed } = paper;
  const year = yearOfPaper(paper);
  const category = title === null ? null : mentionedCategory(title.value, categories);
  return [
    ...(year === null ? [] : [year]),
    ...(category === null || title === null
      ? []
      : [categoryProposal({ category, confidence: 50 }, 'text', title)]),
    ...(number === null
      ? []
      : [proposalOf('referenceNumber', number.value.text, number.confidence, 'text', number)]),
    ...said('title', title),
    ...said('date', date),
    ...(printed === null || date === null || date.value === printed.value
      ? []
      : [dateOfPrinting(printed)]),
    ...said('issuer', issuer),
    ...said('kind', kind),
  ];
}

function said(field: Field, fact: Fact<string> | null): readonly Proposal[] {
  return fact === null ? [] : [proposalOf(field, fact.value, fact.confidence, 'text', fact)];
}

/** Never the first choice, and no choice where it is the only one: its line, which ends in 印发, says what it is. */
function dateOfPrinting(printed: Fact<string>): Proposal {
  return proposalOf('date', printed.value, Math.min(printed.confidence, 40), 'text', printed);
}

/** domain.md, Filing: a plan's or summary's own year, else the number's, else the date's. */
function yearOfPaper({ title, number, date }: PaperFacts): Proposal | null {
  const named = title === null ? null : yearInTitle(title.value);
  const less = (most: number, fact: Fact<unknown>): number => (most * fact.confidence) / 100;
  if (title !== null && named !== null && isYearBound(kindOfTitle(title.value)))
    return proposalOf('year', String(named), less(85, title), 'text', title);
  if (number !== null)
    return proposalOf('year', String(number.value.year), less(80, number), 'text', number);
  if (date !== null)
    return proposalOf('year', date.value.slice(0, 4), less(72, date), 'text', date);
  return null;
}
