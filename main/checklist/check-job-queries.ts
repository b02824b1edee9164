import { inJson, sql, type Reader, type Writer } from '../db/index.ts';
import type { PageType } from '../reading/index.ts';
import type { PageLook } from './check-look.ts';
import type { TextSketch } from './check-sketch.ts';

/** A page's text as it is now: a person's, else the machine's. */
export interface PageText {
  readonly pageId: number;
  readonly text: string;
  /** Resolution of a printed page's scan, where it is under 200 dpi. */
  readonly coarseDpi: number | null;
}

/** DA/T 31: at least 200 dpi; sizes in whole pixels make 199 of it. */
const leastDpi = 198;

export function textsOfPages(reader: Reader, pages: readonly number[]): Promise<PageText[]> {
  return reader.all<PageText>(sql`
    SELECT page.id AS pageId, coalesce(corrected.text, page.text) AS text,
      CASE WHEN found.dpi < ${leastDpi} AND found.photo = 0 AND found.blank = 0
        THEN found.dpi END AS coarseDpi
    FROM page LEFT JOIN page_reading AS found ON found.page_id = page.id
    LEFT JOIN corrected_page AS corrected
      ON corrected.original_id = page.original_id AND corrected.number = page.number
    WHERE ${inJson('page.id', pages)}`);
}

/** Keeps sketches of texts that are still what they were. */
export async function keepSketches(
  writer: Writer,
  sketches: readonly (PageText & TextSketch)[],
): Promise<void> {
  await writer.run(sql`
    INSERT INTO page_sketch (page_id, letters, sketch, coarse_dpi)
    SELECT page.id, value ->> 'letters', value ->> 'sketch', value ->> 'coarseDpi'
    FROM json_each(${JSON.stringify(sketches)}) JOIN page ON page.id = value ->> 'pageId'
    LEFT JOIN corrected_page AS corrected
      ON corrected.original_id = page.original_id AND corrected.number = page.number
    WHERE coalesce(corrected.text, page.text) = value ->> 'text'
    ON CONFLICT (page_id) DO UPDATE SET letters = excluded.letters, sketch = excluded.sketch,
      coarse_dpi = excluded.coarse_dpi`);
}

/** A page to be looked at. */
export interface LookedPage {
  readonly pageId: number;
  readonly sha256: string;
  readonly extension: string;
  readonly type: PageType;
  readonly number: number;
  readonly widthUm: number;
  readonly heightUm: number;
}

/** Those of the pages that can be drawn, in the order given. */
export function pagesToLookAt(reader: Reader, pages: readonly number[]): Promise<LookedPage[]> {
  return reader.all<LookedPage>(sql`
    SELECT page.id AS pageId, original.sha256, original.extension, original.type, page.number,
      page.width_um AS widthUm, page.height_um AS heightUm
    FROM json_each(${JSON.stringify(pages)}) AS wanted JOIN page ON page.id = wanted.value
    JOIN original ON original.id = page.original_id
    WHERE original.page_state = 'ready' ORDER BY wanted.key`);
}

/** Keeps what was seen of pages that are still there: ids of destroyed ones may be others' by now. */
export async function keepLooks(
  writer: Writer,
  looks: readonly (Pick<LookedPage, 'pageId' | 'sha256' | 'number'> & PageLook)[],
): Promise<void> {
  await writer.run(sql`
    INSERT INTO page_look (page_id, seal, picture)
    SELECT page.id, value ->> 'seal', value ->> 'picture'
    FROM json_each(${JSON.stringify(looks)})
    JOIN page ON page.id = value ->> 'pageId' AND page.number = value ->> 'number'
    JOIN original ON original.id = page.original_id AND original.sha256 = value ->> 'sha256'
    WHERE true
    ON CONFLICT (page_id) DO UPDATE SET seal = excluded.seal, picture = excluded.picture`);
}
