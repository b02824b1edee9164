import { shortBy, type PlannedDocument, type VolumePlan } from './plan.ts';

/** A stretch of a volume's pages that belong together. Pages count from 1 and are those printed. */
export interface Run {
  readonly kind: 'cover' | 'contents' | 'divider' | 'document' | 'gap' | 'remarks' | 'blank';
  readonly page: number;
  readonly pages: number;
  /** Index into `plan.sections`; null for front and end matter. */
  readonly section: number | null;
  /** Index into the section's documents. */
  readonly document: number | null;
  /** Index into the slots of the section's item: of a gap page, and of a document in its place. */
  readonly slot: number | null;
}

export interface Layout {
  readonly runs: readonly Run[];
  readonly pages: number;
}

/** The runs of each section, by its index in `plan.sections`; front and end matter by null. */
export type RunsOf = ReadonlyMap<number | null, readonly Run[]>;

/** How many pages each part of a volume takes. */
export interface Lengths {
  readonly contents: number;
  readonly divider: (section: number) => number;
  readonly document: (document: PlannedDocument) => number;
  readonly remarks: number;
}

/**
 * Puts a volume's parts in order and numbers its pages. Printed on both sides, dividers start on
 * a right-hand page and nothing but the contents stands on the back of the cover.
 */
export function layOut(plan: VolumePlan, lengths: Lengths): Layout {
  const { options } = plan;
  const runs: Run[] = [];
  let page = 1;
  const add = (kind: Run['kind'], pages: number, at: Partial<Run> = {}) => {
    if (pages === 0) return;
    runs.push({ section: null, document: null, slot: null, ...at, kind, page, pages });
    page += pages;
  };
  const startOnTheRight = () => {
    if (options.duplex && page % 2 === 0) add('blank', 1);
  };

  if (options.cover) add('cover', 1);
  if (options.contents) add('contents', lengths.contents);
  else if (options.cover) startOnTheRight();
  plan.sections.forEach((section, index) => {
    if (options.dividers) {
      startOnTheRight();
      add('divider', lengths.divider(index), { section: index });
    }
    const bind = (document: number, slot: number | null) => {
      const planned = section.documents[document];
      if (planned) add('document', lengths.document(planned), { section: index, document, slot });
    };
    if (!section.item) section.documents.forEach((_, document) => bind(document, null));
    section.item?.slots.forEach((slot, number) => {
      for (const proof of slot.proofs) {
        if (proof.isHere) bind(proof.document, number);
      }
      if (options.gaps === true && shortBy(slot) > 0) {
        add('gap', 1, { section: index, slot: number });
      }
    });
  });
  if (options.remarks) add('remarks', lengths.remarks);
  return { runs, pages: page - 1 };
}
