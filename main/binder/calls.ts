import { createHash } from 'node:crypto';
import { mkdir, open, readdir, rm, stat, utimes } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { binderRecipe, type BinderRecipe, type binderCalls } from '../contract/binder.ts';
import { ArchiveError } from '../contract/errors.ts';
import type { BinderId } from '../contract/ids.ts';
import type { Archive, CallContext, Handlers } from '../library/index.ts';
import { composePlan, countLeftOut, binderDefaults } from './compose.ts';
import type { Estimate, EstimateArgs } from './estimate-task.ts';
import { exportDocument, plannedDocument } from './export-document.ts';
import { loadFaces } from './fonts.ts';
import { expectedFacts, setVolume } from './front-matter.ts';
import type { Layout } from './layout.ts';
import { outlineEntries } from './outline-entries.ts';
import { hashOfPlan } from './plan-hash.ts';
import { countDocuments, isEmpty } from './plan.ts';
import type { VolumePlan } from './plan.ts';
import type { PreviewArgs } from './preview-task.ts';
import { isSheetsFile } from './print-sheets.ts';
import * as q from './queries.ts';
import { writeBinder } from './write-binder.ts';

/** What the outline and the preview share: composing once serves every page of them. */
interface Composed {
  readonly plan: VolumePlan;
  readonly layout: Layout;
  readonly leftOut: number;
}

const composed = new WeakMap<Archive, { key: string; value: Promise<Composed> }>();
const watched = new WeakSet<Archive>();

/** The newest composition of an archive is kept until something changes. */
function compose(archive: Archive, recipe: BinderRecipe): Promise<Composed> {
  if (!watched.has(archive)) {
    watched.add(archive);
    archive.onChange(() => composed.delete(archive));
  }
  const key = JSON.stringify(recipe);
  const kept = composed.get(archive);
  if (kept?.key === key) return kept.value;
  const value = composeNow(archive, recipe);
  composed.set(archive, { key, value });
  value.catch(() => composed.delete(archive));
  return value;
}

async function composeNow(archive: Archive, recipe: BinderRecipe): Promise<Composed> {
  const [plan, leftOut] = await Promise.all([
    composePlan(archive, recipe),
    recipe.checklist === null
      ? countLeftOut(archive, recipe.selection)
      : q.countUnconfirmedProofs(archive.db.read, recipe.checklist.id),
  ]);
  const { layout } = setVolume(plan, loadFaces(), expectedFacts(plan));
  return { plan, layout, leftOut };
}

const previewFolder = (archive: Archive) => join(archive.paths.derived, 'binder-previews');
const previewPath = (archive: Archive, key: string) => join(previewFolder(archive), `${key}.png`);
const keptPreviews = 200;

/** Makes the picture of a front-matter page where it is not there yet; gives its key. */
async function drawPreview(
  archive: Archive,
  recipe: BinderRecipe,
  page: number,
  widthPx: number,
): Promise<string> {
  const { plan } = await compose(archive, recipe);
  const key = createHash('sha256')
    .update(`${hashOfPlan(plan)} ${page} ${widthPx}`)
    .digest('hex')
    .slice(0, 40);
  const path = previewPath(archive, key);
  const now = new Date();
  const known = await utimes(path, now, now).then(
    () => true,
    () => false,
  );
  if (known) return key;
  await mkdir(previewFolder(archive), { recursive: true });
  const args: PreviewArgs = { plan, page, widthPx, outPath: path };
  await archive.workers.run('binder.preview', args, { priority: 'urgent', timeoutMs: 60_000 });
  await trimPreviews(archive);
  return key;
}

async function trimPreviews(archive: Archive): Promise<void> {
  const folder = previewFolder(archive);
  const names = await readdir(folder);
  if (names.length <= keptPreviews) return;
  const aged = await Promise.all(
    names.map(async (name) => {
      const found = await stat(join(folder, name)).catch(() => null);
      return { name, usedMs: found?.mtimeMs ?? 0 };
    }),
  );
  aged.sort((a, b) => b.usedMs - a.usedMs);
  for (const { name } of aged.slice(keptPreviews / 2)) {
    await rm(join(folder, name), { force: true });
  }
}

/**
 * Path of a preview made by `binder.preview`.
 * @throws ArchiveError `no-such-page`
 */
export async function previewImage(archive: Archive, key: string): Promise<string> {
  const path = previewPath(archive, key);
  const found = /^[0-9a-f]{40}$/.test(key) ? await stat(path).catch(() => null) : null;
  if (!found) throw new ArchiveError('no-such-page', {});
  return path;
}

/** Path of a volume by its name in the exports folder. @throws ArchiveError `source-missing` */
async function volumePath({ archive }: CallContext, name: string): Promise<string> {
  const plain = basename(name) === name && !name.includes('\\') && /\.pdf$/iu.test(name);
  const path = join(archive.paths.exports, name);
  const found = plain ? await stat(path).catch(() => null) : null;
  if (!found?.isFile()) throw new ArchiveError('source-missing', { name });
  return path;
}

