import { useMemo, useState } from 'react';
import type { ChecklistId, ItemId, Selection, Slot } from '../../main/contract/index.ts';
import { composing } from '../app/commands.ts';
import { useCall } from '../app/data.ts';
import { attempt, goTo } from '../app/shell-state.ts';
import { useStore } from '../app/store.ts';
import { idsOf } from '../catalog/selected-ids.ts';
import { t } from '../i18n/index.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { StateMark } from '../ui/state-mark.tsx';
import { VirtualList } from '../ui/virtual-list.tsx';
import { checklistTables, linkIds } from './actions.ts';
import './checklist.css';
import { checking } from './checklist-state.ts';
import { SlotMeter } from './slot-meter.tsx';
import { askingRows, matching, nameOf } from './tree-model.ts';
import { useItem } from './use-item.ts';
import { useTree } from './use-tree.ts';
import { stateName } from './words.ts';

/** Makes documents proof from where they are: first the item is chosen, then the slot. */
export function LinkDialog(props: {
  readonly selection: Selection;
  readonly count: number;
  readonly title: string | null;
  readonly onClose: () => void;
}): React.ReactElement {
  const { selection, count, onClose } = props;
  const last = useStore(checking, (state) => state.checklistId);
  const [chosen, setChosen] = useState<ChecklistId | null>(last);
  const { data } = useCall('checklist.list', {}, { tables: checklistTables });
  const checklists = data?.checklists ?? [];
  const current = checklists.find(({ id }) => id === chosen) ?? checklists[0];
  const { tree } = useTree(current?.id ?? null, 'all');
  const [typed, setTyped] = useState('');
  const rows = useMemo(() => matching(askingRows(tree?.rows ?? []), typed), [tree, typed]);
  const [active, setActive] = useState(0);
  const item = rows[Math.min(active, rows.length - 1)]?.id ?? null;
  const link = async (slot: Slot): Promise<void> => {
    onClose();
    const ids = await attempt(idsOf(selection));
    if (ids) await linkIds(slot, ids);
  };
  const toSlots = (): void => document.querySelector<HTMLElement>('.link-slots button')?.focus();

  return (
    <Dialog
      title={
        props.title === null
          ? t('checklist.linkTitleMany', { count })
          : t('checklist.linkTitle', { title: props.title })
      }
      onClose={onClose}
      footer={
        <Button large onClick={onClose}>
          {t('ui.cancel')}
        </Button>
      }
    >
      {data && checklists.length === 0 ? (
        <div className="dialog-fields">
          <p>{t('checklist.emptyTitle')}</p>
          <Button
            onClick={() => {
              onClose();
              goTo('checklist');
            }}
          >
            {t('checklist.toChecklists')}
          </Button>
        </div>
      ) : (
        <div className="dialog-fields link-dialog">
          {checklists.length > 1 && (
            <select
              className="catalog-input"
              aria-label={t('checklist.editions')}
              value={current?.id}
              onChange={(event) => {
                const id = checklists.find((each) => String(each.id) === event.target.value)?.id;
                if (id !== undefined) setChosen(id);
                setActive(0);
              }}
            >
              {checklists.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          )}
          <input
            data-autofocus
            className="catalog-input"
            value={typed}
            aria-label={t('checklist.findItem')}
            placeholder={t('checklist.findItem')}
            onChange={(event) => {
              setTyped(event.target.value);
              setActive(0);
            }}
            onKeyDown={(event) => {
              if (composing(event)) return;
              const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
              if (step !== 0) setActive(Math.min(rows.length - 1, Math.max(0, active + step)));
              else if (event.key === 'Enter') toSlots();
              else return;
              event.preventDefault();
            }}
          />
          <VirtualList
            className="link-items"
            label={t('checklist.items')}
            count={rows.length}
            rowHeight={28}
            active={Math.min(active, rows.length - 1)}
            onActive={setActive}
            onOpen={toSlots}
            empty={<p className="checklist-none">{t('checklist.filterNone')}</p>}
            renderRow={(index) => {
              const row = rows[index];
              return (
                row && (
                  <div className="link-item">
                    <StateMark state={row.state} size={14} label={stateName(row.state)} />
                    <span className="m-cut">{nameOf(row.code, row.title)}</span>
                    <span>{t('checklist.proofsOf', { have: row.have, need: row.need })}</span>
                  </div>
                )
              );
            }}
          />
          <SlotChoice item={item} onSlot={(slot) => void link(slot)} />
        </div>
      )}
    </Dialog>
  );
}

function SlotChoice(props: {
  readonly item: ItemId | null;
  readonly onSlot: (slot: Slot) => void;
}): React.ReactElement {
  const { detail } = useItem(props.item);
  const slots = detail?.id === props.item ? (detail?.slots ?? []) : [];
  const step = (event: React.KeyboardEvent<HTMLElement>): void => {
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    const digit = composing(event) ? Number.NaN : Number(event.key);
    const chosen = slots[digit - 1];
    if (chosen && event.key !== ' ') {
      event.preventDefault();
      props.onSlot(chosen);
    }
    if (by === 0) return;
    event.preventDefault();
    const buttons = [...event.currentTarget.querySelectorAll('button')];
    const at = buttons.findIndex((button) => button === document.activeElement);
    buttons[Math.min(buttons.length - 1, Math.max(0, at + by))]?.focus();
  };
  return (
    <div className="link-slots" role="group" aria-label={t('checklist.slots')} onKeyDown={step}>
      {slots.map((slot, index) => (
        <button key={slot.id} type="button" onClick={() => props.onSlot(slot)}>
          <span className="slot-number">{index + 1}</span>
          <strong className="m-cut">{slot.kind}</strong>
          <span className="slot-hint m-cut">{slot.hint}</span>
          <SlotMeter have={slot.have} need={slot.need} links={slot.links} />
        </button>
      ))}
    </div>
  );
}
