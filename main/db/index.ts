export type { Connection, Reader, Writer } from './connection.ts';
export { connect } from './connection.ts';
export { openDatabase, type Database, type DatabaseOptions } from './database.ts';
export { migrate } from './migrate.ts';
export { migrations } from './migrations/index.ts';
export { allOf, inJson, joinSql, rawSql, sql, type Sql, type SqlValue } from './sql.ts';
export { columnsOf, trackedTables, type TrackedTable } from './tracking.ts';
export {
  beginOperation,
  chainHead,
  sealOperation,
  verifyChain,
  withinOperation,
  type ChainReport,
  type OperationHead,
} from './operations.ts';
