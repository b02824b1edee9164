import { expect, test } from 'vitest';
import { catalogTree } from '../../main/contract/index.ts';
import type { Command } from '../../renderer/app/commands.ts';
import { commandEntries, treeEntries } from '../../renderer/app/palette-entries.ts';

test('a category is told by what stands above it and counts what stands below it', () => {
  const tree = catalogTree.parse({
    total: 7,
    inbox: 0,
    trash: 0,
    categories: [
      { id: 1, parentId: null, name: '环境整治', position: 0 },
      { id: 2, parentId: 1, name: '背街小巷', position: 0 },
      { id: 3, parentId: 2, name: '照片', position: 0 },
      { id: 4, parentId: null, name: '荣誉表彰', position: 1 },
    ],
    years: [
      {
        year: 2024,
        documents: 5,
        categories: [
          { categoryId: 1, documents: 1 },
          { categoryId: 3, documents: 3 },
          { categoryId: null, documents: 1 },
        ],
      },
      { year: null, documents: 2, categories: [{ categoryId: 2, documents: 2 }] },
    ],
    tags: [{ id: 9, name: '迎检必备', color: 'ochre', documents: 4 }],
  });
  const words = treeEntries(tree).map(({ kind, name, detail, documents }) =>
    [kind, name, detail, documents].filter((part) => part !== '').join(' '),
  );
  expect(words).toEqual([
    'year 2024 5',
    'year 年度未定 2',
    'category 环境整治 6',
    'category 背街小巷 环境整治 5',
    'category 照片 环境整治 › 背街小巷 3',
    'category 荣誉表彰 0',
    'tag 迎检必备 4',
  ]);
});

test('commands that lead to a room are screens; the palette does not offer itself', () => {
  const command = (id: string): Command => ({
    id,
    keys: null,
    run: () => undefined,
    label: id,
    inFields: false,
    inDialogs: false,
  });
  const entries = commandEntries(['room.inbox', 'palette', 'history', 'import'].map(command));
  expect(entries.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
    'room room.inbox',
    'room history',
    'command import',
  ]);
});
