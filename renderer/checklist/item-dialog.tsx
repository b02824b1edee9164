import { Checkbox } from 'antd';
import { useState } from 'react';
import type { ChecklistId, ItemDetail, ItemFields, ItemId } from '../../main/contract/index.ts';
import { t } from '../i18n/index.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { change } from './actions.ts';
import { showItem } from './checklist-state.ts';
import { dateProblem, readWindow, typedWindow } from './date-field.ts';
import { AreaField, TextField } from './dialog-field.tsx';
import { nameOf } from './tree-model.ts';
import { parseScore, scoreText } from './words.ts';

/** Where a new item goes; `position` null: last. */
export interface NewPlace {
  readonly checklist: ChecklistId;
  readonly parentId: ItemId | null;
  readonly position: number | null;
}

interface Typed {
  readonly code: string;
  readonly title: string;
  readonly requirement: string;
  readonly notes: string;
  readonly method: string;
  readonly score: string;
  readonly isNegative: boolean;
  readonly ownWindow: boolean;
  readonly from: string;
  readonly to: string;
}

const typedOf = (fields: ItemFields | undefined): Typed => ({
  code: fields?.code ?? '',
  title: fields?.title ?? '',
  requirement: fields?.requirement ?? '',
  notes: fields?.notes ?? '',
  method: fields?.method ?? '',
  score: scoreText(fields?.score ?? null),
  isNegative: fields?.isNegative ?? false,
  ownWindow: Boolean(fields?.window),
  ...typedWindow(fields?.window ?? null),
});

/** What was typed as fields; undefined where something cannot be read. */
function fieldsOf(typed: Typed): ItemFields | undefined {
  const score = parseScore(typed.score);
  const window = typed.ownWindow ? readWindow(typed) : null;
  if (score === undefined || window === undefined || typed.title.trim() === '') return undefined;
  return {
    code: typed.code.trim(),
    title: typed.title.trim(),
    requirement: typed.requirement.trim(),
    notes: typed.notes.trim(),
    method: typed.method.trim(),
    score,
    isNegative: typed.isNegative,
    window,
  };
}

/** Everything the checklist itself says of an item: one there is, or a new one. */
export function ItemDialog(props: {
  readonly detail: ItemDetail | null;
  readonly place: NewPlace | null;
  readonly onClose: () => void;
}): React.ReactElement {
  const { detail, place, onClose } = props;
  const [typed, setTyped] = useState(() => typedOf(detail?.fields));
  const put = (part: Partial<Typed>): void => setTyped({ ...typed, ...part });
  const fields = fieldsOf(typed);
  const save = async (): Promise<void> => {
    if (!fields) return;
    onClose();
    const name = nameOf(fields.code, fields.title);
    if (detail) {
      await change('checklist.changeItem', { id: detail.id, patch: fields }, () =>
        t('checklist.itemChanged', { name }),
      );
    } else if (place) {
      const { checklist: id, parentId, position } = place;
      const args = { id, parentId, fields, ...(position === null ? {} : { position }) };
      const made = await change('checklist.addItem', args, () =>
        t('checklist.itemAdded', { name }),
      );
      if (made) showItem(made.id);
    }
  };
  const shared = { onEnter: () => void save() };
  return (
    <Dialog
      title={t(detail ? 'checklist.editItem' : 'checklist.addItem')}
      onClose={onClose}
      footer={
        <>
          <Button large onClick={onClose}>
            {t('ui.cancel')}
          </Button>
          <Button large look="primary" disabled={!fields} onClick={() => void save()}>
            {t(detail ? 'ui.save' : 'checklist.add')}
          </Button>
        </>
      }
    >
      <div className="dialog-fields">
        <div className="dialog-pair dialog-pair-narrow">
          <TextField
            {...shared}
            label={t('checklist.itemCode')}
            value={typed.code}
            onValue={(code) => put({ code })}
            maxLength={100}
          />
          <TextField
            {...shared}
            autoFocus
            label={t('checklist.itemTitle')}
            value={typed.title}
            onValue={(title) => put({ title })}
            maxLength={1000}
          />
        </div>
        <AreaField
          {...shared}
          label={t('checklist.requirement')}
          value={typed.requirement}
          onValue={(requirement) => put({ requirement })}
          maxLength={20_000}
          rows={3}
        />
        <AreaField
          {...shared}
          label={t('checklist.notes')}
          value={typed.notes}
          onValue={(notes) => put({ notes })}
          maxLength={20_000}
          rows={2}
        />
        <div className="dialog-pair">
          <TextField
            {...shared}
            label={t('checklist.method')}
            value={typed.method}
            onValue={(method) => put({ method })}
            maxLength={500}
            options={[
              t('checklist.methodPaper'),
              t('checklist.methodSite'),
              t('checklist.methodAsk'),
            ]}
          />
          <TextField
            {...shared}
            label={t('checklist.score')}
            value={typed.score}
            onValue={(score) => put({ score })}
            maxLength={10}
            problem={parseScore(typed.score) === undefined ? t('checklist.badScore') : null}
          />
        </div>
        <Checkbox
          checked={typed.isNegative}
          onChange={(event) => put({ isNegative: event.target.checked })}
        >
          {t('checklist.negativeHelp')}
        </Checkbox>
        <Checkbox
          checked={typed.ownWindow}
          onChange={(event) => put({ ownWindow: event.target.checked })}
        >
          {t('checklist.ownWindow')}
        </Checkbox>
        {typed.ownWindow && (
          <div className="dialog-pair">
            <TextField
              {...shared}
              label={t('checklist.windowStart')}
              value={typed.from}
              onValue={(from) => put({ from })}
              maxLength={20}
              problem={dateProblem(typed.from)}
            />
            <TextField
              {...shared}
              label={t('checklist.windowEnd')}
              value={typed.to}
              onValue={(to) => put({ to })}
              maxLength={20}
              problem={dateProblem(typed.to)}
            />
          </div>
        )}
      </div>
    </Dialog>
  );
}
