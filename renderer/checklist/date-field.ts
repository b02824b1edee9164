import type { DateWindow } from '../../main/contract/index.ts';
import { parseLooseDate } from '../catalog/loose-date.ts';
import { t } from '../i18n/index.ts';

/** Dates of a dialog as typed, and what they come to. */
export interface TypedWindow {
  readonly from: string;
  readonly to: string;
}

export const typedWindow = (window: DateWindow | null): TypedWindow => ({
  from: window?.from ?? '',
  to: window?.to ?? '',
});

/** What is wrong with a typed date, in words; null: nothing. */
export const dateProblem = (text: string): string | null =>
  parseLooseDate(text).ok ? null : t('catalog.badDateForm');

/** The window that was typed; undefined where a date cannot be read or the end comes first. */
export function readWindow({ from, to }: TypedWindow): DateWindow | undefined {
  const start = parseLooseDate(from);
  const end = parseLooseDate(to);
  if (!start.ok || !end.ok) return undefined;
  if (start.date !== null && end.date !== null && start.date > end.date) return undefined;
  return { from: start.date, to: end.date };
}
