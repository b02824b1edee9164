import type { Caption } from '../contract/documents.ts';
import { joinSql, rawSql, sql, type Reader, type Writer } from '../db/index.ts';

/** Columns of `caption` by contract field. */
export const captionColumnOf: Readonly<Record<keyof Caption, string>> = {
  event: 'event',
  time: 'time',
  place: 'place',
  people: 'people',
  background: 'background',
  photographer: 'photographer',
  seeAlso: 'see_also',
};

export function captionOf(reader: Reader, documentId: number): Promise<Caption | undefined> {
  return reader.get<Caption>(sql`
    SELECT event, time, place, people, background, photographer, see_also AS seeAlso
    FROM caption WHERE document_id = ${documentId}`);
}

/** Writes a caption whole; null: nothing is written about it any more. */
export async function storeCaption(
  writer: Writer,
  documentId: number,
  caption: Caption | null,
): Promise<void> {
  if (caption === null) {
    await writer.run(sql`DELETE FROM caption WHERE document_id = ${documentId}`);
    return;
  }
  const entries = Object.entries(captionColumnOf) as [keyof Caption, string][];
  const columns = joinSql(
    entries.map(([, column]) => rawSql(column)),
    ', ',
  );
  const values = joinSql(
    entries.map(([field]) => sql`${caption[field]}`),
    ', ',
  );
  const assignments = joinSql(
    entries.map(([, column]) => rawSql(`${column} = excluded.${column}`)),
    ', ',
  );
  await writer.run(sql`
    INSERT INTO caption (document_id, ${columns}) VALUES (${documentId}, ${values})
    ON CONFLICT (document_id) DO UPDATE SET ${assignments}`);
}
