import type { checklistCandidateCalls } from '../contract/checklist-candidates.ts';
import type { Handlers } from '../library/index.ts';
import { candidatesFor } from './candidates.ts';

export const checklistCandidateHandlers: Handlers<typeof checklistCandidateCalls> = {
  'checklist.candidates': ({ slot, text, offset, limit }, { archive, address }) =>
    candidatesFor(archive, slot, text, { offset, limit }, address),
};
