import { ChevronRight } from 'lucide-react';
import { Fragment } from 'react';
import type { ItemDetail, ItemId, TreeRow } from '../../main/contract/index.ts';
import { t } from '../i18n/index.ts';
import { Kbd } from '../ui/kbd.tsx';
import { iconProps } from '../ui/marks.tsx';
import { StateMark } from '../ui/state-mark.tsx';
import { nameOf, shortCode } from './tree-model.ts';
import { scoreText, stateName, windowWords } from './words.ts';

interface ItemHeadProps {
  readonly detail: ItemDetail;
  /** Its line of the tree, which says what its branch is like. */
  readonly row: TreeRow | null;
  readonly previous: ItemId | null;
  readonly next: ItemId | null;
  readonly canChange: boolean;
  readonly onItem: (id: ItemId) => void;
  readonly onEdit: () => void;
}

/** Where an item stands, what it is called, how far it is, and what it requires. */
export function ItemHead(props: ItemHeadProps): React.ReactElement {
  const { detail } = props;
  const { fields, path, slots } = detail;
  const branch = slots.length === 0 && props.row && props.row.items > 0 ? props.row : null;
  const state = branch?.state ?? detail.state;
  const have = slots.reduce((sum, slot) => sum + Math.min(slot.have, slot.need), 0);
  const need = slots.reduce((sum, slot) => sum + slot.need, 0);
  return (
    <header className="item-head">
      <div className="item-top">
        <nav className="item-path" aria-label={t('checklist.path')}>
          {path.map(({ id, code, title }, index) => (
            <Fragment key={id}>
              {index > 0 && <ChevronRight {...iconProps} size={12} />}
              <button type="button" className="m-cut" onClick={() => props.onItem(id)}>
                {nameOf(index < 2 ? code : shortCode(code, path[index - 1]?.code ?? ''), title)}
              </button>
            </Fragment>
          ))}
        </nav>
        <Step
          words={t('checklist.previousItem')}
          keys="Ctrl+Up"
          to={props.previous}
          onItem={props.onItem}
        />
        <Step
          words={t('checklist.nextItem')}
          keys="Ctrl+Down"
          to={props.next}
          onItem={props.onItem}
        />
      </div>
      <div className="item-title">
        <h2>
          {props.canChange ? (
            <button type="button" title={t('checklist.editItem')} onClick={props.onEdit}>
              {nameOf(fields.code, fields.title)}
            </button>
          ) : (
            nameOf(fields.code, fields.title)
          )}
        </h2>
        {fields.isNegative && <span className="item-negative">{t('checklist.negative')}</span>}
        <span className="item-state">
          <StateMark state={state} size={14} />
          {stateName(state)}
          {branch && (
            <b>{t('checklist.itemsOf', { done: branch.complete, total: branch.items })}</b>
          )}
          {need > 0 && (
            <b>
              {have} / {need}
            </b>
          )}
        </span>
      </div>
      {fields.requirement !== '' && (
        <p className="item-requirement m-selectable">{fields.requirement}</p>
      )}
      {fields.notes !== '' && <p className="item-notes m-selectable">{fields.notes}</p>}
      <p className="item-rule">
        <span>{t('checklist.windowHere', { window: windowWords(detail.window) })}</span>
        {fields.method !== '' && (
          <span>{t('checklist.methodHere', { method: fields.method })}</span>
        )}
        {fields.score !== null && (
          <span>{t('checklist.points', { score: scoreText(fields.score) })}</span>
        )}
      </p>
    </header>
  );
}

function Step(props: {
  readonly words: string;
  readonly keys: string;
  readonly to: ItemId | null;
  readonly onItem: (id: ItemId) => void;
}): React.ReactElement {
  const { to } = props;
  return (
    <button
      type="button"
      className="item-step"
      disabled={to === null}
      onClick={() => to !== null && props.onItem(to)}
    >
      {props.words}
      <Kbd keys={props.keys} />
    </button>
  );
}
