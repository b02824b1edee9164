import type { z } from 'zod';
import type { a3Handling } from '../contract/binder.ts';
import type { MarkLine } from '../contract/checklist.ts';
import type { PageState } from '../contract/documents.ts';
import type { ImageDpi } from './smaller-picture.ts';

/** What becomes of pages that are not A4; `own`: every page is a sheet of its own size, whatever it is. */
export type SheetHandling = z.infer<typeof a3Handling> | 'own';

/** A run of pages of one original. Plain JSON: it crosses to the worker that writes. */
export interface PlannedPart {
  /** The original's name as people know it. */
  readonly name: string;
  /** Where its bytes are. */
  readonly path: string;
  readonly sha256: string;
  /** File type as the catalogue has it, e.g. `pdf`, `jpeg`, `tiff`, `docx`. */
  readonly type: string;
  readonly state: PageState;
  /** First and last page of the original, from 1; null: all of them. */
  readonly firstPage: number | null;
  readonly lastPage: number | null;
  /** How many pages the catalogue expects of this part. */
  readonly pages: number;
  /** How many of them are larger than an A4 sheet can take (see `isOversize`). */
  readonly oversizePages: number;
  /** Clockwise quarter turns the user gave the pages: 0, 90, 180, 270. */
  readonly rotation: number;
  /** Lines to be underlined; left out where there are none. */
  readonly marks?: readonly PlannedMark[];
  /** Where the texts of its pages are in the file of texts; left out where none has any. */
  readonly texts?: PlannedTexts;
}

/** Lines of a page that prove something. */
export interface PlannedMark {
  /** Page of the original. */
  readonly page: number;
  /** Width of the page as it is bound, turned, before it is placed; the boxes are on that page. */
  readonly pageWidthUm: number;
  readonly lines: readonly MarkLine[];
}

/** A stretch of the file of texts (page-texts.ts), a part's pages one after the other. */
export interface PlannedTexts {
  readonly at: number;
  /** Bytes of each page's; 0: it has none that the volume must bring. */
  readonly bytes: readonly number[];
}

export interface PlannedDocument {
  readonly id: number;
  readonly title: string;
  readonly referenceNumber: string | null;
  readonly issuer: string | null;
  /** `YYYY-MM-DD` */
  readonly date: string | null;
  readonly parts: readonly PlannedPart[];
  /** Of a document that is not bound whole: 第 3—5 页. */
  readonly pagesInWords?: string;
  /** Set where an attempt to bind it ended the worker: it becomes a placeholder unopened. */
  readonly refused?: 'worker-died' | 'worker-timeout';
}

/** What a slot of an item shows. */
export interface PlannedProof {
  /** It is bound in this place; else in another, and referred to. */
  readonly isHere: boolean;
  /** Index into `VolumePlan.sections`. */
  readonly section: number;
  /** Index into that section's documents. */
  readonly document: number;
}

export interface PlannedSlot {
  /** 规范文件 and the like. */
  readonly kind: string;
  readonly hint: string;
  /** 件, 份 or 张. */
  readonly unit: string;
  readonly need: number;
  readonly have: number;
  readonly proofs: readonly PlannedProof[];
}

/** An item of a checklist, as its divider and gap pages tell it. Texts are empty where nothing is known. */
export interface PlannedItem {
  /** Code of its project. */
  readonly project: string;
  readonly code: string;
  readonly title: string;
  readonly requirement: string;
  readonly method: string;
  /** 3 分 */
  readonly score: string;
  readonly department: string;
  readonly helping: string;
  readonly leader: string;
  readonly person: string;
  /** `YYYY-MM-DD` or empty. */
  readonly due: string;
  readonly conclusion: string;
  readonly slots: readonly PlannedSlot[];
}

/** The documents of one year and category in filing order, or those of a checklist's item. */
export interface PlannedSection {
  /** Of a binder by checklist. `year` and `categoryId` are null then, `path` leads from the project down to the item. */
  readonly item?: PlannedItem;
  readonly year: number | null;
  readonly categoryId: number | null;
  /** Category names from the root down; empty: without category. */
  readonly path: readonly string[];
  /** 0-based place of the root category among those bound: numeral and thumb tab follow from it. */
  readonly tab: number;
  readonly documents: readonly PlannedDocument[];
}

