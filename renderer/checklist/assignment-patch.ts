import type { AssignmentPatch } from '../../main/contract/index.ts';
import { parseLooseDate } from '../catalog/loose-date.ts';

/** The parts of an assignment that are typed. */
export type AssignmentField = 'department' | 'person' | 'leader' | 'helping' | 'due' | 'note';

/** What is typed as a patch; null where a date cannot be read. */
export function patchOf(field: AssignmentField, text: string): AssignmentPatch | null {
  if (field === 'helping') {
    return {
      helping: text
        .split(/[、，,；;\n]/u)
        .map((name) => name.trim())
        .filter((name) => name !== ''),
    };
  }
  if (field !== 'due') return { [field]: text === '' ? null : text };
  const read = parseLooseDate(text);
  return read.ok ? { due: read.date } : null;
}
