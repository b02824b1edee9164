import type { Pages } from './arrangement.ts';

/** Where pages stand after a change, by the numbers they had before it; what went is left out. */
export type Renumber = (pages: Pages) => Pages;

export const sameNumbers: Renumber = (pages) => pages;

/**
 * Changes of a document's pages, one after the other. Keys come faster than changes are stored:
 * two presses of R are half a turn, and a page that is still on its way down goes down once more.
 */
export class ChangeQueue {
  #last: Promise<void> = Promise.resolve();
  #open: readonly { renumber: Renumber }[] = [];

  /**
   * Runs `change` in its turn, with the chosen pages by the numbers they have then; not at all
   * where none of them is left. It gives how the pages are numbered after it.
   */
  add(chosen: Pages, change: (pages: Pages) => Promise<Renumber>): Promise<void> {
    const entry = { renumber: sameNumbers };
    const before = this.#open;
    this.#open = [...before, entry];
    const run = async (): Promise<void> => {
      const pages = before.reduce((numbers, { renumber }) => renumber(numbers), chosen);
      try {
        if (pages.size > 0) entry.renumber = await change(pages);
      } finally {
        this.#open = this.#open.filter((each) => each !== entry);
      }
    };
    this.#last = this.#last.then(run, run);
    return this.#last;
  }
}
