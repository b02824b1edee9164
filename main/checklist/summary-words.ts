import type { ItemState } from '../contract/checklist.ts';
import type { SummaryRequest, SummarySectionId } from '../contract/checklist-summary.ts';
import type { Topic, Verb } from './summary-kinds.ts';
import { en } from './summary-words-en.ts';
import { zh } from './summary-words-zh.ts';

/*
 * What the program says of its own in a summary. `{…}` stands for what is on file, for a count or for a
 * blank; no sentence here claims what no document says.
 */

export interface SummaryWords {
  readonly title: string;
  readonly notes: readonly string[];
  readonly secretNote: string;
  /** Between the clauses of a statement, between what is counted up, at its end. */
  readonly clause: string;
  readonly and: string;
  readonly stop: string;
  readonly sections: Readonly<Record<SummarySectionId, string>>;
  readonly noCategory: string;
  readonly date: (date: string, year: number) => string;
  readonly clauses: Readonly<Record<Verb, string>>;
  readonly issuedBy: string;
  readonly dateBlank: string;
  readonly alike: string;
  readonly photos: string;
  readonly photo: string;
  readonly photoUndated: string;
  readonly figures: string;
  readonly figure: string;
  readonly more: string;
  readonly moreCategories: string;
  readonly nothing: string;
  readonly opening: string;
  readonly openingBlank: string;
  readonly filed: string;
  readonly filedIn: string;
  readonly filedPhotos: string;
  readonly numbered: string;
  readonly numberedKind: string;
  readonly otherKinds: string;
  readonly ofTopic: Readonly<Record<Topic, string>>;
  readonly blanks: Readonly<Record<Topic, string>>;
  readonly hints: Readonly<Record<string, string>>;
  readonly noChecklist: string;
  readonly covered: string;
  readonly states: Readonly<Record<Exclude<ItemState, 'none'>, string>>;
  readonly project: string;
  readonly projects: string;
  readonly moreProjects: string;
  readonly gaps: string;
  readonly short: string;
  readonly shortLeader: string;
  readonly missing: string;
  /** What slots of a kind are counted in. */
  readonly unitOf: (kind: string) => string;
  readonly moreGaps: string;
  readonly noGaps: string;
  readonly coverageBlank: string;
  readonly shortcomings: string;
  readonly shortcomingsBlank: string;
  readonly plans: string;
  readonly plansBlank: string;
  readonly sourceNote: string;
  readonly countNote: string;
  readonly fillIn: string;
  readonly sourcesHeading: string;
  readonly sourceColumns: readonly [string, string, string, string];
  readonly signature: readonly [string, string];
  readonly numberInArchive: string;
}

export function summaryWords(language: SummaryRequest['language']): SummaryWords {
  switch (language) {
    case 'zh-CN':
      return zh;
    case 'en':
      return en;
  }
}

/** A sentence with its places filled by plain text. */
export const filled = (template: string, values: Readonly<Record<string, string>>): string =>
  template.replaceAll(/\{(\w+)\}/gu, (_, name: string) => values[name] ?? '');
