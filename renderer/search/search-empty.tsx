import { SearchX } from 'lucide-react';
import type { DocumentId, DocumentRow, QueryPart } from '../../main/contract/index.ts';
import { useCall } from '../app/data.ts';
import { goTo, setSearch } from '../app/shell-state.ts';
import { t } from '../i18n/index.ts';
import { Button } from '../ui/button.tsx';
import { Empty } from '../ui/empty.tsx';
import { ListRow, Thumbnail } from '../ui/rows.tsx';
import { dropFromSearch } from './query-text.ts';

interface SearchEmptyProps {
  readonly text: string;
  readonly understood: readonly QueryPart[];
  /** What the list is narrowed to besides the text; null: nothing. */
  readonly scopeName: string | null;
  /** Hits without that narrowing. */
  readonly elsewhere: number;
  readonly alike: readonly DocumentRow[];
  readonly onWiden: () => void;
  readonly onOpen: (id: DocumentId) => void;
}

/** Nothing found: says what to relax, and what is spelled alike. */
export function SearchEmpty(props: SearchEmptyProps): React.ReactElement {
  const { text, understood, scopeName, elsewhere, alike } = props;
  const inbox = useCall(
    'catalog.list',
    { filter: { place: 'inbox', text }, offset: 0, limit: 1 },
    { tables: ['document'], keep: false },
  );
  const terms = understood.filter(({ kind }) => kind !== 'ignored');
  const waiting = inbox.data?.total ?? 0;
  return (
    <div className="search-none">
      <Empty
        small
        icon={<SearchX size={22} strokeWidth={1.75} aria-hidden />}
        title={t('search.noneTitle', { text })}
        actions={
          <>
            {scopeName !== null && elsewhere > 0 && (
              <Button onClick={props.onWiden}>{t('search.widen')}</Button>
            )}
            {terms.length > 1 &&
              terms.map((part, index) => (
                <Button key={index} onClick={() => dropFromSearch(part.source)}>
                  {t('search.without', { text: part.text })}
                </Button>
              ))}
            {waiting > 0 && (
              <Button onClick={() => goTo('inbox', { filter: { place: 'inbox', text } })}>
                {t('search.inboxToo', { count: waiting })}
              </Button>
            )}
            <Button look="link" onClick={() => setSearch('')}>
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
      {alike.length > 0 && (
        <section className="search-alike" aria-label={t('search.alike')}>
          <header>
            <h3>{t('search.alike')}</h3>
            <span>{t('search.alikeHelp')}</span>
          </header>
          {alike.map((row) => (
            <button
              key={row.id}
              type="button"
              className="search-alike-row"
              onClick={() => props.onOpen(row.id)}
            >
              <ListRow
                thumbnail={<Thumbnail address={row.thumbnail} state={row.pageState} />}
                title={row.title}
                meta={[row.referenceNumber, row.date].filter(Boolean).join('  ')}
              />
            </button>
          ))}
        </section>
      )}
    </div>
  );
}
