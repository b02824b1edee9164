import { classify } from '../../main/reading/propose/classify.ts';
import { train } from '../../main/reading/propose/learn.ts';
import { propose } from '../../main/reading/propose/propose.ts';
import type { CategoryModel } from '../../main/reading/propose/types.ts';
import {
  flavouredCategories,
  makeCategoryPapers,
  type CategoryPaper,
} from '../support/papers/categories.ts';
import { median, seconds, type Row } from './measure.ts';

const categories = flavouredCategories.map((name, at) => ({ id: at + 1, name }));
const idOf = (name: string): number => flavouredCategories.indexOf(name) + 1;
const target = '+15 points';

/**
 * Categories of papers never seen before, proposed without and with what confirmed ones taught; half of
 * the words of the papers judged stand in no confirmed one. Means of `runs` draws.
 */
export function classifyPapers(runs: number, papers: number): Row[] {
  const draws = Array.from({ length: runs }, (_, at) => ({
    judged: makeCategoryPapers(`judged ${at}`, papers),
    at,
  }));
  const before = mean(draws.map(({ judged }) => shareRight(judged, null)));
  const rows = [10, 30, 120, 640].map((confirmed): Row => {
    const learned = draws.map(({ at }) => learn(at, confirmed));
    const after = mean(
      draws.map(({ judged, at }) => shareRight(judged, learned[at]?.model ?? null)),
    );
    const gained = (after - before) * 100;
    return {
      work: `Category of unseen papers, ${confirmed} confirmed`,
      ours: percent(after),
      peer: `${percent(before)} by names alone`,
      ratio: null,
      target: confirmed === 30 ? target : '',
      met: confirmed === 30 ? gained >= 15 : null,
      note: `${gained >= 0 ? '+' : ''}${gained.toFixed(0)} points, learned in ${seconds(median(learned.map(({ ms }) => ms)))}`,
    };
  });
  return [...rows, sureRow(draws.flatMap(({ judged }) => judged))];
}

function learn(
  draw: number,
  count: number,
): { readonly model: CategoryModel | null; readonly ms: number } {
  const examples = makeCategoryPapers(`confirmed ${draw}`, count, 'half').map(
    ({ category, title, text }) => ({ categoryId: idOf(category), title, text }),
  );
  const started = performance.now();
  const model = train(examples, categories);
  return { model, ms: performance.now() - started };
}

/** Share of papers whose first proposed category is theirs. */
function shareRight(papers: readonly CategoryPaper[], model: CategoryModel | null): number {
  const right = papers.filter(({ category, text }) => {
    const page = { number: 1, widthUm: 0, heightUm: 0, lines: null, text };
    const { proposals } = propose({ name: '1.pdf', folders: [], categories, pages: [page], model });
    const first = proposals.find(({ field }) => field === 'categoryId');
    return first?.value === String(idOf(category));
  });
  return right.length / papers.length;
}

/** What a confidence is worth: of those proposed at 80 to 89, how many are right. */
function sureRow(papers: readonly CategoryPaper[]): Row {
  const { model } = learn(0, 120);
  const at80 = papers.flatMap(({ category, title, text }) => {
    const [first] = model === null ? [] : classify(model, title, text);
    const counts = first !== undefined && first.confidence >= 80 && first.confidence < 90;
    return counts ? [first.categoryId === idOf(category)] : [];
  });
  const share = at80.filter(Boolean).length / Math.max(1, at80.length);
  return {
    work: 'Category proposed at 80–89 % after 120 confirmations',
    ours: `${percent(share)} right`,
    peer: '',
    ratio: null,
    target: '≥ 70 % right',
    met: share >= 0.7,
    note: `${at80.length} papers`,
  };
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
