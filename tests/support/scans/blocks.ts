/** What a made document is composed of, from top to bottom. */
export type Block =
  | { readonly kind: 'masthead'; readonly text: string }
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'title'; readonly text: string }
  | { readonly kind: 'to'; readonly text: string }
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'subheading'; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'small'; readonly text: string }
  | {
      readonly kind: 'signature';
      readonly unit: string;
      readonly date: string;
      readonly seal?: boolean;
    }
  | { readonly kind: 'signatories'; readonly parties: readonly Party[]; readonly date: string }
  | {
      readonly kind: 'imprint';
      readonly copies: string;
      readonly printer: string;
      readonly date: string;
    }
  | {
      readonly kind: 'table';
      readonly columns: readonly Column[];
      readonly rows: readonly (readonly string[])[];
      readonly rowHeightMm?: number;
    }
  | {
      readonly kind: 'picture';
      readonly jpeg: Uint8Array;
      readonly widthMm: number;
      readonly heightMm: number;
      readonly caption: string;
    }
  | { readonly kind: 'newspaper'; readonly paper: string; readonly edition: string }
  | { readonly kind: 'gap'; readonly heightMm: number }
  | { readonly kind: 'newPage' };

/** One side of an agreement: the unit under its seal, and the hand of who signs. */
export interface Party {
  readonly role: string;
  readonly unit: string;
  readonly signed: string;
}

export interface Column {
  readonly title: string;
  readonly widthMm: number;
  /** Cells are written by hand, in blue or black ink. */
  readonly handwritten?: boolean;
  readonly align?: 'left' | 'centre';
}
