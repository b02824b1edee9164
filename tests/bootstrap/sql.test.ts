import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');

/** `queries.ts` of a capability, and `*-queries.ts` by subject where one file would be too long. */
const ofCapability = /^main\/[a-z]+\/(?:[a-z-]+-)?queries\.ts$/u;

/** Beside them: what builds conditions and orders for the queries of several capabilities. */
const builders = ['filing-order', 'filter', 'found-ids', 'list-hits', 'matching', 'text-sql'].map(
  (name) => `main/search/${name}.ts`,
);

function maySpeakSql(path: string): boolean {
  return path.startsWith('main/db/') || ofCapability.test(path) || builders.includes(path);
}

const importOfSql =
  /import\s+(?:type\s+)?\{[^}]*\b(?:sql|rawSql|joinSql|allOf|inJson)\b[^}]*\}\s+from\s+'[^']*\/db\/[^']*'/u;
const statement =
  /[`'"(]\s*(?:SELECT\s|INSERT INTO\s|UPDATE\s+\w+\s+SET\s|DELETE FROM\s|PRAGMA\s|VACUUM\b|CREATE (?:TEMP |VIRTUAL )?TABLE\s)/u;

/** Whether a source text makes statements for the database. */
function speaksSql(text: string): boolean {
  return importOfSql.test(text) || statement.test(text);
}

test.each([
  "import { sql, type Reader } from '../db/index.ts';",
  "import {\n  migrate,\n  rawSql,\n} from '../../db/index.ts';",
  'connection.script(`\n  PRAGMA foreign_keys = ON`);',
  "reader.all({ text: 'SELECT id FROM document', values: [] });",
])('a file with %j speaks SQL', (text) => {
  expect(speaksSql(text)).toBe(true);
});

test('SQL stands in main/db, in queries.ts and *-queries.ts of a capability and in the builders of conditions, nowhere else', () => {
  const files = readdirSync(join(root, 'main'), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.m?ts$/u.test(name))
    .map((name) => `main/${name.replaceAll('\\', '/')}`);
  const speaking = files.filter((path) => speaksSql(readFileSync(join(root, path), 'utf8')));
  expect(speaking.filter((path) => !maySpeakSql(path))).toEqual([]);
  // A builder that builds nothing any more is no exception any more.
  expect(builders.filter((path) => !speaking.includes(path))).toEqual([]);
});
