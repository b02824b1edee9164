import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { connect, migrate, rawSql } from '../../main/db/index.ts';

/** The catalogue's schema as the migrations make it; run this file to write main/db/schema.sql. */
export async function schemaText(): Promise<string> {
  const connection = await connect(':memory:', 'create');
  try {
    await migrate(connection, ':memory:', async () => undefined);
    const rows = await connection.all<{ sql: string }>(
      rawSql(`SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL
        AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'document_index_%' ORDER BY rowid`),
    );
    const head =
      '-- Made from main/db/migrations by tests/support/schema.ts; not edited by hand.\n\n';
    return `${head}${rows.map((row) => `${row.sql};`).join('\n\n')}\n`;
  } finally {
    await connection.close();
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await writeFile(new URL('../../main/db/schema.sql', import.meta.url), await schemaText());
}
