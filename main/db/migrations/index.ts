import { catalogue } from './0001-catalogue.ts';
import { reading } from './0002-reading.ts';
import { search } from './0003-search.ts';
import { searchPairs } from './0004-search-pairs.ts';
import { checklist } from './0005-checklist.ts';
import { checklistCheck } from './0006-checklist-check.ts';
import { gradeRule } from './0007-grade-rule.ts';

export interface Migration {
  readonly number: number;
  readonly name: string;
  readonly script: string;
}

/** In order, without gaps. A migration that has shipped is never changed. */
export const migrations: readonly Migration[] = [
  { number: 1, name: 'catalogue', script: catalogue },
  { number: 2, name: 'reading', script: reading },
  { number: 3, name: 'search', script: search },
  { number: 4, name: 'search-pairs', script: searchPairs },
  { number: 5, name: 'checklist', script: checklist },
  { number: 6, name: 'checklist-check', script: checklistCheck },
  { number: 7, name: 'grade-rule', script: gradeRule },
];
