import type { ErrorCode } from '../contract/errors.ts';
import type { SignedOriginal } from './bind-document.ts';

/** A printed page that is not simply a copy, and why. */
export interface PageNote {
  readonly id: number;
  readonly page: number;
  readonly code: ErrorCode;
  /** Name of the original. */
  readonly name: string;
}

/** What was written into one volume, and what could not be. */
export interface VolumeReport {
  readonly path: string;
  readonly pages: number;
  readonly bytes: number;
  readonly sha256: string;
  readonly documents: number;
  readonly placeholders: readonly PageNote[];
  readonly rasterised: readonly PageNote[];
  readonly notEmbedded: readonly { readonly id: number; readonly fonts: readonly string[] }[];
  /** Originals under electronic signatures: what the volume shows of them is their look alone. */
  readonly signed: readonly (SignedOriginal & { readonly id: number })[];
  /** Characters no typeface has, by document (null: the binder's own texts); boxes stand for them. */
  readonly unprintable: readonly {
    readonly id: number | null;
    readonly characters: readonly string[];
  }[];
  /** What the finished volume must hold, for the self-check. */
  readonly expected: {
    readonly bookmarks: number;
    readonly links: number;
    readonly linkPages: readonly number[];
  };
  /** Composing, writing, hashing, flushing, renaming; and apart from it the self-check. */
  readonly ms: number;
  readonly checkMs: number;
}

export interface VolumeProgress {
  /** The document being bound; null once all are. */
  readonly id: number | null;
  readonly done: number;
  readonly total: number;
  readonly current: string;
}
