import { useState } from 'react';
import type { Proof } from '../../main/contract/index.ts';
import { t } from '../i18n/index.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { change } from './actions.ts';
import { AreaField, TextField } from './dialog-field.tsx';
import { parsePages } from './words.ts';

/** Which pages of a document prove the slot, how many they count for, and a note. */
export function ProofDialog(props: {
  readonly proof: Proof;
  readonly onClose: () => void;
}): React.ReactElement {
  const { proof, onClose } = props;
  const { document } = proof;
  const [pages, setPages] = useState(
    (proof.pages ?? [])
      .map(({ from, to }) => (from === to ? `${from}` : `${from}-${to}`))
      .join('、'),
  );
  const [amount, setAmount] = useState(String(proof.amount));
  const [note, setNote] = useState(proof.note ?? '');
  const read = parsePages(pages);
  const beyond = read?.some(({ to }) => to > document.pages) ?? false;
  const times = /^\d{1,4}$/u.test(amount.trim()) ? Number(amount) : 0;
  const can = read !== undefined && !beyond && times > 0;
  const save = (): void => {
    if (!can) return;
    onClose();
    const patch = { pages: read, amount: times, note: note.trim() === '' ? null : note.trim() };
    void change('checklist.changeLink', { id: proof.id, patch }, () => t('checklist.proofChanged'));
  };
  return (
    <Dialog
      title={t('checklist.editProof')}
      width={460}
      onClose={onClose}
      footer={
        <>
          <Button large onClick={onClose}>
            {t('ui.cancel')}
          </Button>
          <Button large look="primary" disabled={!can} onClick={save}>
            {t('ui.save')}
          </Button>
        </>
      }
    >
      <div className="dialog-fields">
        <p className="m-cut">{document.title}</p>
        <div className="dialog-pair">
          <TextField
            autoFocus
            label={t('checklist.proofPages')}
            value={pages}
            onValue={setPages}
            onEnter={save}
            maxLength={200}
            placeholder={t('checklist.allPages', { count: document.pages })}
            problem={
              read === undefined
                ? t('checklist.badPages')
                : beyond
                  ? t('checklist.pagesBeyond', { count: document.pages })
                  : null
            }
          />
          <TextField
            label={t('checklist.proofAmount')}
            value={amount}
            onValue={setAmount}
            onEnter={save}
            maxLength={4}
            problem={times > 0 ? null : t('checklist.badCount')}
          />
        </div>
        <AreaField
          label={t('checklist.note')}
          value={note}
          onValue={setNote}
          onEnter={save}
          maxLength={2000}
          rows={2}
        />
      </div>
    </Dialog>
  );
}
