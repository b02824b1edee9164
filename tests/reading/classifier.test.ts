import { describe, expect, test } from 'vitest';
import { classify } from '../../main/reading/propose/classify.ts';
import { train } from '../../main/reading/propose/learn.ts';
import { propose } from '../../main/reading/propose/propose.ts';
import type { CategoryExample } from '../../main/reading/propose/types.ts';
import { flavouredCategories, makeCategoryPapers } from '../support/papers/categories.ts';

const categories = flavouredCategories.map((name, at) => ({ id: at + 1, name }));
const idOf = (name: string): number => flavouredCategories.indexOf(name) + 1;
const examples = (seed: string, count: number): readonly CategoryExample[] =>
  makeCategoryPapers(seed, count, 'half').map(({ category, title, text }) => ({
    categoryId: idOf(category),
    title,
    text,
  }));

/** Share of papers whose first proposed category is right. */
function accuracy(model: ReturnType<typeof train>, seed: string): number {
  const papers = makeCategoryPapers(seed, 80);
  const right = papers.filter(({ category, text }) => {
    const page = { number: 1, widthUm: 0, heightUm: 0, lines: null, text };
    const { proposals } = propose({
      name: '扫描1.pdf',
      folders: [],
      categories,
      pages: [page],
      model,
    });
    return proposals.find(({ field }) => field === 'categoryId')?.value === String(idOf(category));
  });
  return right.length / papers.length;
}

describe('categories learned from confirmed documents', () => {
  test('are right at least 15 of 100 times more often after 30 confirmations', () => {
    const before = accuracy(null, 'held out');
    const after = accuracy(train(examples('confirmed', 30), categories), 'held out');
    expect(after - before).toBeGreaterThanOrEqual(0.15);
    expect(accuracy(train(examples('confirmed', 200), categories), 'held out')).toBeGreaterThan(
      after,
    );
  });

  test('name the words that decided, whole', () => {
    const model = train(
      [
        { categoryId: 8, title: '环境卫生整治通知', text: '清运积存垃圾，拆除乱搭乱建' },
        { categoryId: 8, title: '集中整治方案', text: '环境卫生，垃圾日产日清' },
        { categoryId: 7, title: '志愿服务通知', text: '志愿者穿红马甲' },
      ],
      categories,
    );
    const [first] =
      model === null ? [] : classify(model, '关于开展环境卫生集中整治的通知', '清运垃圾');
    expect(first?.categoryId).toBe(8);
    expect(first?.words.length).toBeGreaterThan(0);
    for (const word of first?.words ?? []) {
      expect(word.length).toBeGreaterThanOrEqual(2);
      expect('关于开展环境卫生集中整治的通知 清运垃圾').toContain(word);
    }
  });

  test('are as sure as they are right', () => {
    const model = train(examples('sure', 120), categories);
    const sure = makeCategoryPapers('unseen', 200).flatMap(({ category, title, text }) => {
      const [first] = model === null ? [] : classify(model, title, text);
      return first !== undefined && first.confidence >= 90
        ? [first.categoryId === idOf(category)]
        : [];
    });
    expect(sure.length).toBeGreaterThan(20);
    expect(sure.filter(Boolean).length / sure.length).toBeGreaterThan(0.85);
  });

  test('are proposed with source and words, below what a folder says', () => {
    const [paper] = makeCategoryPapers('one', 1);
    const page = { number: 1, widthUm: 0, heightUm: 0, lines: null, text: paper?.text ?? '' };
    const model = train(examples('confirmed', 200), categories);
    const { proposals } = propose({
      name: '1.pdf',
      folders: ['影像资料'],
      categories,
      pages: [page],
      model,
    });
    const found = proposals.filter(({ field }) => field === 'categoryId');
    expect(found[0]).toMatchObject({ source: 'folder', label: '影像资料' });
    const learned = found.find(({ source }) => source === 'learned');
    expect(learned?.confidence).toBeGreaterThanOrEqual(30);
    for (const word of learned?.evidence.split('、') ?? ['?']) expect(paper?.text).toContain(word);
  });

  test('are none where there is nothing to tell apart', () => {
    expect(train([], categories)).toBeNull();
    expect(train([{ categoryId: 1, title: '通知', text: '' }])).toBeNull();
  });

  test('are no longer proposed where they are gone', () => {
    const model = train(examples('confirmed', 60), categories);
    const [paper] = makeCategoryPapers('one', 1);
    const page = { number: 1, widthUm: 0, heightUm: 0, lines: null, text: paper?.text ?? '' };
    const { proposals } = propose({
      name: '1.pdf',
      folders: [],
      categories: [],
      pages: [page],
      model,
    });
    expect(proposals.filter(({ field }) => field === 'categoryId')).toEqual([]);
  });

  test('stay small and the same, however many documents are confirmed', () => {
    const many = examples('many', 700);
    const model = train(many, categories);
    expect(JSON.stringify(model).length).toBeLessThan(1_000_000);
    expect(train(many, categories)).toEqual(model);
  });

  test('survive papers of any shape', () => {
    const odd = ['', '\u0000\ud800', '1234', 'abc'.repeat(9000), '汉'.repeat(9000)];
    const model = train(
      odd.map((text, at) => ({ categoryId: (at % 3) + 1, title: text, text })),
      categories,
    );
    for (const text of odd)
      expect(() => model !== null && classify(model, text, text)).not.toThrow();
  });
});
