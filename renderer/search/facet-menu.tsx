import { Check } from 'lucide-react';
import type { Facets, QueryPart } from '../../main/contract/index.ts';
import { number, t } from '../i18n/index.ts';
import type { MenuItems } from '../ui/context-menu.tsx';
import { iconProps } from '../ui/marks.tsx';
import { MenuButton } from '../ui/menu-button.tsx';
import { addToSearch, dropFromSearch } from './query-text.ts';
import { condition } from './query-writing.ts';

type MenuItem = MenuItems[number];

/** Names of one kind that the menu lists: the rarer ones are typed. */
const mostNames = 8;

/** The part that asks for just this value of a field. */
function partFor(
  understood: readonly QueryPart[],
  field: 'department' | 'kind' | 'unread',
  value: string,
): QueryPart | undefined {
  return understood.find(({ any }) => {
    const [term] = any;
    return any.length === 1 && term?.field === field && !term.not && term.text === value;
  });
}

/** What the hits can be narrowed by besides the tree: department, kind, not read yet. */
export function FacetMenu(props: {
  readonly facets: Facets | null;
  readonly understood: readonly QueryPart[];
}): React.ReactElement | null {
  const { facets, understood } = props;
  if (facets === null) return null;

  const item = (
    field: 'department' | 'kind' | 'unread',
    value: string,
    label: string,
    documents: number,
    words: string,
  ): MenuItem => {
    const part = partFor(understood, field, value);
    return {
      key: `${field} ${value}`,
      label,
      extra: number(documents),
      ...(part ? { icon: <Check {...iconProps} /> } : {}),
      onClick: () => (part ? dropFromSearch(part) : addToSearch(words)),
    };
  };
  const group = (field: 'department' | 'kind', names: Facets['kinds']): MenuItem[] =>
    names.length === 0
      ? []
      : [
          {
            type: 'group',
            label: t(`search.field.${field}`),
            children: names
              .slice(0, mostNames)
              .map(({ name, documents }) =>
                item(field, name, name, documents, condition(field, name)),
              ),
          },
        ];
  const items: MenuItem[] = [
    ...group('department', facets.departments),
    ...group('kind', facets.kinds),
    ...(facets.unread === 0
      ? []
      : [
          {
            type: 'group' as const,
            label: t('search.reading'),
            children: [
              item('unread', '', t('search.field.unread'), facets.unread, t('search.key.unread')),
            ],
          },
        ]),
  ];
  if (items.length === 0) return null;
  return (
    <MenuButton
      className="catalog-sort"
      menuClassName="search-facets"
      words={t('search.narrow')}
      items={items}
    />
  );
}
