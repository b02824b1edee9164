import { drawContents, setContents } from './contents.ts';
import type { ContentsPages } from './contents.ts';
import { drawCover } from './cover.ts';
import { drawDivider, setDivider } from './divider.ts';
import type { DividerPages } from './divider.ts';
import type { Drawing } from './drawing.ts';
import { layOut } from './layout.ts';
import type { Layout } from './layout.ts';
import type { Side } from './measures.ts';
import { drawGapPage } from './gap-page.ts';
import { drawItemDivider, setItemDivider } from './item-divider.ts';
import type { ItemDividerPages } from './item-divider.ts';
import { expectedSheets, expectsPlaceholder } from './plan.ts';
import type { PlannedDocument, VolumePlan } from './plan.ts';
import { drawRemarks } from './remarks.ts';
import type { RemarksFacts } from './remarks.ts';
import type { Metrics } from './wrap.ts';

/** A volume's own pages, set but not yet numbered, and the layout that follows from their lengths. */
export interface SetVolume {
  readonly layout: Layout;
  readonly contents: ContentsPages;
  readonly dividers: readonly SetDivider[];
}

type SetDivider =
  | { readonly of: 'item'; readonly set: ItemDividerPages }
  | { readonly of: 'filing'; readonly set: DividerPages };

/** What is known of the documents when the volume is set. */
export interface BoundFacts {
  readonly sheets: (document: PlannedDocument) => number;
  /** Whether a document is a placeholder, wholly or in part. */
  readonly hasGap: (document: PlannedDocument) => boolean;
}

/** What the catalogue lets expect, before anything is opened. */
export function expectedFacts(plan: VolumePlan): BoundFacts {
  return {
    sheets: (document) => expectedSheets(document, plan.options.a3),
    hasGap: expectsPlaceholder,
  };
}

/** Sets contents and dividers, counts their pages and lays the volume out. Pure. */
export function setVolume(plan: VolumePlan, metrics: Metrics, bound: BoundFacts): SetVolume {
  const contents = plan.options.contents ? setContents(plan, metrics, bound.hasGap) : [];
  const dividers = plan.options.dividers
    ? plan.sections.map((section): SetDivider =>
        section.item === undefined
          ? { of: 'filing', set: setDivider(section, metrics, bound.hasGap) }
          : { of: 'item', set: setItemDivider(plan, section, section.item, metrics, bound.hasGap) },
      )
    : [];
  const layout = layOut(plan, {
    contents: contents.length,
    divider: (section) => dividers[section]?.set.pages.length ?? 0,
    document: bound.sheets,
    remarks: 1,
  });
  return { layout, contents, dividers };
}

/** Right-hand pages are the odd ones; printed on one side, all are. */
export function sideOf(plan: VolumePlan): (page: number) => Side {
  return (page) => (plan.options.duplex && page % 2 === 0 ? 'verso' : 'recto');
}

/** Draws cover, contents, dividers, gap pages and remarks; keys are printed pages. */
export function drawFrontMatter(
  plan: VolumePlan,
  metrics: Metrics,
  { layout, contents, dividers }: SetVolume,
  facts: Pick<RemarksFacts, 'placeholderPages' | 'drawnPages' | 'contentHash'>,
): Map<number, Drawing> {
  const drawings = new Map<number, Drawing>();
  const side = sideOf(plan);
  const shared = { layout };
  const runsOf = Map.groupBy(layout.runs, ({ section }) => section);
  const put = (page: number, pages: readonly Drawing[]) => {
    pages.forEach((drawing, index) => drawings.set(page + index, drawing));
  };
  for (const run of layout.runs) {
    if (run.kind === 'cover') put(run.page, [drawCover(plan, metrics, layout)]);
    if (run.kind === 'contents') {
      put(run.page, drawContents(plan, metrics, contents, shared, side));
    }
    if (run.kind === 'divider' && run.section !== null) {
      const divider = dividers[run.section];
      if (divider?.of === 'filing') {
        put(run.page, drawDivider(plan, run.section, metrics, divider.set, shared, side));
      } else if (divider?.of === 'item') {
        put(run.page, drawItemDivider(plan, run.section, metrics, divider.set, runsOf, side));
      }
    }
    if (run.kind === 'gap' && run.section !== null && run.slot !== null) {
      const { page, section, slot } = run;
      put(page, [drawGapPage(plan, section, slot, metrics, runsOf, page, side(page))]);
    }
    if (run.kind === 'remarks') {
      const remarks = { ...facts, page: run.page, pages: layout.pages };
      put(run.page, [drawRemarks(plan, metrics, remarks, side(run.page))]);
    }
  }
  return drawings;
}
