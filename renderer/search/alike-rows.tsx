import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import type { AlikeReason, DocumentFilter, DocumentId } from '../../main/contract/index.ts';
import { composing } from '../app/commands.ts';
import { useCall } from '../app/data.ts';
import { t } from '../i18n/index.ts';
import { ListRow, Thumbnail } from '../ui/rows.tsx';

interface AlikeRowsProps {
  readonly filter: DocumentFilter;
  /** Hits: a change may have made one of what was only nearly found when it was asked. */
  readonly isHit?: (id: DocumentId) => boolean;
  /** The document shown beside the list. */
  readonly shown: DocumentId | null;
  readonly onShow: (id: DocumentId) => void;
  readonly onOpen: (id: DocumentId) => void;
  /** The keys go up beyond the first. */
  readonly onLeave?: () => void;
}

const mostAlike = 10;

const reasonWords = (reason: AlikeReason): string => t(`search.reason.${reason}`);

/** Documents that a query does not find but nearly does, each with why. Nothing where there are none. */
export function AlikeRows(props: AlikeRowsProps): React.ReactElement | null {
  const { shown, onShow } = props;
  const id = useId();
  const [mark, setMark] = useState(0);
  const alike = useCall(
    'search.alike',
    { filter: props.filter, limit: mostAlike },
    { keep: false, tables: ['document'] },
  );
  const rows = (alike.data?.rows ?? []).filter(({ row }) => !props.isHit?.(row.id));
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // The keys were sent to the results, and these are all there is.
    if (document.activeElement?.hasAttribute('data-results')) list.current?.focus();
  }, [rows.length]);
  if (rows.length === 0) return null;
  const shownAt = rows.findIndex(({ row }) => row.id === shown);
  const at = shownAt < 0 ? Math.min(mark, rows.length - 1) : shownAt;

  const move = (index: number): void => {
    const next = rows[index];
    setMark(index);
    if (!next) return;
    onShow(next.row.id);
    document.getElementById(`${id}-${index}`)?.scrollIntoView({ block: 'nearest' });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (composing(event) || event.ctrlKey || event.altKey || event.metaKey) return;
    const row = rows[at]?.row;
    if (event.key === 'ArrowDown') move(Math.min(rows.length - 1, at + 1));
    else if (event.key === 'ArrowUp' && at === 0 && props.onLeave) props.onLeave();
    else if (event.key === 'ArrowUp') move(Math.max(0, at - 1));
    else if (event.key === 'Home') move(0);
    else if (event.key === 'End') move(rows.length - 1);
    else if (event.key === 'Enter' && row) props.onOpen(row.id);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <section className="search-alike">
      <header>
        <h3 id={`${id}-title`}>{t('search.alike')}</h3>
        <span>{t('search.alikeHelp')}</span>
      </header>
      <div
        ref={list}
        className="search-alike-list"
        role="listbox"
        tabIndex={0}
        aria-labelledby={`${id}-title`}
        aria-activedescendant={`${id}-${at}`}
        onKeyDown={onKeyDown}
        onFocus={() => {
          const row = rows[at]?.row;
          if (row && row.id !== shown) onShow(row.id);
        }}
        data-alike
      >
        {rows.map(({ row, reason }, index) => (
          <div
            key={row.id}
            id={`${id}-${index}`}
            className="search-alike-row"
            role="option"
            aria-selected={row.id === shown}
            data-active={index === at}
            onMouseDown={() => move(index)}
            onDoubleClick={() => props.onOpen(row.id)}
          >
            <ListRow
              thumbnail={<Thumbnail address={row.thumbnail} state={row.pageState} />}
              title={row.title}
              tooltip={row.title}
              aside={<span className="search-alike-reason">{reasonWords(reason)}</span>}
              meta={
                <span className="catalog-row-meta">
                  {row.referenceNumber && <span>{row.referenceNumber}</span>}
                  {row.date && <span>{row.date}</span>}
                </span>
              }
            />
          </div>
        ))}
      </div>
    </section>
  );
}
