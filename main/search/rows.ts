import type { DocumentRow, Tag } from '../contract/documents.ts';

/** A list row as SQL gives it. */
export interface RawRow {
  readonly id: number;
  readonly place: string;
  readonly state: string;
  readonly title: string;
  readonly title_is_proposed: number;
  readonly year: number | null;
  readonly category_id: number | null;
  readonly category: string | null;
  readonly reference_number: string | null;
  readonly issuer: string | null;
  readonly date: string | null;
  readonly archival_code: string | null;
  readonly pages: number;
  readonly page_state: string;
  /** Which page of which original is the first, and its turn; null where there is none. */
  readonly first_page: string | null;
  readonly tags: string;
  readonly unread: number;
  readonly unread_place: number | null;
  readonly is_secret: number;
}

/** Makes the address of a document's thumbnail; the host signs it. */
type ThumbnailAddress = (path: string) => string;

export function documentRowOf(raw: RawRow, thumbnail: ThumbnailAddress): DocumentRow {
  return {
    id: raw.id as DocumentRow['id'],
    state: raw.state as DocumentRow['state'],
    trashed: raw.place === 'trash',
    title: raw.title,
    titleIsProposed: raw.title_is_proposed === 1,
    year: raw.year,
    categoryId: raw.category_id as DocumentRow['categoryId'],
    category: raw.category,
    referenceNumber: raw.reference_number,
    issuer: raw.issuer,
    date: raw.date,
    archivalCode: raw.archival_code,
    pages: raw.pages,
    pageState: raw.page_state as DocumentRow['pageState'],
    unread: raw.unread > 0 ? { pages: raw.unread, place: raw.unread_place ?? 0 } : null,
    isSecret: raw.is_secret === 1,
    tags: JSON.parse(raw.tags) as Tag[],
    // Browsers keep pictures: another first page, or a turned one, is another address.
    thumbnail: raw.page_state === 'ready' ? thumbnail(`${raw.id}/${raw.first_page ?? ''}`) : null,
  };
}
