import { expect, test } from 'vitest';
import { documentDetail } from '../../main/catalog/index.ts';
import { assign, createChecklist, link, mark, moveItems } from '../../main/checklist/index.ts';
import type { LinkId, OperationId } from '../../main/contract/index.ts';
import { history } from '../../main/keeping/index.ts';
import { changesIn } from '../../main/keeping/queries.ts';
import { testArchive } from '../support/archives.ts';
import { addDocument } from '../support/documents.ts';
import { newLink, noAddress, placesOf, slotOf, smallDraft } from './support.ts';

test('the history says in words what was done, to how many, and names what each row is about', async () => {
  const { archive } = await testArchive();
  const created = await createChecklist(archive, smallDraft);
  const at = await placesOf(archive.db.read, created.id);
  const plan = await addDocument(archive, { title: '整治方案', pages: ['一', '二'] });
  const ledger = await addDocument(archive, { title: '整改台账', pages: ['一'] });
  const place = slotOf(at('Ⅰ-1-1)-①'));
  const { links } = await link(archive, [
    newLink(place, plan, { pages: [{ from: 1, to: 1 }] }),
    newLink(place, ledger),
  ]);
  await mark(archive, links[0] as LinkId, 1, [
    { xUm: 1, yUm: 1, widthUm: 9, heightUm: 9, angle: 0, vertical: false },
  ]);
  await assign(archive, [at('Ⅰ-1').item, at('Ⅰ-2').item], { person: '周文娟' });
  await moveItems(archive, [at('Ⅱ').item], null, 0);
  const operations = await history(archive.db.read, 0, 10);
  expect(operations.map(({ summary, changed }) => [summary, changed]).slice(0, 4)).toEqual([
    ['移动测评项“Ⅱ”', 2],
    ['分工：测评项 2 项', 2],
    ['在第 1 页划线 1 行', 1],
    ['把 2 件设为“Ⅰ-1-1)-①”的佐证', 2],
  ]);
  // A title would outlive its destruction.
  expect(operations.some(({ summary }) => summary.includes('整治方案'))).toBe(false);

  const labels = async (operation: number | undefined) =>
    (await changesIn(archive.db.read, operation as OperationId, 0, 50)).map(
      ({ table_name, label }) => [table_name, label],
    );
  expect(await labels(operations[3]?.id)).toEqual([
    ['link', '整治方案'],
    ['link', '整改台账'],
    ['link_page', '整治方案'],
  ]);
  expect(await labels(operations[2]?.id)).toEqual([['mark', '整治方案']]);
  expect((await labels(operations[1]?.id)).map(([, label]) => label)).toContain('镇容镇貌');
  expect(await labels(operations[0]?.id)).toContainEqual(['checklist_item', '负面清单']);
  const made = await labels(created.operation);
  expect(made[0]).toEqual(['checklist', '镇级测评细则 2024 版']);
  expect(made).toContainEqual(['slot', '环境卫生常态整治']);

  const detail = await documentDetail(archive, plan, noAddress);
  expect(detail.operations.map(({ summary }) => summary)).toContain('把 2 件设为“Ⅰ-1-1)-①”的佐证');
});
