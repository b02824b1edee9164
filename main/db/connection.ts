import sqlite3 from 'sqlite3';
import { ArchiveError } from '../contract/errors.ts';
import type { Sql, SqlValue } from './sql.ts';

/** Reading a catalogue. Rows are plain objects with the columns as selected. */
export interface Reader {
  readonly all: <Row>(query: Sql) => Promise<Row[]>;
  readonly get: <Row>(query: Sql) => Promise<Row | undefined>;
}

/** Reading and changing it, inside one transaction. */
export interface Writer extends Reader {
  readonly run: (query: Sql) => Promise<{ readonly changes: number; readonly lastId: number }>;
}

/** One SQLite connection; queries run off the main thread, in the order they are given. */
export interface Connection extends Writer {
  /** Runs statements without values: migrations and pragmas. */
  readonly script: (text: string) => Promise<void>;
  /** Ends the query that is running, if any (it rejects with `cancelled`). */
  readonly interrupt: () => void;
  readonly close: () => Promise<void>;
}

function bindable(values: readonly SqlValue[]): (string | number | null | Uint8Array)[] {
  return values.map((value) => (typeof value === 'boolean' ? Number(value) : value));
}

/** SQLite's own errors in our words; anything unknown stays a bug. */
export function asArchiveError(error: unknown, path: string): unknown {
  const code = (error as { code?: unknown }).code;
  switch (code) {
    case 'SQLITE_FULL':
      return new ArchiveError('disk-full', { path }, error);
    case 'SQLITE_NOTADB':
    case 'SQLITE_CORRUPT':
      return new ArchiveError('archive-damaged', { path }, error);
    case 'SQLITE_READONLY':
      return new ArchiveError('archive-read-only', { path }, error);
    case 'SQLITE_CANTOPEN':
      return new ArchiveError('archive-not-found', { path }, error);
    case 'SQLITE_BUSY':
      return new ArchiveError('archive-held', { path }, error);
    case 'SQLITE_INTERRUPT':
      return new ArchiveError('cancelled', {}, error);
    default:
      return error;
  }
}

/** Opens a database file. `mode` `create` makes it where it is missing. */
export async function connect(
  path: string,
  mode: 'read' | 'write' | 'create',
): Promise<Connection> {
  const flags = {
    read: sqlite3.OPEN_READONLY,
    write: sqlite3.OPEN_READWRITE,
    create: sqlite3.OPEN_READWRITE | sqlite3.OPEN_CREATE,
  }[mode];
  const database = await new Promise<sqlite3.Database>((resolve, reject) => {
    const opening: sqlite3.Database = new sqlite3.Database(path, flags, (error) =>
      error === null ? resolve(opening) : reject(asArchiveError(error, path)),
    );
  });
  // One statement at a time: the order of calls is the order of effects.
  database.serialize();

  const settle =
    <T>(resolve: (value: T) => void, reject: (reason: unknown) => void, query: Sql) =>
    (error: Error | null, value: T) => {
      if (error === null) return resolve(value);
      const known = asArchiveError(error, path);
      if (known === error) error.message += ` in: ${query.text.replace(/\s+/g, ' ').slice(0, 400)}`;
      reject(known);
    };

  return {
    all: <Row>(query: Sql) =>
      new Promise<Row[]>((resolve, reject) => {
        database.all<Row>(query.text, bindable(query.values), settle(resolve, reject, query));
      }),
    get: <Row>(query: Sql) =>
      new Promise<Row | undefined>((resolve, reject) => {
        database.get<Row>(query.text, bindable(query.values), settle(resolve, reject, query));
      }),
    run: (query) =>
      new Promise((resolve, reject) => {
        database.run(query.text, bindable(query.values), function (error) {
          // On an error the package calls back without its statement.
          const value =
            error === null
              ? { changes: this.changes, lastId: this.lastID }
              : { changes: 0, lastId: 0 };
          settle(resolve, reject, query)(error, value);
        });
      }),
    script: (text) =>
      new Promise<void>((resolve, reject) => {
        database.exec(text, (error) =>
          error === null ? resolve() : reject(asArchiveError(error, path)),
        );
      }),
    interrupt: () => database.interrupt(),
    close: () =>
      new Promise<void>((resolve, reject) => {
        database.close((error) => (error === null ? resolve() : reject(error)));
      }),
  };
}
