import { useEffect, useRef, useState } from 'react';
import {
  binderReport,
  type BinderRecipe,
  type BinderReport,
  type Job,
  type JobId,
} from '../../main/contract/index.ts';
import { errorTitle } from '../app/error-words.ts';
import { client, session } from '../app/session.ts';
import { announce, attempt } from '../app/shell-state.ts';
import { useStore } from '../app/store.ts';
import { bytes, t } from '../i18n/index.ts';

export interface Exporting {
  /** The export under way, wherever it was started. */
  readonly running: Job | null;
  /** What the last finished export of this session gave. */
  readonly report: BinderReport | null;
  /** Why the last one did not finish. */
  readonly failure: string | null;
  readonly start: () => void;
  readonly cancel: () => void;
}

const isUnderWay = ({ state }: Job): boolean => state === 'running' || state === 'paused';

/** The export of a binder: starts it, follows it, says how it ended. */
export function useExport(recipe: BinderRecipe | null): Exporting {
  const jobs = useStore(session, (state) => state.jobs);
  const exports = jobs.filter(({ kind }) => kind === 'binder');
  const running = exports.find(isUnderWay) ?? null;
  const newest = exports.toSorted((a, b) => b.startedAt.localeCompare(a.startedAt))[0] ?? null;
  const [starting, setStarting] = useState(false);
  const told = useRef<JobId | null>(newest && !isUnderWay(newest) ? newest.id : null);
  const parsed = newest?.state === 'done' ? binderReport.safeParse(newest.result) : null;
  const report = parsed?.success ? parsed.data : null;

  useEffect(() => {
    if (!newest || isUnderWay(newest) || told.current === newest.id) return;
    told.current = newest.id;
    if (newest.state === 'cancelled') announce(t('binder.cancelled'));
    if (newest.state === 'done' && report) announce(doneWords(report));
  }, [newest, report]);

  const start = (): void => {
    if (!recipe || running || starting) return;
    setStarting(true);
    void attempt(client.call('binder.export', { recipe })).finally(() => setStarting(false));
  };
  return {
    running,
    report,
    failure:
      newest?.state === 'failed' && newest.error
        ? t('binder.failedExport', { reason: errorTitle(newest.error.code) })
        : null,
    start,
    cancel: () => {
      if (running) void attempt(client.call('jobs.cancel', { id: running.id }));
    },
  };
}

/** 已导出 562 页，1.8 GB. */
export const doneWords = (report: BinderReport): string =>
  t('binder.done', {
    pages: report.pages,
    size: bytes(report.volumes.reduce((sum, volume) => sum + volume.bytes, 0)),
  });
