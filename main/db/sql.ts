/** A value SQLite can bind. Booleans go in as 0 and 1. */
export type SqlValue = string | number | null | boolean | Uint8Array;

/** A statement with its values apart from its text. Made by `sql` only. */
export interface Sql {
  readonly text: string;
  readonly values: readonly SqlValue[];
}

function isSql(value: unknown): value is Sql {
  return typeof value === 'object' && value !== null && 'text' in value && 'values' in value;
}

/**
 * A statement in which every `${value}` is bound, never pasted; `${sql`…`}` nests.
 * @example sql`SELECT id FROM document WHERE year = ${2024} ${onlyFiled ? sql`AND state = 'filed'` : sql``}`
 */
export function sql(parts: TemplateStringsArray, ...inserts: readonly (SqlValue | Sql)[]): Sql {
  let text = parts[0] ?? '';
  const values: SqlValue[] = [];
  inserts.forEach((insert, index) => {
    if (isSql(insert)) {
      text += insert.text;
      values.push(...insert.values);
    } else {
      text += '?';
      values.push(insert);
    }
    text += parts[index + 1] ?? '';
  });
  return { text, values };
}

/** Text that is part of the program (a table's name, generated SQL), never of a user's input. */
export function rawSql(text: string): Sql {
  return { text, values: [] };
}

export function joinSql(parts: readonly Sql[], separator: string): Sql {
  return {
    text: parts.map((part) => part.text).join(separator),
    values: parts.flatMap((part) => part.values),
  };
}

/** Parts that must all hold; true where there are none. */
export function allOf(parts: readonly Sql[]): Sql {
  return parts.length === 0
    ? rawSql('1')
    : joinSql(
        parts.map((part) => ({ ...part, text: `(${part.text})` })),
        ' AND ',
      );
}

/** `value IN (…)` over one JSON parameter: works for any number of ids. */
export function inJson(column: string, values: readonly (string | number)[]): Sql {
  return sql`${rawSql(column)} IN (SELECT value FROM json_each(${JSON.stringify(values)}))`;
}
