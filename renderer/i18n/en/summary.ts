import type { Translation } from '../index.ts';
import type { summary as source } from '../zh-CN/summary.ts';

export const summary: Translation<typeof source> = {
  draft: 'Draft the year’s summary…',
  title: 'Draft the year’s summary',
  note: 'A Word draft from what is filed: titles, numbers, dates and figures as they stand on the papers, each sentence with its source. What is not on file is a yellow blank for you to fill in.',
  year: 'Year',
  noYears: 'Nothing is filed yet',
  yearOf: '{year} ({count} documents)',
  checklist: 'Checklist',
  noChecklist: 'No checklist',
  language: 'Language',
  chinese: 'Chinese',
  english: 'English (papers are quoted as they are)',
  sections: 'Sections',
  deployment: 'Leadership and rules',
  activities: 'Work done',
  training: 'Training',
  inspections: 'Inspections',
  problems: 'Problems put right',
  honours: 'Honours',
  coverage: 'Proof for the checklist',
  outlook: 'Shortcomings and next steps',
  make: 'Draft',
  making: 'Drafting the year’s summary',
  made: 'Drafted {name}: {sources} sources, {blanks} blanks to fill in',
};
