import { Checkbox } from 'antd';
import { useState } from 'react';
import type {
  CarriedLink,
  CarryTarget,
  ChecklistId,
  DateWindow,
  RefreshSlot,
} from '../../main/contract/index.ts';
import { client } from '../app/session.ts';
import { t } from '../i18n/index.ts';
import { usePagedRows } from '../ui/use-paged-rows.ts';
import { VirtualList } from '../ui/virtual-list.tsx';
import { carryWords, isFirm, itemWords, type LinkChoices } from './editions-choices.ts';

const pageSize = 100;
const rowHeight = 46;

/** The proofs of an edition: those checked are carried over. */
export function CarriedLinks(props: {
  readonly id: ChecklistId;
  readonly target: CarryTarget;
  readonly choices: LinkChoices;
}): React.ReactElement {
  const { id, target, choices } = props;
  const { keep, drop } = choices;
  const [active, setActive] = useState(0);
  const list = usePagedRows<CarriedLink, null>(
    JSON.stringify([id, target, keep, drop]),
    async (offset, limit) => {
      const args = { id, target, keep, drop, offset, limit };
      const { total, rows } = await client.call('checklistEditions.links', args);
      return { total, rows, extra: null };
    },
    pageSize,
  );
  return (
    <VirtualList
      plain
      className="editions-list"
      count={list.rows.total ?? 0}
      rowHeight={rowHeight}
      label={t('editions.links')}
      active={active}
      onActive={setActive}
      onVisible={(first, last) => list.want(first, last + 1)}
      empty={list.rows.total === 0 && <p className="editions-none">{t('editions.noLinks')}</p>}
      renderRow={(index) => {
        const link = list.rows.at(index);
        return link && <LinkRow link={link} onToggle={() => choices.toggle(link)} />;
      }}
    />
  );
}

function LinkRow(props: {
  readonly link: CarriedLink;
  readonly onToggle: () => void;
}): React.ReactElement {
  const { link } = props;
  const { title } = link.document;
  return (
    <label className="editions-row">
      <Checkbox
        checked={link.keep}
        disabled={isFirm(link)}
        aria-label={t('editions.keep', { title })}
        onChange={props.onToggle}
      />
      <span className="editions-words">
        <span className="m-cut" title={title}>
          {title}
        </span>
        <span className="editions-place m-cut">
          {t('editions.place', { item: itemWords(link), slot: link.slot })}
        </span>
      </span>
      <span className="editions-why">{carryWords(link)}</span>
    </label>
  );
}

/** What the next year's edition will miss. */
export function RefreshList(props: {
  readonly id: ChecklistId;
  readonly window: DateWindow;
  readonly choices: LinkChoices;
}): React.ReactElement {
  const { id, window } = props;
  const { keep, drop } = props.choices;
  const [active, setActive] = useState(0);
  const list = usePagedRows<RefreshSlot, null>(
    JSON.stringify([id, window, keep, drop]),
    async (offset, limit) => {
      const args = { id, window, keep, drop, offset, limit };
      const { total, slots } = await client.call('checklistEditions.refresh', args);
      return { total, rows: slots, extra: null };
    },
    pageSize,
  );
  return (
    <VirtualList
      plain
      className="editions-list"
      count={list.rows.total ?? 0}
      rowHeight={rowHeight}
      label={t('editions.refreshList')}
      active={active}
      onActive={setActive}
      onVisible={(first, last) => list.want(first, last + 1)}
      empty={list.rows.total === 0 && <p className="editions-none">{t('editions.refreshNone')}</p>}
      renderRow={(index) => {
        const slot = list.rows.at(index);
        return slot && <RefreshRow slot={slot} />;
      }}
    />
  );
}

function RefreshRow({ slot }: { readonly slot: RefreshSlot }): React.ReactElement {
  const before = beforeWords(slot);
  return (
    <div className="editions-row">
      <span className="editions-words">
        <span className="m-cut">
          {t('editions.place', { item: itemWords(slot), slot: slot.slot })}
        </span>
        <span className="editions-place m-cut" title={before}>
          {before}
        </span>
      </span>
      <span className="editions-why">
        {t('editions.needed', { need: slot.need, kept: slot.kept })}
      </span>
    </div>
  );
}

function beforeWords({ left, examples }: RefreshSlot): string {
  if (left === 0) return t('editions.beforeNone');
  const titles = examples.join(t('app.list'));
  return left > examples.length
    ? t('editions.beforeMore', { titles, count: left })
    : t('editions.before', { titles });
}
