import type { DocumentId } from '../contract/ids.ts';
import { plainLine } from './summary-pieces.ts';
import type { SummaryRow } from './summary-queries.ts';
import { filled, type SummaryWords } from './summary-words.ts';
import { statementsOf, type Summary, type SummarySource } from './summary.ts';

/**
 * The documents that statements rest on, each with the code it is found by: 档号, else 文号, else its
 * number in the archive, which also tells apart two that bear the same.
 */
export function sourcesOf(
  summary: Summary,
  rows: ReadonlyMap<DocumentId, SummaryRow>,
  words: SummaryWords,
): SummarySource[] {
  const ids = [...new Set(statementsOf(summary).flatMap(({ sources }) => sources))];
  const told = ids.flatMap((id) => rows.get(id) ?? []);
  const codes = told.map((row) => plainLine(row.archivalCode || row.referenceNumber));
  const times = new Map<string, number>();
  for (const code of codes) times.set(code, (times.get(code) ?? 0) + 1);
  return told.map((row, at) => {
    const code = codes[at] ?? '';
    const number = filled(words.numberInArchive, { id: String(row.id) });
    return {
      id: row.id,
      code: code === '' ? number : times.get(code) === 1 ? code : `${code}（${number}）`,
      title: plainLine(row.title),
      date: row.date ?? '',
    };
  });
}
