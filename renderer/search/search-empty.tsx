import { SearchX } from 'lucide-react';
import type { DocumentFilter, DocumentId, QueryPart } from '../../main/contract/index.ts';
import { useCall } from '../app/data.ts';
import { goTo } from '../app/shell-state.ts';
import { t } from '../i18n/index.ts';
import { Button } from '../ui/button.tsx';
import { Empty } from '../ui/empty.tsx';
import { AlikeRows } from './alike-rows.tsx';
import { dropFromSearch, searchFor } from './query-text.ts';

interface SearchEmptyProps {
  readonly text: string;
  readonly understood: readonly QueryPart[];
  /** What the list is narrowed to besides the text; null: nothing. */
  readonly scopeName: string | null;
  readonly filter: DocumentFilter;
  /** The document shown beside. */
  readonly document: DocumentId | null;
  readonly onWiden: () => void;
  /** Shows a document that is nearly found. */
  readonly onAside: (id: DocumentId) => void;
  readonly onOpen: () => void;
}

/** Terms that are offered to be left out. */
const mostDropped = 8;
/** Characters of a query that say which one it was. */
const mostTold = 40;

const shortened = (text: string): string => {
  const characters = Array.from(text);
  return characters.length <= mostTold ? text : `${characters.slice(0, mostTold).join('')}…`;
};

/** Nothing found: says what to relax, and what is spelled alike. */
export function SearchEmpty(props: SearchEmptyProps): React.ReactElement {
  const { text, understood, scopeName } = props;
  const unnarrowed = useCall(
    'catalog.list',
    { filter: { text }, offset: 0, limit: 1 },
    { tables: ['document'], keep: false, enabled: scopeName !== null },
  );
  const elsewhere = unnarrowed.data?.total ?? 0;
  const inbox = useCall(
    'catalog.list',
    { filter: { place: 'inbox', text }, offset: 0, limit: 1 },
    { tables: ['document'], keep: false },
  );
  const terms = understood.filter(({ any }) => any.length > 0);
  const waiting = inbox.data?.total ?? 0;
  return (
    <div className="search-none">
      <Empty
        small
        icon={<SearchX size={22} strokeWidth={1.75} aria-hidden />}
        title={t('search.noneTitle', { text: shortened(text) })}
        actions={
          <>
            {scopeName !== null && elsewhere > 0 && (
              <Button onClick={props.onWiden}>{t('search.widen')}</Button>
            )}
            {terms.length > 1 &&
              terms.slice(0, mostDropped).map((part, index) => (
                <Button key={index} onClick={() => dropFromSearch(part)}>
                  {t('search.without', { text: shortened(part.source) })}
                </Button>
              ))}
            {waiting > 0 && (
              <Button onClick={() => goTo('inbox', { filter: { place: 'inbox', text } })}>
                {t('search.inboxToo', { count: waiting })}
              </Button>
            )}
            <Button look="link" onClick={() => searchFor('')}>
              {t('search.clear')}
            </Button>
          </>
        }
      >
        <p>
          {scopeName !== null && elsewhere > 0
            ? t('search.noneHere', { scope: scopeName, count: elsewhere })
            : t('search.noneAnywhere')}
        </p>
        <p>{terms.length > 1 ? t('search.noneTerms') : t('search.noneHint')}</p>
      </Empty>
      <AlikeRows
        filter={props.filter}
        shown={props.document}
        onShow={props.onAside}
        onOpen={props.onOpen}
      />
    </div>
  );
}
