import { connect, type Connection, type Reader, type Writer } from './connection.ts';

/**
 * A catalogue as the program uses it: one writer behind a queue, a few readers.
 * The sqlite3 package is asynchronous, so two flows on one connection would share a transaction;
 * the queue gives each `write` the writer for itself.
 */
export interface Database {
  /** Reads what is committed. Several reads need not see the same moment. */
  readonly read: Reader;
  /** Runs `work` in one transaction: committed when it resolves, rolled back when it rejects. */
  readonly write: <T>(work: (writer: Writer) => Promise<T>) => Promise<T>;
  /** Statements that cannot run in a transaction (VACUUM, checkpoints), in the writer's queue. */
  readonly maintain: <T>(work: (connection: Connection) => Promise<T>) => Promise<T>;
  readonly close: () => Promise<void>;
}

export interface DatabaseOptions {
  readonly mode: 'read' | 'write' | 'create';
  /**
   * False where write-ahead logging does not work (network paths): one connection for
   * everything and a rollback journal.
   */
  readonly wal: boolean;
  readonly readers?: number;
}

/** Settings each connection needs; `secure_delete` because destroying must leave no bytes behind. */
const settings = `
  PRAGMA foreign_keys = ON;
  PRAGMA recursive_triggers = ON;
  PRAGMA synchronous = FULL;
  PRAGMA secure_delete = ON;
  PRAGMA temp_store = MEMORY;
  PRAGMA cache_size = -16000;
  PRAGMA trusted_schema = ON;
`;

function queue(): <T>(work: () => Promise<T>) => Promise<T> {
  let tail: Promise<unknown> = Promise.resolve();
  return (work) => {
    const next = tail.then(work, work);
    tail = next.catch(() => undefined);
    return next;
  };
}

export async function openDatabase(path: string, options: DatabaseOptions): Promise<Database> {
  const { mode, wal } = options;
  const writer = await connect(path, mode);
  const readers: Connection[] = [];
  try {
    await writer.script(`PRAGMA busy_timeout = 5000; ${settings}`);
    if (mode !== 'read') {
      await writer.script(`PRAGMA journal_mode = ${wal ? 'WAL' : 'TRUNCATE'};`);
    }
    // Reading something tells now, not later, that the file is a database.
    await writer.get({ text: 'SELECT count(*) FROM sqlite_schema', values: [] });
    for (let n = 0; wal && n < (options.readers ?? 2); n += 1) {
      const reader = await connect(path, 'read');
      readers.push(reader);
      await reader.script(`PRAGMA busy_timeout = 5000; ${settings} PRAGMA query_only = ON;`);
    }
  } catch (error) {
    await Promise.allSettled([writer, ...readers].map((connection) => connection.close()));
    throw error;
  }

  const inTurn = queue();
  let turn = 0;
  const anyReader = (): Connection => {
    turn += 1;
    return readers[turn % readers.length] ?? writer;
  };
  // Without readers of their own, reads wait for the writer's turn, or they would see half a transaction.
  const read: Reader =
    readers.length > 0
      ? {
          all: (query) => anyReader().all(query),
          get: (query) => anyReader().get(query),
        }
      : {
          all: (query) => inTurn(() => writer.all(query)),
          get: (query) => inTurn(() => writer.get(query)),
        };

  return {
    read,
    write: (work) =>
      inTurn(async () => {
        await writer.script('BEGIN IMMEDIATE');
        try {
          const result = await work(writer);
          await writer.script('COMMIT');
          return result;
        } catch (error) {
          // A failed COMMIT or a full disk may have rolled back already.
          await writer.script('ROLLBACK').catch(() => undefined);
          throw error;
        }
      }),
    maintain: (work) => inTurn(() => work(writer)),
    close: () =>
      inTurn(async () => {
        await Promise.all(readers.map((reader) => reader.close()));
        if (mode !== 'read' && wal) await writer.script('PRAGMA wal_checkpoint(TRUNCATE)');
        await writer.close();
      }),
  };
}