async function listVolumes(archive: Archive) {
  const names = await readdir(archive.paths.exports).catch(() => []);
  const volumes = [];
  for (const name of names.filter((each) => /\.pdf$/iu.test(each) && !isSheetsFile(each))) {
    const path = join(archive.paths.exports, name);
    const found = await stat(path).catch(() => null);
    if (!found?.isFile()) continue;
    const at = found.mtime.toISOString();
    volumes.push({ name, bytes: found.size, at, pages: await pagesOfVolume(path, found.size) });
  }
  return volumes.sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : a.name < b.name ? -1 : 1));
}

/** Our own volumes say their pages near their end (write-volume.ts, `pagesKey`). */
async function pagesOfVolume(path: string, bytes: number): Promise<number | null> {
  const tail = Buffer.alloc(Math.min(bytes, 1024));
  const file = await open(path, 'r').catch(() => null);
  if (!file) return null;
  try {
    await file.read(tail, 0, tail.length, bytes - tail.length);
  } finally {
    await file.close();
  }
  const found = /[%/]MingcePages (\d+)/.exec(tail.toString('latin1'));
  return found ? Number(found[1]) : null;
}

export const binderHandlers: Handlers<typeof binderCalls> = {
  'binder.defaults': ({ selection }, { archive }) => binderDefaults(archive, selection),
  'binder.outline': async ({ recipe, offset, limit }, { archive }) => {
    const { plan, layout, leftOut } = await compose(archive, recipe);
    const entries = outlineEntries(plan, layout);
    return {
      documents: countDocuments(plan),
      pages: layout.pages,
      unconfirmed: leftOut,
      total: entries.length,
      entries: entries.slice(offset, offset + limit),
    };
  },
  'binder.estimate': async ({ selection }, { archive }) => {
    const plan = await composePlan(archive, await binderDefaults(archive, selection));
    const args: EstimateArgs = { plan, folder: archive.paths.derived };
    return archive.workers.run<EstimateArgs, Estimate>('binder.estimate', args, {
      priority: 'urgent',
      timeoutMs: 90_000,
    });
  },
  'binder.preview': async ({ recipe, page, widthPx }, { archive, address }) => ({
    address: address('preview', await drawPreview(archive, recipe, page, widthPx)),
  }),
  'binder.export': async ({ recipe }, { archive, jobs }) => {
    const { plan } = await compose(archive, recipe);
    if (isEmpty(plan)) throw new ArchiveError('nothing-to-bind');
    await mkdir(archive.paths.exports, { recursive: true });
    const head = { kind: 'binder' as const, title: plan.title, canPause: false };
    const job = jobs.start(archive, head, (control) =>
      writeBinder(archive, recipe, archive.paths.exports, control),
    );
    return { job };
  },
  'binder.exportDocument': async ({ id }, { archive, jobs }) => {
    const { title } = await plannedDocument(archive, id);
    await mkdir(archive.paths.exports, { recursive: true });
    const head = { kind: 'export' as const, title, canPause: false };
    const job = jobs.start(archive, head, async (control) => {
      const { name, pages, bytes } = await exportDocument(
        archive,
        id,
        archive.paths.exports,
        control,
      );
      return { name, pages, bytes };
    });
    return { job };
  },
  'binder.exports': async (_, { archive }) => ({ volumes: await listVolumes(archive) }),
  'binder.open': async ({ name }, context) => {
    const path = await volumePath(context, name);
    if (!context.openPath) return { address: context.address('volume', encodeURIComponent(name)) };
    await context.openPath(path);
    return { address: null };
  },
  'binder.reveal': async ({ name }, context) => {
    const path = await volumePath(context, name);
    context.revealPath?.(path);
    return { shown: context.revealPath !== undefined };
  },
  'binder.saved': async (_, { archive }) => {
    const rows = await q.savedBinders(archive.db.read);
    const binders = rows.flatMap(({ id, name, recipe }) => {
      const parsed = binderRecipe.safeParse(JSON.parse(recipe));
      return parsed.success ? [{ id: id as BinderId, name, recipe: parsed.data }] : [];
    });
    return { binders };
  },
  'binder.save': async ({ id, name, recipe }, { archive }) => {
    if ((await q.binderNamed(archive.db.read, name, id)) !== null) {
      throw new ArchiveError('name-taken', { name });
    }
    const known = id === null ? null : await q.binderName(archive.db.read, id);
    if (id !== null && known === null) throw new ArchiveError('no-such-binder');
    const words = { kind: 'binder', zh: `保存迎检册“${name}”`, en: `Save binder “${name}”` };
    const { result } = await archive.operate(words, async (writer) => {
      if (id === null) return q.insertBinder(writer, name, JSON.stringify(recipe));
      await q.updateBinder(writer, id, name, JSON.stringify(recipe));
      return id;
    });
    return { id: result as BinderId };
  },
  'binder.remove': async ({ id }, { archive }) => {
    const name = await q.binderName(archive.db.read, id);
    if (name === null) throw new ArchiveError('no-such-binder');
    const words = { kind: 'binder', zh: `删除迎检册“${name}”`, en: `Remove binder “${name}”` };
    await archive.operate(words, (writer) => q.deleteBinder(writer, id));
    return {};
  },
};
