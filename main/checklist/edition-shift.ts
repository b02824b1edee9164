import type { DateWindow } from '../contract/checklist.ts';

/** The same day some years later; the 29th of February is the 28th where there is none. */
export function dateMoved(date: string, years: number): string {
  const year = String(Number(date.slice(0, 4)) + years).padStart(4, '0');
  const rest = date.slice(4);
  const isLeapDay = rest === '-02-29';
  return isLeapDay && !isLeap(Number(year)) ? `${year}-02-28` : `${year}${rest}`;
}

const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

export const windowMoved = ({ from, to }: DateWindow, years: number): DateWindow => ({
  from: from === null ? null : dateMoved(from, years),
  to: to === null ? null : dateMoved(to, years),
});

/** How many years a window is later than another: by their ends, else by their beginnings; one where neither says. */
export function yearsBetween(before: DateWindow, after: DateWindow): number {
  const [one, other] =
    before.to !== null && after.to !== null ? [before.to, after.to] : [before.from, after.from];
  if (one === null || other === null) return 1;
  return Number(other.slice(0, 4)) - Number(one.slice(0, 4));
}

/**
 * What the edition is called some years later: every year in its name is as much later. A name without
 * a year, or one that is taken, gets the year, then a number.
 */
export function nameMoved(
  name: string,
  years: number,
  year: number | null,
  isTaken: (name: string) => boolean,
): string {
  const moved = name.replaceAll(/(?<!\d)(?:19|20)\d\d(?!\d)/gu, (each) =>
    String(Number(each) + years),
  );
  const candidates = [
    ...(moved === name ? [] : [moved]),
    ...(year === null ? [] : [`${name.slice(0, 190)}（${year + years}）`]),
  ];
  for (let n = 2; ; n += 1) {
    const free = candidates.find((each) => !isTaken(each));
    if (free !== undefined) return free;
    candidates.push(`${moved.slice(0, 190)}（${n}）`);
  }
}