export interface VolumeOptions {
  readonly cover: boolean;
  readonly contents: boolean;
  readonly dividers: boolean;
  readonly remarks: boolean;
  readonly pageNumbers: boolean;
  readonly duplex: boolean;
  readonly a3: SheetHandling;
  /** A page for each slot that is short, to be swapped for what is missing. */
  readonly gaps?: boolean;
  /** For a smaller file; left out: pictures are bound as they are. */
  readonly imageDpi?: NonNullable<ImageDpi>;
}

/** Everything a volume says and holds, decided: writing it needs no catalogue. */
export interface VolumePlan {
  readonly title: string;
  readonly unit: string;
  /** Under the title, e.g. 二〇二四年度; may be empty. */
  readonly subtitle: string;
  readonly fonds: string | null;
  readonly compiler: string | null;
  /** The checklist it is bound by, and the year that is about. */
  readonly checklist?: { readonly name: string; readonly year: number | null };
  /** `YYYY-MM-DD`; the volume's only idea of time. */
  readonly date: string;
  readonly options: VolumeOptions;
  readonly sections: readonly PlannedSection[];
}

/** Sheets a document takes: at least one, a placeholder where no page can be had. */
export function expectedSheets(document: PlannedDocument, a3: SheetHandling): number {
  let sheets = 0;
  for (const part of document.parts) {
    const ready = part.state === 'ready' && part.pages > 0;
    sheets += ready ? part.pages + (a3 === 'halves' ? part.oversizePages : 0) : 1;
  }
  return Math.max(1, sheets);
}

/** Whether some part of a document is already known to become a placeholder page. */
export function expectsPlaceholder(document: PlannedDocument): boolean {
  return (
    document.parts.length === 0 ||
    document.parts.some((part) => part.state !== 'ready' || part.pages === 0)
  );
}

/** Why a document will be a placeholder, where that is known before writing; null: it will not. */
export function firstGap(
  document: PlannedDocument,
): { readonly code: 'locked' | 'no-such-page' | 'original-damaged'; readonly name: string } | null {
  if (document.parts.length === 0) return { code: 'no-such-page', name: '' };
  const part = document.parts.find((each) => each.state !== 'ready' || each.pages === 0);
  if (!part) return null;
  const code =
    part.state === 'locked'
      ? 'locked'
      : part.state === 'damaged'
        ? 'original-damaged'
        : 'no-such-page';
  return { code, name: part.name };
}

/** Documents of each root category, in the order of the tree. */
export function rootCounts(plan: VolumePlan): { readonly name: string; readonly count: number }[] {
  const counts = new Map<number, { name: string; count: number }>();
  for (const { tab, path, documents } of plan.sections) {
    const known = counts.get(tab) ?? { name: path[0] ?? '未分类', count: 0 };
    counts.set(tab, { ...known, count: known.count + documents.length });
  }
  return [...counts].sort(([a], [b]) => a - b).map(([, root]) => root);
}

/** One document by itself: nothing beside its pages, and nothing printed on them. */
export function isAlone({ options }: Pick<VolumePlan, 'options'>): boolean {
  return options.a3 === 'own';
}

/** Whether a volume would have nothing but its covers: no document, and no page for what is missing. */
export function isEmpty(plan: VolumePlan): boolean {
  const hasGaps =
    plan.options.gaps === true &&
    plan.sections.some(({ item }) => item?.slots.some((slot) => shortBy(slot) > 0));
  return countDocuments(plan) === 0 && !hasGaps;
}

export function countDocuments(plan: VolumePlan): number {
  return plan.sections.reduce((sum, section) => sum + section.documents.length, 0);
}

/** How much a slot lacks. */
export const shortBy = ({ need, have }: PlannedSlot): number => Math.max(0, need - have);

export function plannedDocument(
  plan: VolumePlan,
  { section, document }: PlannedProof,
): PlannedDocument | undefined {
  return plan.sections[section]?.documents[document];
}
