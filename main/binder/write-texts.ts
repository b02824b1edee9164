import { createHash } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import type { Reader } from '../db/index.ts';
import type { WrittenText } from './page-texts.ts';
import { partPath, targetError } from './part-files.ts';
import type { PlannedPart, PlannedTexts, VolumePlan } from './plan.ts';
import { textsOfPages, type TextRow } from './queries.ts';

/** The file of texts that belongs to a plan; removed by who had it written. */
export interface TextsFile {
  readonly path: string;
  readonly sha256: string;
}

/** Pages asked of the catalogue at a time: bounds memory. */
const pagesAtOnce = 400;

/**
 * Writes the texts that a volume's pages lack (those read or corrected; a file's own layer goes with
 * its pages) into a file in `folder`, and says in the plan where each is. `texts` null: there are
 * none, and no file.
 * @throws ArchiveError `target-not-writable`, `disk-full`
 */
export async function writeTexts(
  reader: Reader,
  plan: VolumePlan,
  folder: string,
): Promise<{ readonly plan: VolumePlan; readonly texts: TextsFile | null }> {
  const parts = plan.sections.flatMap(({ documents }) => documents.flatMap((each) => each.parts));
  const path = partPath(folder);
  try {
    const { places, sha256 } = await writeAll(reader, parts, path);
    if (places.size === 0) {
      await rm(path, { force: true });
      return { plan, texts: null };
    }
    return { plan: withTexts(plan, places), texts: { path, sha256 } };
  } catch (error) {
    await rm(path, { force: true }).catch(() => undefined);
    throw targetError(error, path);
  }
}

type Places = ReadonlyMap<PlannedPart, PlannedTexts>;

async function writeAll(
  reader: Reader,
  parts: readonly PlannedPart[],
  path: string,
): Promise<{ places: Places; sha256: string }> {
  const hash = createHash('sha256');
  const places = new Map<PlannedPart, { at: number; bytes: number[] }>();
  const file = await open(path, 'wx', 0o600);
  let written = 0;
  try {
    for (const batch of batches(parts)) {
      const rows = await textsOfPages(reader, batch);
      const chunks = rows.map((row): Buffer => {
        const chunk = Buffer.from(JSON.stringify(recordOf(row)));
        const run = batch[row.run];
        if (run === undefined) return chunk;
        const place = places.get(run.part) ?? { at: written, bytes: [] };
        places.set(run.part, place);
        const index = row.number - (run.part.firstPage ?? 1);
        while (place.bytes.length < index) place.bytes.push(0);
        place.bytes.push(chunk.length);
        written += chunk.length;
        return chunk;
      });
      const all = Buffer.concat(chunks);
      hash.update(all);
      await file.writeFile(all);
    }
  } finally {
    await file.close();
  }
  return { places, sha256: hash.digest('hex') };
}

const recordOf = ({ width_um, height_um, text, lines }: TextRow): WrittenText => [
  width_um,
  height_um,
  text,
  lines,
];

interface PageRun {
  readonly part: PlannedPart;
  readonly sha256: string;
  readonly first: number;
  readonly last: number;
}

/** Runs of pages, as many at a time as make about `pagesAtOnce`; long parts in pieces. */
function* batches(parts: readonly PlannedPart[]): Generator<PageRun[]> {
  let batch: PageRun[] = [];
  let pages = 0;
  for (const part of parts) {
    if (part.state !== 'ready' || part.pages === 0) continue;
    const from = part.firstPage ?? 1;
    const to = from + part.pages - 1;
    for (let first = from; first <= to; first += pagesAtOnce) {
      const last = Math.min(to, first + pagesAtOnce - 1);
      batch.push({ part, sha256: part.sha256, first, last });
      pages += last - first + 1;
      if (pages < pagesAtOnce) continue;
      yield batch;
      [batch, pages] = [[], 0];
    }
  }
  if (batch.length > 0) yield batch;
}

function withTexts(plan: VolumePlan, places: Places): VolumePlan {
  return {
    ...plan,
    sections: plan.sections.map((section) => ({
      ...section,
      documents: section.documents.map((document) => ({
        ...document,
        parts: document.parts.map((part) => {
          const texts = places.get(part);
          return texts === undefined ? part : { ...part, texts };
        }),
      })),
    })),
  };
}
