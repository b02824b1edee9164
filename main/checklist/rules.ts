import type { ChangeResult } from '../contract/documents.ts';
import type { Archive } from '../library/index.ts';
import { outsideCounts, setOutsideCounts } from './rule-queries.ts';

/** Decides whether a proof outside the window, or undated, counts. It is flagged in any case. */
export async function setRules(archive: Archive, counts: boolean): Promise<ChangeResult> {
  const before = await outsideCounts(archive.db.read);
  if (before === counts) return { changed: 0, operation: null };
  const { operation } = await archive.operate(
    {
      kind: 'checklist-rules',
      zh: counts ? '时间窗以外的佐证计数' : '时间窗以外的佐证不计数',
      en: counts ? 'Proofs outside the window count' : 'Proofs outside the window do not count',
    },
    (writer) => setOutsideCounts(writer, counts),
  );
  return { changed: operation === null ? 0 : 1, operation };
}
