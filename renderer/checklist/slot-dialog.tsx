import { useState } from 'react';
import { usualKinds, type ItemId, type Slot } from '../../main/contract/index.ts';
import { t } from '../i18n/index.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { change } from './actions.ts';
import { takeInHand } from './checklist-state.ts';
import { AreaField, TextField } from './dialog-field.tsx';

const wholeNumber = (text: string): number | null => {
  const plain = text.normalize('NFKC').trim();
  return /^\d{1,4}$/u.test(plain) ? Number(plain) : null;
};

/** One kind of proof an item asks for: one there is, or a new one. */
export function SlotDialog(props: {
  readonly item: ItemId;
  readonly slot: Slot | null;
  readonly onClose: () => void;
}): React.ReactElement {
  const { item, slot, onClose } = props;
  const [kind, setKind] = useState<string>(slot?.kind ?? '');
  const [need, setNeed] = useState(String(slot?.need ?? 1));
  const [hint, setHint] = useState(slot?.hint ?? '');
  const [limit, setLimit] = useState(String(slot?.wordLimit ?? ''));
  const count = wholeNumber(need);
  const words = limit.trim() === '' ? null : wholeNumber(limit);
  const badLimit = limit.trim() !== '' && (words === null || words < 1);
  const can = kind.trim() !== '' && count !== null && !badLimit;
  const save = async (): Promise<void> => {
    if (!can || count === null) return;
    onClose();
    const fields = { kind: kind.trim(), need: count, hint: hint.trim(), wordLimit: words };
    if (slot) {
      await change('checklist.changeSlot', { id: slot.id, patch: fields }, () =>
        t('checklist.slotChanged', { kind: fields.kind }),
      );
      return;
    }
    const made = await change('checklist.addSlot', { item, slot: fields }, () =>
      t('checklist.slotAdded', { kind: fields.kind }),
    );
    if (made) takeInHand(made.id, null);
  };
  const onEnter = (): void => void save();
  return (
    <Dialog
      title={t(slot ? 'checklist.editSlot' : 'checklist.addSlot')}
      width={460}
      onClose={onClose}
      footer={
        <>
          <Button large onClick={onClose}>
            {t('ui.cancel')}
          </Button>
          <Button large look="primary" disabled={!can} onClick={() => void save()}>
            {t(slot ? 'ui.save' : 'checklist.add')}
          </Button>
        </>
      }
    >
      <div className="dialog-fields">
        <div className="dialog-pair">
          <TextField
            autoFocus
            label={t('checklist.slotKind')}
            value={kind}
            onValue={setKind}
            onEnter={onEnter}
            maxLength={200}
            options={usualKinds}
          />
          <TextField
            label={t('checklist.slotNeed')}
            value={need}
            onValue={setNeed}
            onEnter={onEnter}
            maxLength={4}
            problem={count === null ? t('checklist.badCount') : null}
          />
        </div>
        <AreaField
          label={t('checklist.slotHint')}
          value={hint}
          onValue={setHint}
          onEnter={onEnter}
          maxLength={2000}
          rows={2}
        />
        <TextField
          label={t('checklist.slotLimit')}
          value={limit}
          onValue={setLimit}
          onEnter={onEnter}
          maxLength={5}
          problem={badLimit ? t('checklist.badCount') : null}
          help={t('checklist.slotLimitHelp')}
        />
      </div>
    </Dialog>
  );
}
