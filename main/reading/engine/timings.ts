/** What reading spends its time on; `detection`, `recognition`, `direction` are the models alone. */
export type Stage =
  | 'open'
  | 'turn'
  | 'resize'
  | 'detection'
  | 'regions'
  | 'direction'
  | 'cut'
  | 'recognition'
  | 'decode'
  | 'order'
  | 'quality'
  | 'codes';

/** Milliseconds by stage, summed over pages. */
export class Timings {
  readonly ms: Partial<Record<Stage, number>> = {};
  /** Lines read and pages detected, each time: what the models' raw time is made of. */
  lines = 0;

  async measure<T>(stage: Stage, work: () => Promise<T>): Promise<T> {
    const start = performance.now();
    try {
      return await work();
    } finally {
      this.ms[stage] = (this.ms[stage] ?? 0) + performance.now() - start;
    }
  }

  measureSync<T>(stage: Stage, work: () => T): T {
    const start = performance.now();
    const result = work();
    this.ms[stage] = (this.ms[stage] ?? 0) + performance.now() - start;
    return result;
  }
}
