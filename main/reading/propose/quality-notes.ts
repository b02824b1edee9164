import type { PageQuality, ProposalNote } from './types.ts';

/** DA/T 31: at least 200 dpi. Sizes in whole pixels make 199 of it. */
const leastDpi = 198;
/** A lean that is seen at a glance and eats into the text where the page is cut. */
const mostDegrees = 2.5;
const leastSharpness = 40;

/** What the archivist may want to scan again, or look at: never an obstacle. */
export function qualityNotes(pages: readonly PageQuality[]): readonly ProposalNote[] {
  const of = (wanted: (page: PageQuality) => boolean): readonly PageQuality[] =>
    pages.filter(wanted);
  const printed = (page: PageQuality): boolean => !page.blank && !page.failed;
  const coarse = of(
    (page) => printed(page) && !page.photo && page.dpi !== null && page.dpi < leastDpi,
  );
  const leaning = of((page) => printed(page) && Math.abs(page.skewDegrees) > mostDegrees);
  const blurred = of(
    (page) =>
      printed(page) && !page.photo && page.sharpness !== null && page.sharpness < leastSharpness,
  );
  const degrees = Math.max(0, ...leaning.map(({ skewDegrees }) => Math.abs(skewDegrees)));
  return [
    ...noteOn(
      'unread-pages',
      of(({ failed }) => failed),
    ),
    ...noteOn('low-resolution', coarse, {
      dpi: String(Math.min(...coarse.map(({ dpi }) => dpi ?? 0))),
    }),
    ...noteOn('skewed', leaning, { degrees: degrees.toFixed(1) }),
    ...noteOn('blurred', blurred),
    ...noteOn(
      'blank-pages',
      of(({ blank }) => blank),
    ),
    ...noteOn(
      'turned',
      of(({ turned }) => turned),
    ),
  ];
}

function noteOn(
  code: ProposalNote['code'],
  pages: readonly PageQuality[],
  details: Readonly<Record<string, string>> = {},
): readonly ProposalNote[] {
  if (pages.length === 0) return [];
  return [{ code, details: { pages: pageList(pages.map(({ number }) => number)), ...details } }];
}

/** 1,3-5 */
export function pageList(numbers: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const number of numbers.toSorted((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last !== undefined && number <= last[1] + 1) last[1] = number;
    else runs.push([number, number]);
  }
  return runs.map(([from, to]) => (from === to ? String(from) : `${from}-${to}`)).join(',');
}
