import { t } from '../i18n/index.ts';

/** `2024-07-16` as an instant of that day here. */
export const localDay = (date: string): string => `${date}T00:00:00`;

const dayMs = 86_400_000;

/** Today's date here, or one so many days on. */
export function dateFromToday(days = 0): string {
  const at = new Date(Date.now() + days * dayMs);
  const pad = (value: number): string => String(value).padStart(2, '0');
  return `${at.getFullYear()}-${pad(at.getMonth() + 1)}-${pad(at.getDate())}`;
}

/** Days from today to a date; below 0: past. */
export const daysUntil = (date: string): number =>
  Math.round(
    (Date.parse(`${date}T00:00:00Z`) - Date.parse(`${dateFromToday()}T00:00:00Z`)) / dayMs,
  );

/** 逾期 2 天, 今天, 还有 9 天. */
export function dueWords(date: string): string {
  const days = daysUntil(date);
  if (days === 0) return t('overview.dueToday');
  return days < 0
    ? t('overview.overdue', { count: -days })
    : t('overview.daysLeft', { count: days });
}
