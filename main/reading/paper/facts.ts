import type { PaperLine } from './lines.ts';
import type { ReferenceNumber } from './reference-number.ts';

/** Something a paper says about itself, with the words it says it in. */
export interface Fact<Value> {
  readonly value: Value;
  readonly evidence: string;
  readonly page: number;
  /** Lines of that page, as `reading.lines` numbers them. */
  readonly lines: readonly number[];
  /** 0–100: of facts at 95 and above nearly all are right. */
  readonly confidence: number;
}

export interface PaperFacts {
  readonly number: Fact<ReferenceNumber> | null;
  readonly title: Fact<string> | null;
  readonly issuer: Fact<string> | null;
  readonly date: Fact<string> | null;
  readonly kind: Fact<string> | null;
  /** 印发日期, the date of printing in the 版记: never the paper's own. */
  readonly printed: Fact<string> | null;
}

/**
 * A fact read from lines; those on another page than the first are not named. `sureness` (0–100) is
 * the rule's; a line badly read makes it less sure.
 */
export function factOf<Value>(
  value: Value,
  lines: readonly PaperLine[],
  sureness: number,
): Fact<Value> {
  const page = lines[0]?.page ?? 1;
  const worst = Math.min(100, ...lines.map(({ confidence }) => confidence));
  return {
    value,
    evidence: lines.map(({ text }) => text).join(' '),
    page,
    lines: lines.filter((line) => line.page === page).map(({ index }) => index),
    confidence: Math.max(1, Math.round((sureness * worst) / 100)),
  };
}
