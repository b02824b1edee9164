import type { CatalogTree, Selection } from '../../main/contract/index.ts';
import { categoryPath } from '../catalog/tree-model.ts';
import { currentLanguage, t } from '../i18n/index.ts';

const join = (words: readonly string[]): string =>
  words.join(currentLanguage() === 'zh-CN' ? '、' : ', ');

/** What a selection holds, in words: 2024 · 组织领导、环境整治. */
export function rangeWords(selection: Selection, tree: CatalogTree | undefined): string {
  const { ids, years, categories, tags, text } = selection.filter;
  const parts: string[] = [];
  if (ids) parts.push(t('binder.rangeChosen', { count: ids.length }));
  if (years?.length) {
    parts.push(join(years.map((year) => (year === null ? t('binder.noYear') : String(year)))));
  }
  if (categories?.length) {
    parts.push(
      join(
        categories.map((id) =>
          id === null
            ? t('binder.noCategory')
            : (categoryPath(tree?.categories ?? [], id).at(-1) ?? ''),
        ),
      ),
    );
  }
  if (tags?.length) {
    parts.push(join(tags.map((id) => tree?.tags.find((tag) => tag.id === id)?.name ?? '')));
  }
  if (text) parts.push(t('binder.rangeText', { text }));
  return parts.length === 0 ? t('binder.rangeAll') : parts.join(' · ');
}
