import { rawSql, sql, type Reader, type Sql, type Writer } from '../db/index.ts';

/** 绝密, 机密 or 秘密, whatever follows: ★, a period, 级. */
export const isMarkedSecret = (value: Sql): Sql => sql`
  substr(trim(coalesce(${value}, '')), 1, 2) IN ('绝密', '机密', '秘密')`;

/** The same of a value that is about to be set. */
export function isSecretMarking(value: string | null | undefined): boolean {
  return /^\s*(?:绝密|机密|秘密)/u.test(value ?? '');
}

/**
 * Documents of a selection that may not be filed: marked as state secrets by what a person set (or
 * sets with `secrecy`, where given), or found to be so where no person has said otherwise.
 */
const stopped = (ids: Sql, secrecy: string | null | undefined): Sql => {
  const set = secrecy === undefined ? rawSql('document.secrecy') : sql`${secrecy}`;
  return sql`
    SELECT document.id FROM document WHERE document.id IN (${ids}) AND (
      ${isMarkedSecret(set)}
      OR (${set} IS NULL AND (
        EXISTS (SELECT 1 FROM document_note AS note
          WHERE note.document_id = document.id AND note.code = 'secret')
        OR ${isMarkedSecret(sql`(SELECT value FROM proposal
          WHERE proposal.document_id = document.id AND field = 'secrecy' ORDER BY rank LIMIT 1)`)})))`;
};

/** The selection without them. */
export const withoutStopped = (ids: Sql, secrecy: string | null | undefined): Sql => sql`
  SELECT id FROM document WHERE id IN (${ids}) AND id NOT IN (${stopped(ids, secrecy)})`;

/** Those of the ids that wait in the inbox because they may not be filed. */
export async function stoppedDocuments(reader: Reader, ids: readonly number[]): Promise<number[]> {
  const rows = await reader.all<{ id: number }>(sql`
    SELECT id FROM (${stopped(sql`SELECT value FROM json_each(${JSON.stringify(ids)})`, undefined)})
    WHERE id IN (SELECT id FROM document WHERE state = 'inbox' AND trashed_at IS NULL) ORDER BY id`);
  return rows.map((row) => row.id);
}

export async function isStopped(reader: Reader, id: number): Promise<boolean> {
  const found = await reader.get(stopped(sql`SELECT ${id}`, undefined));
  return found !== undefined;
}

/** A finding goes with the pages it may have been made on, until they are judged anew. */
export async function passSecretNote(writer: Writer, from: number, to: number): Promise<void> {
  await writer.run(sql`
    INSERT INTO document_note (document_id, code, details)
    SELECT ${to}, code, details FROM document_note AS note
    WHERE document_id = ${from} AND code = 'secret' AND NOT EXISTS (
      SELECT 1 FROM document_note WHERE document_id = ${to} AND code = 'secret') LIMIT 1`);
}

/** What a person said of the secrecy of other pages does not hold for those that come in. */
export async function forgetSecrecy(writer: Writer, id: number, like: number): Promise<void> {
  await writer.run(sql`
    UPDATE document SET secrecy = (SELECT CASE WHEN ${isMarkedSecret(rawSql('secrecy'))}
        THEN secrecy END FROM document AS other WHERE other.id = ${like})
    WHERE id = ${id} AND NOT ${isMarkedSecret(rawSql('secrecy'))}`);
}
