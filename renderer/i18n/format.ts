import { currentLanguage } from './language.ts';

const chinese = (): boolean => currentLanguage() === 'zh-CN';
const pad = (value: number): string => String(value).padStart(2, '0');

/** 12,486 in both languages. */
export const number = (value: number): string => value.toLocaleString('en-US');

/** 2.4 MB; powers of 1,024, one decimal below 10. */
export function bytes(value: number): string {
  const units = ['B', 'KB', 'MB', 'GB', 'TB'];
  let rest = value;
  let unit = 0;
  while (rest >= 1000 && unit < units.length - 1) {
    rest /= 1024;
    unit++;
  }
  const text = unit > 0 && rest < 10 ? rest.toFixed(1) : number(Math.round(rest));
  return `${text} ${units[unit]}`;
}

/** 2024-07-16, of an instant in local time. */
export function day(iso: string): string {
  const at = new Date(iso);
  return `${at.getFullYear()}-${pad(at.getMonth() + 1)}-${pad(at.getDate())}`;
}

/** 08:12, local time. */
export function clock(iso: string): string {
  const at = new Date(iso);
  return `${pad(at.getHours())}:${pad(at.getMinutes())}`;
}

const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/** 9 月 20 日, with the year where it is not this one. */
export function dayInWords(iso: string, now = new Date()): string {
  const at = new Date(iso);
  const otherYear = at.getFullYear() !== now.getFullYear();
  if (chinese()) {
    const date = `${at.getMonth() + 1} 月 ${at.getDate()} 日`;
    return otherYear ? `${at.getFullYear()} 年 ${date}` : date;
  }
  const date = `${at.getDate()} ${months[at.getMonth()]}`;
  return otherYear ? `${date} ${at.getFullYear()}` : date;
}

/** How many calendar days before today. */
export function daysAgo(iso: string, now = new Date()): number {
  const at = new Date(iso);
  const midnight = (d: Date): number => Date.UTC(d.getFullYear(), d.getMonth(), d.getDate());
  return Math.round((midnight(now) - midnight(at)) / 86_400_000);
}

/** 今天 / 昨天 / 9 月 9 日. */
export function nearDay(iso: string): string {
  const ago = daysAgo(iso);
  if (ago === 0) return chinese() ? '今天' : 'Today';
  if (ago === 1) return chinese() ? '昨天' : 'Yesterday';
  return dayInWords(iso);
}

/** 今天 08:12 / 昨天 16:40 / 9 月 9 日 15:30. */
export function moment(iso: string): string {
  const near = daysAgo(iso) < 2 ? nearDay(iso).toLowerCase() : nearDay(iso);
  return `${near} ${clock(iso)}`;
}

/** 约 45 分钟 / about 45 min. */
export function timeLeft(ms: number): string {
  const seconds = Math.max(1, Math.round(ms / 1000));
  const [value, zh, en] =
    seconds < 60
      ? [seconds, '秒', 's']
      : seconds < 5400
        ? [Math.round(seconds / 60), '分钟', 'min']
        : [Math.round(seconds / 3600), '小时', 'h'];
  return chinese() ? `约 ${value} ${zh}` : `about ${value} ${en}`;
}

/** Shortens a file name in the middle, so that its extension stays. */
export function middle(name: string, length = 40): string {
  const characters = Array.from(name);
  if (characters.length <= length) return name;
  const tail = Math.min(12, Math.floor(length / 3));
  return `${characters.slice(0, length - tail - 1).join('')}…${characters.slice(-tail).join('')}`;
}
