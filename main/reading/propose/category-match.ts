import type { NamedCategory } from './types.ts';

export interface CategoryMatch {
  readonly category: NamedCategory;
  readonly confidence: number;
}

/** The category a name means: the same name, 01组织领导, 组织领导类, or one that holds it whole. */
export function matchCategory(
  name: string,
  categories: readonly NamedCategory[],
  foldersAbove: readonly string[],
): CategoryMatch | null {
  const bare = bareName(name);
  const matches = categories.flatMap((category) => {
    const wanted = bareName(category.name);
    if (wanted === '') return [];
    if (wanted === bare) return [{ category, confidence: 97 }];
    return wanted.length >= 2 && bare.includes(wanted) ? [{ category, confidence: 85 }] : [];
  });
  const parentNamed = ({ category }: CategoryMatch): number =>
    (category.parents ?? []).filter((parent) =>
      foldersAbove.some((f) => bareName(f).includes(bareName(parent))),
    ).length;
  return (
    matches
      .toSorted(
        (a, b) =>
          b.confidence - a.confidence ||
          bareName(b.category.name).length - bareName(a.category.name).length ||
          parentNamed(b) - parentNamed(a),
      )
      .at(0) ?? null
  );
}

/** 01组织领导, 一、组织领导, （1）组织领导类, 2024年组织领导材料 → 组织领导. */
export function bareName(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/^(?:19|20)\d{2}\s*(?:年度?)?/u, '')
    .replace(
      /^第?[([【]?(?:\d{1,3}|[一二三四五六七八九十]{1,3}(?=[、.)\]】\s]))[)\]】]?[、.\s_-]*/u,
      '',
    )
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
    .replace(/(?<=..)(?:大?类|材料|资料|文件|台账|档案)+$/u, '');
}

/** The longest category name that stands in a title. */
export function mentionedCategory(
  title: string,
  categories: readonly NamedCategory[],
): NamedCategory | null {
  const text = bareName(title);
  return (
    categories
      .filter(({ name }) => bareName(name).length >= 2 && text.includes(bareName(name)))
      .toSorted((a, b) => bareName(b.name).length - bareName(a.name).length)
      .at(0) ?? null
  );
}
