import type { Archive, JobControl } from '../library/index.ts';
import type { Unit } from './commit.ts';
import * as q from './queries.ts';

/** Counts of the whole import, also over earlier runs of it. */
export class Progress {
  readonly #control: JobControl;
  readonly #total: number;
  readonly #totalBytes: number;
  #done: number;
  #doneBytes: number;
  #failures: number;

  static async of({ db }: Archive, importId: number, control: JobControl): Promise<Progress> {
    const counts = await q.countsOf(db.read, importId);
    return new Progress(
      control,
      counts.filter(({ outcome }) => outcome !== 'skipped'),
    );
  }

  private constructor(control: JobControl, counts: readonly q.Count[]) {
    const settled = counts.filter(({ outcome }) => outcome !== 'pending');
    this.#control = control;
    this.#total = sum(counts, 'files');
    this.#totalBytes = sum(counts, 'bytes');
    this.#done = sum(settled, 'files');
    this.#doneBytes = sum(settled, 'bytes');
    this.#failures = counts.find(({ outcome }) => outcome === 'refused')?.files ?? 0;
    this.#report({});
  }

  begins({ path }: q.PendingFile): void {
    this.#report({ current: path });
  }

  took({ files }: Unit): void {
    for (const result of files) {
      this.#done += 1;
      this.#doneBytes += result.file.bytes;
      const failed =
        result.kind === 'refused' || (result.staged?.inspected.refusal ?? null) !== null;
      this.#failures += failed ? 1 : 0;
    }
    this.#report({});
  }

  #report(more: { readonly current?: string }): void {
    this.#control.report({
      done: this.#done,
      total: this.#total,
      doneBytes: Math.min(this.#doneBytes, this.#totalBytes),
      totalBytes: this.#totalBytes,
      failures: this.#failures,
      ...more,
    });
  }
}

const sum = (counts: readonly q.Count[], what: 'files' | 'bytes'): number =>
  counts.reduce((all, count) => all + count[what], 0);
