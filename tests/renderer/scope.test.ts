import { expect, test } from 'vitest';
import { catalogTree, categoryId, tagId, type DocumentFilter } from '../../main/contract/index.ts';
import { scopeChips } from '../../renderer/catalog/scope-words.ts';
import {
  filterOf,
  isChosen,
  scopeToggled,
  scopeWithout,
} from '../../renderer/catalog/tree-model.ts';

const names = catalogTree.parse({
  total: 0,
  inbox: 0,
  trash: 0,
  categories: [
    { id: 1, parentId: null, name: '环境整治', position: 0 },
    { id: 2, parentId: 1, name: '背街小巷', position: 0 },
  ],
  years: [],
  tags: [{ id: 9, name: '迎检必备', color: 'ochre', documents: 4 }],
});
const category = (id: number) => categoryId.parse(id);
const tag = (id: number) => tagId.parse(id);
const several = {
  years: [2023, null],
  categories: [category(2), category(7), null],
  tags: [tag(9), tag(8)],
};

test('a filter with several years, categories and tags is asked as it is, and shown chip by chip', () => {
  expect(filterOf(several, ' 整改 ')).toEqual({ ...several, text: ' 整改 ' });
  const special: DocumentFilter = { place: 'filed', ids: [] };
  const chips = scopeChips({ scope: several, special }, names, () => undefined);
  expect(chips.map(({ label, value }) => `${label} ${value}`)).toEqual([
    '范围 文件库',
    '文件 所选 0 件',
    '年度 2023',
    '年度 年度未定',
    '分类 环境整治 › 背街小巷',
    '分类 已删除的',
    '分类 未分类',
    '标签 迎检必备',
    '标签 已删除的',
  ]);
});

test('a chip takes away its own condition and leaves every other, also what another room asked', () => {
  const left: unknown[] = [];
  const special = { place: 'inbox' } as const;
  const chips = scopeChips({ scope: several, special }, names, (next) => left.push(next));
  for (const { onRemove } of chips) onRemove();
  expect(left).toEqual([
    { scope: several, special: null },
    { scope: { ...several, years: [null] }, special },
    { scope: { ...several, years: [2023] }, special },
    { scope: { ...several, categories: [7, null] }, special },
    { scope: { ...several, categories: [2, null] }, special },
    { scope: { ...several, categories: [2, 7] }, special },
    { scope: { ...several, tags: [8] }, special },
    { scope: { ...several, tags: [9] }, special },
  ]);
});

test('very many of a kind are one chip, and so is a list of none', () => {
  const years = Array.from({ length: 30 }, (_, n) => 1990 + n);
  const chips = scopeChips({ scope: { years, tags: [] }, special: null }, names, () => undefined);
  expect(chips.map(({ label, value }) => `${label} ${value}`)).toEqual(['年度 30 个', '标签 0 个']);
});

test('the last value of a kind goes with the kind: the list is not narrowed to nothing', () => {
  expect(scopeWithout({ years: [2024], tags: [tag(9)] }, 'years', 2024)).toEqual({ tags: [9] });
});

test('a row is put to what is chosen, and taken out again', () => {
  const first = { years: [2024], categories: [category(1)] };
  const two = scopeToggled(first, { years: [2023], categories: [category(2)] });
  expect(two).toEqual({ years: [2024, 2023], categories: [1, 2] });
  expect(scopeToggled(two, { years: [2023], categories: [category(2)] })).toEqual({
    years: [2024, 2023],
    categories: [1],
  });
  expect(scopeToggled({ years: [2024] }, { years: [2024] })).toEqual({});
  expect(scopeToggled({ tags: [tag(9)] }, { tags: [tag(8)] })).toEqual({ tags: [9, 8] });
});

test('the rows that make up what is chosen are marked, and no others', () => {
  const scope = { years: [2023, 2024], tags: [tag(9)] };
  expect(isChosen(scope, { years: [2023] })).toBe(true);
  expect(isChosen(scope, { years: [2022] })).toBe(false);
  expect(isChosen(scope, { years: [2023], categories: [category(1)] })).toBe(false);
  expect(isChosen(scope, { categories: [category(1)] })).toBe(false);
});
