import type { checklistCheckCalls } from '../contract/checklist-check.ts';
import type { Handlers } from '../library/index.ts';
import { lookOnce } from './check-job.ts';
import { acceptFindings, ruleSettings, setCheckRule, unacceptFindings } from './check-settings.ts';
import { checkChecklist } from './check.ts';
import { checklistById } from './checklists.ts';

export const checklistCheckHandlers: Handlers<typeof checklistCheckCalls> = {
  'checklist.check': ({ id, ...query }, { archive }) => checkChecklist(archive, id, query),
  'checklist.checkRules': async (_none, { archive }) => ({
    rules: await ruleSettings(archive.db.read),
  }),
  'checklist.setCheckRule': ({ rule, on }, { archive }) => setCheckRule(archive, rule, on),
  'checklist.acceptFindings': ({ findings, reason }, { archive }) =>
    acceptFindings(archive, findings, reason),
  'checklist.unacceptFindings': ({ findings }, { archive }) => unacceptFindings(archive, findings),
  'checklist.look': async ({ id }, { archive, jobs }) => {
    const { name } = await checklistById(archive.db.read, id);
    return { job: await lookOnce(archive, id, name, jobs) };
  },
};
