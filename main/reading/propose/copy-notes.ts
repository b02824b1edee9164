import { findAttachments } from '../paper/attachments.ts';
import { findCopyMark, findCopyNumber } from '../paper/copy-marks.ts';
import type { Fact } from '../paper/facts.ts';
import { pageList } from './quality-notes.ts';
import type { ProposalInput, ProposalNote } from './types.ts';

/**
 * What a paper says about this copy of it: its attachments, its 份号, and whether it is the original. Of a
 * stack the first paper, up to the page the next begins `before`. Never an obstacle.
 */
export function copyNotes(input: ProposalInput, before: number | null): readonly ProposalNote[] {
  const own = input.pages.filter(({ number }) => number < (before ?? Infinity));
  const attachments = findAttachments(own, isWhole(input, before));
  const number = findCopyNumber(own);
  const mark = findCopyMark(own);
  return [
    ...(attachments === null
      ? []
      : [
          note('attachments', attachments, {
            names: attachments.value.names.join('\n'),
            seen: pageList(attachments.value.seen),
            missing: pageList(attachments.value.missing),
          }),
        ]),
    ...(number === null ? [] : [note('copy-number', number, { number: number.value })]),
    ...(mark === null ? [] : [note('copy-mark', mark, { mark: mark.value })]),
  ];
}

function note(
  code: ProposalNote['code'],
  { evidence, page, lines, confidence }: Fact<unknown>,
  details: Readonly<Record<string, string>>,
): ProposalNote {
  const where = { evidence, page: String(page), lines: lines.join() };
  return { code, details: { ...details, ...where, confidence: String(confidence) } };
}

/** Each page of the paper is either read or has nothing on it. */
function isWhole({ pages, pageCount, quality = [] }: ProposalInput, before: number | null) {
  const known = new Set(pages.map(({ number }) => number));
  for (const { number, blank, separator } of quality)
    if (blank || separator === true) known.add(number);
  const last = before === null ? (pageCount ?? Math.max(0, ...known)) : before - 1;
  return Array.from({ length: last }, (_, at) => at + 1).every((number) => known.has(number));
}
