import { expect, test } from 'vitest';
import { documentDetail, setCaption } from '../../main/catalog/index.ts';
import type { DocumentId } from '../../main/contract/index.ts';
import { redo, undo } from '../../main/keeping/index.ts';
import { listDocuments } from '../../main/search/index.ts';
import { expectSound } from '../keeping/support.ts';
import { testArchive } from '../support/archives.ts';
import { addDocument, everything } from '../support/documents.ts';

test('a photo’s caption is written element by element, found by its words, and undone', async () => {
  const { archive } = await testArchive();
  const id = (await addDocument(archive, { title: '照片', name: 'IMG_0001.jpg' })) as DocumentId;
  const captionNow = async () => (await documentDetail(archive, id, () => '')).caption;
  const found = async (text: string) =>
    (await listDocuments(archive.db.read, { text }, undefined, 0, 10)).map((row) => row.id);
  expect(await captionNow()).toBeNull();
  const before = await everything(archive);

  const first = await setCaption(archive, id, {
    event: '  义务植树\n活动 ',
    place: '北街社区',
    background: '第一行\r\n第二行',
    people: '',
  });
  expect(first.changed).toBe(1);
  await setCaption(archive, id, { photographer: '陈立新', place: null });
  expect(await captionNow()).toEqual({
    event: '义务植树 活动',
    time: null,
    place: null,
    people: null,
    background: '第一行\n第二行',
    photographer: '陈立新',
    seeAlso: null,
  });
  expect(await found('植树')).toEqual([id]);
  expect(await found('陈立新')).toEqual([id]);
  expect(await found('北街')).toEqual([]);

  // The same again changes nothing; emptied, the caption is gone.
  expect(await setCaption(archive, id, { photographer: '陈立新' })).toEqual({
    changed: 0,
    operation: null,
  });
  await setCaption(archive, id, { event: null, background: '', photographer: ' ' });
  expect(await captionNow()).toBeNull();
  for (let step = 0; step < 3; step += 1) await undo(archive);
  expect(await everything(archive)).toEqual(before);
  await redo(archive);
  expect(await found('北街')).toEqual([id]);
  await expectSound(archive);
  await expect(setCaption(archive, 99 as DocumentId, { event: '无' })).rejects.toThrow(
    'no-such-document',
  );
});
