import { mkdtemp, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Task } from '../workers/index.ts';
import type { PlannedDocument, PlannedPart, VolumePlan } from './plan.ts';
import type { ImageDpi } from './smaller-picture.ts';
import { writeVolume } from './write-volume.ts';

export interface EstimateArgs {
  readonly plan: VolumePlan;
  /** An existing folder for what is tried; nothing stays in it. */
  readonly folder: string;
}

/** Bytes of a volume, about: bound as it is, and with pictures of fewer dots. */
export interface Estimate {
  readonly asIs: number;
  readonly at200: number;
  readonly at150: number;
}

const mostTried = 10;
/** Larger originals take too long to open for an estimate. */
const largestTried = 100_000_000;
/** Of more parts than this some stand for all. */
const mostWeighed = 2000;

/**
 * Task `binder.estimate`. Binds a page of a few originals, the larger ones more likely, as it is
 * and with fewer dots, and takes what that gains for what all would.
 */
export const estimate: Task<EstimateArgs, Estimate> = async ({ plan, folder }, { signal }) => {
  const { weighed, bytes } = await weigh(plan);
  const tried = spread(weighed.filter((each) => each.bytes <= largestTried));
  if (tried.length === 0) return { asIs: bytes, at200: bytes, at150: bytes };
  const trial = await mkdtemp(join(folder, 'estimate-'));
  try {
    const sizeAt = async (dpi: ImageDpi) => {
      const sample = samplePlan(plan, tried, dpi);
      const written = await writeVolume(sample, join(trial, `${dpi}.pdf`), signal, () => undefined);
      return written.bytes;
    };
    const [asIs, at200, at150] = [await sizeAt(null), await sizeAt(200), await sizeAt(150)];
    const scaled = (size: number) => Math.round((bytes * Math.min(size, asIs)) / asIs);
    return { asIs: bytes, at200: scaled(at200), at150: scaled(at150) };
  } finally {
    await rm(trial, { recursive: true, force: true });
  }
};

interface Weighed {
  readonly part: PlannedPart;
  readonly bytes: number;
}

/** Parts that can be opened with the bytes they bring, and what all bring together. */
async function weigh(plan: VolumePlan): Promise<{ weighed: readonly Weighed[]; bytes: number }> {
  const ready = plan.sections
    .flatMap(({ documents }) => documents.flatMap(({ parts }) => parts))
    .filter(({ state, pages }) => state === 'ready' && pages > 0);
  const step = Math.max(1, Math.ceil(ready.length / mostWeighed));
  const weighed: Weighed[] = [];
  for (let at = 0; at < ready.length; at += step) {
    const part = ready[at];
    const found = part && (await stat(part.path).catch(() => null));
    if (part && found) weighed.push({ part, bytes: found.size });
  }
  const sum = weighed.reduce((total, each) => total + each.bytes, 0);
  return { weighed, bytes: Math.round((sum * ready.length) / Math.max(1, weighed.length)) };
}

/** A few that lie at equal distances when all are laid end to end. */
function spread(weighed: readonly Weighed[]): readonly PlannedPart[] {
  const total = weighed.reduce((sum, { bytes }) => sum + bytes, 0);
  const out = new Set<PlannedPart>();
  let passed = 0;
  let next = total / mostTried / 2;
  for (const { part, bytes } of weighed) {
    passed += bytes;
    if (passed < next) continue;
    out.add(part);
    while (next <= passed) next += Math.max(1, total / mostTried);
  }
  return [...out];
}

function samplePlan(plan: VolumePlan, parts: readonly PlannedPart[], dpi: ImageDpi): VolumePlan {
  const documents = parts.map((part, id): PlannedDocument => {
    const { texts: _, ...rest } = part;
    const middle = (part.firstPage ?? 1) + Math.floor((part.pages - 1) / 2);
    const one = { ...rest, firstPage: middle, lastPage: middle, pages: 1, oversizePages: 0 };
    return { id, title: '', referenceNumber: null, issuer: null, date: null, parts: [one] };
  });
  return {
    ...plan,
    options: {
      cover: false,
      contents: false,
      dividers: false,
      remarks: false,
      pageNumbers: false,
      duplex: false,
      a3: 'own',
      ...(dpi === null ? {} : { imageDpi: dpi }),
    },
    sections: [{ year: null, categoryId: null, path: [], tab: 0, documents }],
  };
}
