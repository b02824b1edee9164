import type { Proposal } from '../../contract/documents.ts';
import type { Fact } from '../paper/facts.ts';
import type { CategoryMatch } from './category-match.ts';

export type Field = Proposal['field'];
export type Source = Proposal['source'];

/** What was read, and where: page and lines for text, neither for names. */
type Evidence = Pick<Fact<unknown>, 'evidence'> & Partial<Pick<Fact<unknown>, 'page' | 'lines'>>;

export function proposalOf(
  field: Field,
  value: string,
  confidence: number,
  source: Source,
  { evidence, page = 0, lines = [] }: Evidence,
): Proposal {
  const place = { page: page === 0 ? null : page, lines: [...lines] };
  const sure = Math.max(0, Math.min(99, Math.round(confidence)));
  return { field, value, label: value, confidence: sure, source, evidence, ...place };
}

export function categoryProposal(
  { category, confidence }: CategoryMatch,
  source: Source,
  evidence: Evidence,
): Proposal {
  const { id, name } = category;
  return { ...proposalOf('categoryId', String(id), confidence, source, evidence), label: name };
}
