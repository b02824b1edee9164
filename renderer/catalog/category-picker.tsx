import { Select } from 'antd';
import { useMemo } from 'react';
import type { Category, CategoryId } from '../../main/contract/index.ts';
import { t } from '../i18n/index.ts';
import { categoryPath, flatCategories } from './tree-model.ts';

interface CategoryPickerProps {
  readonly categories: readonly Category[];
  /** null: without category; undefined: nothing chosen yet. */
  readonly value: CategoryId | null | undefined;
  readonly onChange: (id: CategoryId | null) => void;
  /** Words for the choice "none"; left out where none cannot be chosen. */
  readonly noneLabel?: string;
  /** Categories that cannot be chosen (moving one into itself). */
  readonly without?: ReadonlySet<number>;
  readonly label: string;
  readonly autoFocus?: boolean;
  readonly onLeave?: () => void;
}

const noneKey = 0;

/** One category out of the tree, found by typing any part of a name on its path. */
export function CategoryPicker(props: CategoryPickerProps): React.ReactElement {
  const { categories, value, without, noneLabel } = props;
  const options = useMemo(() => {
    const choices = flatCategories(categories)
      .filter(({ category }) => !without?.has(category.id))
      .map(({ category, level }) => ({
        value: Number(category.id),
        name: category.name,
        search: categoryPath(categories, category.id).join(' / '),
        label: <span style={{ paddingInlineStart: level * 14 }}>{category.name}</span>,
      }));
    if (noneLabel === undefined) return choices;
    const none = { value: noneKey, name: noneLabel, search: noneLabel, label: <>{noneLabel}</> };
    return [none, ...choices];
  }, [categories, without, noneLabel]);
  return (
    <Select
      className="catalog-picker"
      aria-label={props.label}
      showSearch={{ optionFilterProp: 'search' }}
      optionLabelProp="name"
      placeholder={t('catalog.category')}
      options={options}
      {...(value === undefined ? {} : { value: value === null ? noneKey : Number(value) })}
      autoFocus={props.autoFocus ?? false}
      defaultOpen={props.autoFocus ?? false}
      popupMatchSelectWidth={false}
      onChange={(id) => {
        const chosen = categories.find((category) => Number(category.id) === id);
        props.onChange(chosen?.id ?? null);
      }}
      {...(props.onLeave ? { onBlur: props.onLeave } : {})}
    />
  );
}
