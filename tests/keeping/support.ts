import { expect } from 'vitest';
import { sql, verifyChain } from '../../main/db/index.ts';
import type { Archive } from '../../main/library/index.ts';
import { verifyIndex } from '../../main/search/index.ts';

const never = new AbortController().signal;

/** What must hold after anything at all: the index, the history and the references are true. */
export async function expectSound(archive: Archive): Promise<void> {
  expect(await verifyIndex(archive.db.read, never, () => undefined)).toEqual([]);
  expect(await verifyChain(archive.db.read)).toMatchObject({ ok: true });
  expect(await archive.db.read.all(sql`PRAGMA foreign_key_check`)).toEqual([]);
  expect(await archive.db.read.all(sql`PRAGMA integrity_check`)).toEqual([
    { integrity_check: 'ok' },
  ]);
}
