/** One answer of a list call: a stretch of rows, how many there are, and what else came with it. */
export interface PageOfRows<Row, Extra> {
  /** null: not counted; `count` tells it later. */
  readonly total: number | null;
  readonly rows: readonly Row[];
  readonly extra: Extra;
}

export type FetchRows<Row, Extra> = (
  offset: number,
  limit: number,
) => Promise<PageOfRows<Row, Extra>>;

/** A question that was given up for a newer one: not a failure, asked again if it is still of use. */
export class NotAnswered extends Error {}

interface KeptPage<Row> {
  readonly rows: readonly Row[];
  readonly generation: number;
}

interface RunningPage {
  readonly generation: number;
  readonly done: Promise<void>;
}

const maxRunning = 2;
/** How long after a question was given up it is asked again. */
const againMs = 250;

/**
 * Rows of a list of any length, fetched in stretches as they come into view. At most two requests
 * run at once, always for what is wanted now: a flung scroll bar skips what it passes. Rows already
 * known stay readable while newer ones are fetched.
 */
export class PagedRows<Row, Extra> {
  readonly pageSize: number;
  readonly #fetch: FetchRows<Row, Extra>;
  readonly #pagesKept: number;
  readonly #pages = new Map<number, KeptPage<Row>>();
  readonly #running = new Map<number, RunningPage>();
  readonly #listeners = new Set<() => void>();
  #generation = 0;
  #wanted: { from: number; to: number } = { from: 0, to: 0 };
  #idle = false;
  #version = 0;
  #total: number | null = null;
  /** Whether `total` is exact, and whether the answers themselves told it. */
  #counted: 'answer' | 'later' | 'no' = 'no';
  #extra: Extra | null = null;
  #error: unknown = null;

  constructor(
    fetch: FetchRows<Row, Extra>,
    options: { pageSize?: number; pagesKept?: number } = {},
  ) {
    this.#fetch = fetch;
    this.pageSize = options.pageSize ?? 100;
    this.#pagesKept = options.pagesKept ?? 40;
  }

  /** Rows in all, or as many as are known where they are not counted yet; null until the first answer. */
  get total(): number | null {
    return this.#total;
  }

  /** Whether `total` is exact. */
  get counted(): boolean {
    return this.#counted !== 'no';
  }

  get extra(): Extra | null {
    return this.#extra;
  }

  get error(): unknown {
    return this.#error;
  }

  /** Grows with every change: a snapshot for `useSyncExternalStore`. */
  get version(): number {
    return this.#version;
  }

  /** The row at `index`, undefined while it is not known. Does not fetch. */
  at(index: number): Row | undefined {
    const page = this.#pages.get(Math.floor(index / this.pageSize));
    return page?.rows[index % this.pageSize];
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Says which rows are in view, last one excluded; fetches what of them is missing or out of date. */
  want(from: number, to: number): void {
    this.#idle = false;
    this.#wanted = { from: Math.max(0, from), to: Math.max(from + 1, to) };
    this.#pump();
  }

  /** The catalogue changed: fetches what is in view again, keeping the old rows until then. */
  refresh(): void {
    this.#generation++;
    this.#pump();
  }

  /** All rows from `from` to `to`, last one excluded, fetched where they are not known. */
  async range(from: number, to: number): Promise<readonly Row[]> {
    const rows: Row[] = [];
    for (let page = Math.floor(from / this.pageSize); page * this.pageSize < to; page++) {
      if (this.#pages.get(page)?.generation !== this.#generation) await this.#loaded(page);
      const start = page * this.pageSize;
      const known = this.#pages.get(page)?.rows ?? [];
      rows.push(...known.slice(Math.max(0, from - start), Math.max(0, to - start)));
    }
    return rows;
  }

  /** Says how many rows there are, where the answers do not. */
  count(total: number): void {
    if (this.#counted === 'answer' || (this.counted && this.#total === total)) return;
    this.#total = total;
    this.#counted = 'later';
    this.#tell();
    this.#pump();
  }

  /** Nobody looks any more: starts nothing until something is wanted again. */
  rest(): void {
    this.#idle = true;
  }

  #pump(): void {
    if (this.#idle) return;
    const first = Math.floor(this.#wanted.from / this.pageSize);
    const last = Math.floor((this.#wanted.to - 1) / this.pageSize);
    const beyond = this.#total === null ? 0 : Math.ceil(this.#total / this.pageSize) - 1;
    for (let page = first; page <= Math.min(last, Math.max(0, beyond, first)); page++) {
      if (this.#running.size >= maxRunning) return;
      if (this.#pages.get(page)?.generation === this.#generation) continue;
      if (this.#running.get(page)?.generation === this.#generation) continue;
      void this.#start(page);
    }
  }

  /** The fetch of a page that is under way, or a new one. */
  #loaded(page: number): Promise<void> {
    const running = this.#running.get(page);
    return running?.generation === this.#generation ? running.done : this.#start(page);
  }

  #start(page: number): Promise<void> {
    const generation = this.#generation;
    const done = this.#fetch(page * this.pageSize, this.pageSize).then(
      (answer) => this.#settle(page, generation, () => this.#accept(page, generation, answer)),
      (error: unknown) => {
        if (error instanceof NotAnswered) return this.#giveUp(page, generation);
        return this.#settle(page, generation, () => {
          this.#error = error;
          this.#pages.set(page, { rows: this.#pages.get(page)?.rows ?? [], generation });
        });
      },
    );
    this.#running.set(page, { generation, done });
    return done;
  }

  #settle(page: number, generation: number, take: () => void): void {
    if (this.#running.get(page)?.generation === generation) this.#running.delete(page);
    const kept = this.#pages.get(page);
    if (!kept || kept.generation <= generation) take();
    this.#tell();
    this.#pump();
  }

  #giveUp(page: number, generation: number): void {
    if (this.#running.get(page)?.generation === generation) this.#running.delete(page);
    setTimeout(() => this.#pump(), againMs);
  }

  #tell(): void {
    this.#version++;
    for (const listener of this.#listeners) listener();
  }

  #accept(page: number, generation: number, answer: PageOfRows<Row, Extra>): void {
    this.#error = null;
    this.#acceptTotal(page, answer);
    this.#extra = answer.extra;
    this.#pages.set(page, { rows: answer.rows, generation });
    if (this.#pages.size <= this.#pagesKept) return;
    const middle = (this.#wanted.from + this.#wanted.to) / 2 / this.pageSize;
    const farthest = [...this.#pages.keys()].toSorted(
      (a, b) => Math.abs(b - middle) - Math.abs(a - middle),
    )[0];
    if (farthest !== undefined) this.#pages.delete(farthest);
  }

  #acceptTotal(page: number, { total, rows }: PageOfRows<Row, Extra>): void {
    const known = page * this.pageSize + rows.length;
    const isLast = rows.length < this.pageSize && (rows.length > 0 || page === 0);
    if (total !== null || isLast) {
      this.#total = total ?? known;
      this.#counted = 'answer';
      return;
    }
    // Counted before, or by another page's end: that holds until it is counted anew.
    if (this.#counted === 'answer') this.#counted = 'later';
    if (this.#counted === 'no') this.#total = Math.max(this.#total ?? 0, known);
  }
}
