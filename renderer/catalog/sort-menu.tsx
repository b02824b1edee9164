import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { sortKey, type QueryPart, type Sort, type SortKey } from '../../main/contract/index.ts';
import { t } from '../i18n/index.ts';
import type { MenuItems } from '../ui/context-menu.tsx';
import { iconProps } from '../ui/marks.tsx';
import { MenuButton } from '../ui/menu-button.tsx';
import { shownSort } from './library-state.ts';
import { sortName } from './words.ts';

/** Orders that start with the newest, or the nearest. */
const fromTheTop: readonly SortKey[] = ['default', 'date', 'imported', 'year', 'relevance'];

interface SortMenuProps {
  readonly sort: Sort;
  readonly searching: boolean;
  readonly canRank: boolean;
  readonly understood: readonly QueryPart[];
  readonly onSort: (sort: Sort) => void;
}

/** The orders a list can have. By relevance only in a search; where it cannot be, it says why. */
export function SortMenu(props: SortMenuProps): React.ReactElement {
  const { searching, canRank, onSort } = props;
  const sort = shownSort(props.sort, searching && canRank);
  const tick = (shown: boolean): ReactNode =>
    shown ? <Check {...iconProps} /> : <span className="catalog-menu-blank" />;
  const items: MenuItems = [
    ...keysFor(searching).map((key) => {
      const reason = key === 'relevance' && !canRank ? whyNotRanked(props.understood) : null;
      return {
        key,
        label: sortName(key, searching),
        icon: tick(sort.key === key),
        disabled: reason !== null,
        ...(reason === null ? {} : { extra: reason }),
        onClick: () => onSort({ key, descending: fromTheTop.includes(key) }),
      };
    }),
    { type: 'divider' as const },
    {
      key: 'ascending',
      label: t('catalog.ascending'),
      icon: tick(!sort.descending),
      disabled: hasOneOrder(sort),
      onClick: () => onSort({ ...sort, descending: false }),
    },
    {
      key: 'descending',
      label: t('catalog.descending'),
      icon: tick(sort.descending),
      disabled: hasOneOrder(sort),
      onClick: () => onSort({ ...sort, descending: true }),
    },
  ];
  return (
    <MenuButton
      className="catalog-sort"
      words={sortName(sort.key, searching)}
      label={`${t('catalog.sortBy')} ${sortName(sort.key, searching)}`}
      items={items}
    />
  );
}

const hasOneOrder = ({ key }: Sort): boolean => key === 'default' || key === 'relevance';

/** The default and relevance stand first, as what a search is sorted by. */
function keysFor(searching: boolean): readonly SortKey[] {
  const others = sortKey.options.filter((key) => key !== 'default' && key !== 'relevance');
  return searching ? ['default', 'relevance', ...others] : ['default', ...others];
}

function whyNotRanked(understood: readonly QueryPart[]): string {
  const hasText = understood.some(({ any }) =>
    any.some(({ field, not }) => !not && (field === null || textFields.includes(field))),
  );
  return hasText ? t('search.noRankMany') : t('search.noRankText');
}

const textFields: readonly string[] = ['title', 'number', 'issuer'];
