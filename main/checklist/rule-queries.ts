import { sql, type Reader, type Writer } from '../db/index.ts';

/** Key of the archive's setting; without a row a proof outside the window counts. */
const outside = 'proof-outside-counts';

export async function outsideCounts(reader: Reader): Promise<boolean> {
  const row = await reader.get<{ value: string }>(
    sql`SELECT value FROM archive_setting WHERE key = ${outside}`,
  );
  return row?.value !== '0';
}

export async function setOutsideCounts(writer: Writer, counts: boolean): Promise<void> {
  const value = counts ? '1' : '0';
  await writer.run(sql`
    INSERT INTO archive_setting (key, value) VALUES (${outside}, ${value})
    ON CONFLICT (key) DO UPDATE SET value = excluded.value`);
}
