import { existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from '../../main/db/index.ts';
import { openArchive } from '../../main/library/index.ts';
import type { ChecklistId } from '../../main/contract/index.ts';
import { createWorkerPool, launchNode } from '../../main/workers/index.ts';
import { makeLargeArchive } from '../support/large-archive.ts';
import { largeDraft, makeLargeChecklist } from '../support/large-checklist.ts';
import { median, seconds, type Row } from './measure.ts';
import { openProgram } from './open-program.ts';

/** An archive with a checklist of so many items and links; made once and kept. */
export async function archiveWith(folder: string, items: number, links: number): Promise<string> {
  const path = join(folder, `checklist-${items}`);
  if (existsSync(join(path, 'mingce.sqlite'))) return path;
  const workers = createWorkerPool(launchNode, { size: 1 });
  const options = { workers, user: 'bench', language: 'zh-CN' } as const;
  const documents = items * 2;
  process.stderr.write(`making a checklist of ${items} items and ${links} links …\n`);
  const making = `${path}-making`;
  await rm(making, { recursive: true, force: true });
  await makeLargeArchive(
    making,
    { documents, pagesEach: 2, charactersAPage: 120, seed: 11 },
    options,
  );
  const archive = await openArchive(making, options);
  const rows = await archive.db.read.all<{ id: number }>(sql`SELECT id FROM document`);
  const ids = rows.map(({ id }) => id);
  await makeLargeChecklist(archive, largeDraft(items), ids, links);
  await archive.close();
  await workers.close();
  await rename(making, path);
  return path;
}

interface Times {
  readonly median: number;
  readonly worst: number;
}

/** Every call of a screen and of a hand, asked as the window asks it. */
async function measure(folder: string, path: string, runs: number): Promise<Map<string, Times>> {
  const { call, close } = await openProgram(path, folder);
  const found = new Map<string, Times>();
  const time = async (
    name: string,
    work: (run: number) => Promise<unknown>,
    before: (run: number) => Promise<unknown> = () => Promise.resolve(),
  ): Promise<void> => {
    const times: number[] = [];
    for (let run = 0; run < runs; run += 1) {
      await before(run);
      const from = performance.now();
      await work(run);
      times.push(performance.now() - from);
    }
    found.set(name, { median: median(times), worst: Math.max(...times) });
  };
  const { checklists } = await call('checklist.list', {});
  const id = checklists[0]?.id as ChecklistId;
  const all = await call('checklist.tree', { id, offset: 0, limit: 10_000 });
  const asking = all.rows.filter(({ need }) => need > 0);
  const itemAt = (run: number) => asking[(run * 997) % asking.length]?.id ?? asking[0]?.id;
  const slotAt = async (run: number) => {
    const { slots } = await call('checklist.item', { id: itemAt(run) as never });
    return slots[0];
  };

  await time('list of editions', () => call('checklist.list', {}));
  await time('tree, whole', () => call('checklist.tree', { id, offset: 0, limit: 10_000 }));
  await time('tree, what is open', () =>
    call('checklist.tree', { id, only: 'open', offset: 0, limit: 10_000 }),
  );
  await time('one item', (run) => call('checklist.item', { id: itemAt(run) as never }));
  // What was counted is kept until something changes: here it is counted anew each time.
  const change = (run: number) =>
    call('checklist.conclude', { id: itemAt(run) as never, conclusion: `第 ${run} 次` });
  await time('coverage of all, after a change', () => call('checklist.coverage', { id }), change);
  await time(
    'tree, after a change',
    () => call('checklist.tree', { id, offset: 0, limit: 10_000 }),
    change,
  );
  await time('gaps, the first 1,000', () => call('checklist.gaps', { id, offset: 0, limit: 1000 }));
  await time('overview', () => call('checklist.overview', { id }));
  await time('what is due', () => call('checklist.due', { id, offset: 0, limit: 200 }));
  await time('where a document proves', (run) =>
    call('checklist.ofDocument', { id: (run + 1) as never, offset: 0, limit: 50 }),
  );
  await time('link one', async (run) => {
    const slot = await slotAt(run + 100);
    await call('checklist.link', {
      links: [{ slot: slot?.id as never, document: (run + 3) as never }],
    });
  });
  await time('undo', () => call('keeping.undo', {}));
  await time('assign 200 items', (run) =>
    call('checklist.assign', {
      ids: asking.slice(0, 200).map((row) => row.id),
      patch: { person: `经办人 ${run}` },
    }),
  );
  await close();
  return found;
}

const screens = new Set([
  'list of editions',
  'tree, whole',
  'tree, after a change',
  'tree, what is open',
  'one item',
  'gaps, the first 1,000',
  'overview',
  'what is due',
  'where a document proves',
]);

/** A checklist of many items and links: every call against its target. */
export async function checklists(kept: string, own: string, runs: number, items: number) {
  const links = items * 4;
  const times = await measure(own, await archiveWith(kept, items, links), runs);
  return [...times].map(([name, { median: middle, worst }]): Row => {
    const limit = name.startsWith('coverage') ? 300 : screens.has(name) ? 100 : null;
    return {
      work: `Checklist, ${items.toLocaleString('en')} items × ${links.toLocaleString('en')} links: ${name}`,
      ours: seconds(middle),
      peer: '—',
      ratio: null,
      target: limit === null ? '' : `≤ ${limit} ms`,
      met: limit === null ? null : middle <= limit,
      note: `slowest ${seconds(worst)}`,
    };
  });
}
