import type { NoteCode, Proposal } from '../../contract/documents.ts';
import type { TextLine } from '../../contract/reading.ts';

/** A page's text as the document shows the page: upright, `turn` applied. */
export interface TextPage {
  /** Page of the document, from 1. */
  readonly number: number;
  /** Size as shown; 0 where unknown. */
  readonly widthUm: number;
  readonly heightUm: number;
  /** In reading order, boxes as shown; null where the text has no boxes: its line order is all there is. */
  readonly lines: readonly TextLine[] | null;
  /** The effective text (corrected, layer or read), lines joined by '\n'; aligned with `lines` where there are any. */
  readonly text: string;
}

/** What is known of a page besides its text. One entry for every page of the document that is known. */
export interface PageQuality {
  /** Page of the document, from 1. */
  readonly number: number;
  readonly blank: boolean;
  /** null where the page is not a picture. */
  readonly dpi: number | null;
  readonly skewDegrees: number;
  /** 0–100, under 40 blurred; null where not measured. */
  readonly sharpness: number | null;
  readonly photo: boolean;
  /** It came upside down or sideways, and was turned upright by the program. */
  readonly turned: boolean;
  /** It could not be read. */
  readonly failed: boolean;
  /** A separator sheet that is still part of the document. */
  readonly separator?: boolean;
}

/** A category of the archive, as far as names can be matched to it. */
export interface NamedCategory {
  readonly id: number;
  readonly name: string;
  /** Names of its ancestors, outermost first. */
  readonly parents?: readonly string[];
}

/** What the separator sheet before the document says. */
export interface SeparatorFacts {
  readonly year?: number;
  readonly categoryId?: number;
  readonly department?: string;
}

export interface ProposalInput {
  /** Name of the file, or of the folder where a folder is one document. */
  readonly name: string;
  /** `true`: `name` has no extension to cut off. */
  readonly isFolder?: boolean;
  /** Folders the file lies in, outermost first, from the chosen folder on. */
  readonly folders: readonly string[];
  /** Folders around what was chosen, outermost first: believed only where they are wholly a year or a category. */
  readonly around?: readonly string[];
  readonly categories: readonly NamedCategory[];
  readonly separator?: SeparatorFacts | null;
  /**
   * The first 12 pages, the last two and scans between them, those with text; empty where there is none:
   * heads of other papers and marks of secrecy are only found in pages that are given.
   */
  readonly pages: readonly TextPage[];
  /** Pages of the whole document; left out: those given. */
  readonly pageCount?: number;
  readonly quality?: readonly PageQuality[];
  /** What the archive's confirmed documents are like (task `reading.learn`). */
  readonly model?: CategoryModel | null;
}

/** Arguments of task `reading.propose`. */
export interface ProposeArgs extends ProposalInput {
  /** An original that may be a camera's photo: its EXIF data is read. Only for documents of one image file. */
  readonly photo?: { readonly path: string } | null;
}

/** Something the archivist should look at: codes and details of `noteCode`, worded by the screens. */
export interface ProposalNote {
  readonly code: NoteCode;
  readonly details: Readonly<Record<string, string>>;
}

/** Result of task `reading.propose`. */
export interface Proposals {
  /** Best first for each field. */
  readonly proposals: readonly Proposal[];
  readonly notes: readonly ProposalNote[];
}

/** A confirmed document as something to learn from. */
export interface CategoryExample {
  readonly categoryId: number;
  readonly title: string;
  /** Text of its first page; more than 2,000 characters are not looked at. */
  readonly text: string;
}

/** Arguments of task `reading.learn`; at most `examplesPerCategory`, the newest, of each category are used. */
export interface LearnArgs {
  /** Newest first. */
  readonly examples: readonly CategoryExample[];
  /** The archive's categories: their names are learned, too. */
  readonly categories: readonly NamedCategory[];
}

/**
 * What is learned: plain JSON of at most about 1 MB, to be kept and handed to `reading.propose`. To be
 * made anew when documents are confirmed; null where there are not yet two categories to tell apart.
 * Nothing but this folder looks inside. Fractions are whole numbers: thousandths and millionths.
 */
export interface CategoryModel {
  readonly version: 1;
  readonly categoryIds: readonly number[];
  /** How sure a difference in likeness makes. */
  readonly sharpness: number;
  readonly grams: readonly string[];
  /** How rare each of `grams` is, in thousandths. */
  readonly rarity: readonly number[];
  /** `grams[i]`'s weight for `categoryIds[k]` is `weights[i][k]`, in millionths. */
  readonly weights: readonly (readonly number[])[];
}

export const examplesPerCategory = 40;
