import type { checklistSummaryCalls, SummaryRequest } from '../contract/checklist-summary.ts';
import { checklistById } from '../checklist/index.ts';
import type { Handlers } from '../library/index.ts';
import { writeYearSummary } from './year-summary.ts';

const titleOf = ({ year, language }: SummaryRequest): string =>
  language === 'en' ? `Summary of ${year}` : `${year} 年度总结`;

export const checklistSummaryHandlers: Handlers<typeof checklistSummaryCalls> = {
  'checklistSummary.draft': async (request, { archive, jobs }) => {
    if (request.checklist !== null) await checklistById(archive.db.read, request.checklist);
    const head = { kind: 'export' as const, title: titleOf(request), canPause: false };
    const job = jobs.start(archive, head, (control) =>
      writeYearSummary(archive, request, archive.paths.exports, control),
    );
    return { job };
  },
};
