import type { SummarySectionId } from '../contract/checklist-summary.ts';
import type { DocumentId } from '../contract/ids.ts';

/*
 * A year's summary (年度总结) as a draft: what may be said, each with what says so. It tells only what is on
 * file: every piece of a statement is a document's own, a count of ours, or a word of ours that claims nothing.
 */

export type Piece =
  /** The program's own words; no figure is in them. */
  | { readonly kind: 'words'; readonly text: string }
  /** As a document says it: its title, number, issuer, a clause of its pages. */
  | { readonly kind: 'said'; readonly text: string; readonly by: DocumentId }
  /** A document's date in words. */
  | { readonly kind: 'date'; readonly text: string; readonly by: DocumentId }
  /** As the checklist or the archive has it: a name, an item's code and title, the year. */
  | { readonly kind: 'named'; readonly text: string }
  /** What the program counted, and the page on which something stands. */
  | { readonly kind: 'count'; readonly text: string }
  /** Nothing on file says it: what is to be filled in. */
  | { readonly kind: 'blank'; readonly hint: string };

export interface Statement {
  readonly pieces: readonly Piece[];
  /** Documents that say it. */
  readonly sources: readonly DocumentId[];
  /** It rests on a count of the archive or of the checklist. */
  readonly isCounted: boolean;
}

export interface SummaryPart {
  readonly heading: string;
  readonly statements: readonly Statement[];
}

export interface SummarySection {
  readonly id: SummarySectionId;
  readonly heading: string;
  /** What is said before its parts. */
  readonly statements: readonly Statement[];
  readonly parts: readonly SummaryPart[];
}

export interface SummarySource {
  readonly id: DocumentId;
  /** 档号, else 文号, else its number in the archive; no two are the same. */
  readonly code: string;
  readonly title: string;
  readonly date: string;
}

export interface Summary {
  readonly title: string;
  /** What stands above it: that it is a draft, of which day, what is to be done with it. */
  readonly notes: readonly string[];
  readonly opening: readonly Statement[];
  readonly sections: readonly SummarySection[];
  /** Who signs, and when. */
  readonly signature: readonly Statement[];
  /** In the order in which they are first named. */
  readonly sources: readonly SummarySource[];
}

/** Every statement, in order; the signature says nothing. */
export function statementsOf({ opening, sections }: Summary): Statement[] {
  return [
    ...opening,
    ...sections.flatMap(({ statements, parts }) => [
      ...statements,
      ...parts.flatMap((part) => part.statements),
    ]),
  ];
}

/** How many places are left to fill in. */
export const countBlanks = (summary: Summary): number =>
  [...statementsOf(summary), ...summary.signature]
    .flatMap(({ pieces }) => pieces)
    .filter(({ kind }) => kind === 'blank').length;
