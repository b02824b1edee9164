import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { lookAtPage } from '../../main/checklist/check-look.ts';
import { temporaryFolder } from '../support/archives.ts';
import { sealPages, type SealPage } from '../support/seal-pages.ts';

const context = { progress: () => undefined, signal: new AbortController().signal };

/** What is seen on each page, with the page. */
async function seen(
  counts: Parameters<typeof sealPages>[0],
): Promise<{ readonly page: SealPage; readonly seal: string }[]> {
  const path = join(await temporaryFolder(), 'page.jpg');
  const found: { page: SealPage; seal: string }[] = [];
  for await (const page of sealPages(counts)) {
    await writeFile(path, page.jpeg);
    const args = { path, type: 'jpeg', page: 1, widthUm: 210_000, heightUm: 297_000 } as const;
    found.push({ page, seal: (await lookAtPage(args, context)).seal });
  }
  return found;
}

// All 100 pages are measured by `npm run bench -- check`.
test('round seals are seen, mastheads, lines, red photos and stamps are not taken for them', async () => {
  const found = await seen({ sealed: 12, unsealed: 12, grey: 1 });
  const wrong = found.filter(({ page, seal }) =>
    page.truth === 'none' ? seal === 'seen' : seal !== page.truth,
  );
  expect(wrong.map(({ page, seal }) => `${page.what}: ${seal}`)).toEqual([]);
}, 120_000);
