import { Select } from 'antd';
import { useState } from 'react';
import type {
  ChecklistId,
  EditionItem,
  EditionMatch,
  ItemId,
  SettledMatch,
} from '../../main/contract/index.ts';
import { useCall } from '../app/data.ts';
import { t } from '../i18n/index.ts';
import { Button } from '../ui/button.tsx';
import { itemWords } from './editions-choices.ts';
import { useRested } from './use-rested.ts';

/** What stands for no item: ids begin at 1. */
const none = 0;
const mostFound = 30;

/** An item of the edition before, and which of the new one it goes on as: proposed, chosen or sought. */
export function MatchRow(props: {
  readonly match: EditionMatch;
  readonly later: ChecklistId;
  readonly onSettle: (settled: SettledMatch) => void;
}): React.ReactElement {
  const { match, onSettle } = props;
  const { old, state } = match;
  if (old === null) {
    return (
      <div className="editions-row">
        <ItemWords item={match.match} note="" />
        <span className="editions-why">{t('editions.isNew')}</span>
      </div>
    );
  }
  const chosen = match.match;
  return (
    <div className="editions-row">
      <ItemWords
        item={old}
        note={match.links > 0 ? t('editions.linksOf', { count: match.links }) : ''}
      />
      {/* Its keys are its own: the list does not move while one chooses or types. */}
      <span className="editions-select" onKeyDown={(event) => event.stopPropagation()}>
        <MatchSelect
          match={match}
          old={old}
          later={props.later}
          onChoose={(id) => onSettle({ old: old.id, match: id })}
        />
      </span>
      <span className="editions-confirm">
        {state === 'unclear' && chosen && (
          <Button
            aria-label={t('editions.confirmFor', { item: itemWords(chosen) })}
            onClick={() => onSettle({ old: old.id, match: chosen.id })}
          >
            {t('editions.confirm')}
          </Button>
        )}
      </span>
    </div>
  );
}

function ItemWords(props: {
  readonly item: EditionItem | null;
  readonly note: string;
}): React.ReactElement {
  const { item } = props;
  const words = item === null ? '' : itemWords(item);
  const place = [...(item?.path ?? []), props.note].filter((part) => part !== '').join(' · ');
  return (
    <span className="editions-words">
      <span className="m-cut" title={words}>
        {words}
      </span>
      <span className="editions-place m-cut" title={place}>
        {place}
      </span>
    </span>
  );
}

function MatchSelect(props: {
  readonly match: EditionMatch;
  readonly old: EditionItem;
  readonly later: ChecklistId;
  readonly onChoose: (id: ItemId | null) => void;
}): React.ReactElement {
  const { match, old, later } = props;
  const [sought, setSought] = useState('');
  const text = useRested(sought).trim();
  const found = useCall(
    'checklistEditions.find',
    { id: later, text, offset: 0, limit: mostFound },
    { enabled: text !== '', keep: false },
  ).data;
  const alike = match.options.map(({ item, confidence }) => ({
    value: Number(item.id),
    label: t('editions.alike', { item: itemWords(item), confidence }),
  }));
  const own = match.match;
  const isAmong = own === null || alike.some(({ value }) => value === own.id);
  const options =
    text === '' || found === undefined
      ? [
          ...(isAmong ? [] : [{ value: Number(own.id), label: itemWords(own) }]),
          ...alike,
          { value: none, label: t('editions.noMatch') },
        ]
      : found.items.map((item) => ({ value: Number(item.id), label: itemWords(item) }));
  return (
    <Select<number>
      aria-label={t('editions.goesOnAs', { item: itemWords(old) })}
      showSearch
      filterOption={false}
      searchValue={sought}
      onSearch={setSought}
      value={own === null ? none : Number(own.id)}
      options={options}
      onChange={(value) => {
        setSought('');
        props.onChoose(value === none ? null : (value as ItemId));
      }}
    />
  );
}
