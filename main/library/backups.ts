import { mkdir, open, readdir, rename, rm, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { chainHead, type Database, type Reader } from '../db/index.ts';
import type { ArchivePaths } from './paths.ts';
import { copyCatalogue, operationTime } from './queries.ts';

/** One automatic copy of the catalogue in `backups/`. */
interface CatalogueBackup {
  readonly name: string;
  /** Local calendar day, `YYYY-MM-DD`, and time, `HH:MM:SS`, when it was made. */
  readonly day: string;
  readonly time: string;
  readonly bytes: number;
}

const form = /^catalogue-(\d{4})(\d\d)(\d\d)-(\d\d)(\d\d)(\d\d)(?:-v\d+)?\.sqlite$/u;
const enoughFree = 2_000_000_000;

const two = (value: number): string => String(value).padStart(2, '0');

function stamp(now: Date): string {
  const day = `${now.getFullYear()}${two(now.getMonth() + 1)}${two(now.getDate())}`;
  return `${day}-${two(now.getHours())}${two(now.getMinutes())}${two(now.getSeconds())}`;
}

async function flush(path: string): Promise<void> {
  const file = await open(path, 'r+');
  await file.sync();
  await file.close();
}

/** Oldest first. */
export async function listBackups(paths: ArchivePaths): Promise<CatalogueBackup[]> {
  const names = await readdir(paths.backups).catch(() => [] as string[]);
  const found: CatalogueBackup[] = [];
  for (const name of names.toSorted()) {
    const parts = form.exec(name);
    if (parts === null) continue;
    const [, year, month, day, hour, minute, second] = parts;
    const { size } = await stat(join(paths.backups, name));
    found.push({
      name,
      day: `${year}-${month}-${day}`,
      time: `${hour}:${minute}:${second}`,
      bytes: size,
    });
  }
  return found;
}

/** Which backups to keep: 7 days, 4 weeks, 12 months, the newest of each; half of it when space is short. */
export function worthKeeping(
  backups: readonly CatalogueBackup[],
  spaceIsShort: boolean,
): Set<string> {
  const share = spaceIsShort ? 0.5 : 1;
  const week = (day: string): string =>
    String(Math.floor((Date.parse(`${day}T00:00:00Z`) / 86_400_000 + 3) / 7));
  const rules: readonly (readonly [(day: string) => string, number])[] = [
    [(day) => day, 7],
    [week, 4],
    [(day) => day.slice(0, 7), 12],
  ];
  const keep = new Set<string>();
  for (const [period, count] of rules) {
    const seen = new Set<string>();
    for (const backup of backups.toReversed()) {
      const key = period(backup.day);
      if (seen.has(key) || seen.size >= Math.ceil(count * share)) continue;
      seen.add(key);
      keep.add(backup.name);
    }
  }
  return keep;
}

/** Copies the catalogue, whole and defragmented, into `backups/`, and drops what is no longer kept. */
export async function backUpCatalogue(
  paths: ArchivePaths,
  database: Pick<Database, 'maintain'>,
  suffix = '',
): Promise<string> {
  await mkdir(paths.backups, { recursive: true });
  const name = `catalogue-${stamp(new Date())}${suffix}.sqlite`;
  const part = join(paths.backups, `${name}.part`);
  await rm(part, { force: true });
  await database.maintain((connection) => copyCatalogue(connection, part));
  await flush(part);
  await rename(part, join(paths.backups, name));

  const { bavail, bsize } = await statfs(paths.backups);
  const all = await listBackups(paths);
  const keep = worthKeeping(all, bavail * bsize < enoughFree);
  for (const backup of all) {
    if (!keep.has(backup.name)) await rm(join(paths.backups, backup.name), { force: true });
  }
  return name;
}

/** True where something was done since the newest backup, and `minimumAgeMs` has passed. */
export async function isBackupDue(
  paths: ArchivePaths,
  reader: Reader,
  minimumAgeMs: number,
): Promise<boolean> {
  const { operations } = await chainHead(reader);
  if (operations === 0) return false;
  const newest = (await listBackups(paths)).at(-1);
  if (newest === undefined) return true;
  const madeMs = new Date(`${newest.day}T${newest.time}`).getTime();
  if (Date.now() - madeMs < minimumAgeMs) return false;
  const last = await operationTime(reader, operations);
  return last !== undefined && Date.parse(last) > madeMs;
}
