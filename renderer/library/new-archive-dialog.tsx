import { Input } from 'antd';
import { useState } from 'react';
import type { PlaceId } from '../../main/contract/index.ts';
import { composing } from '../app/commands.ts';
import { client, session } from '../app/session.ts';
import { attempt } from '../app/shell-state.ts';
import { useStore } from '../app/store.ts';
import { t } from '../i18n/index.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Trouble } from '../ui/marks.tsx';
import { createArchive } from './open.ts';

const forbidden = /[\\/:*?"<>|]/;

/** Name, 全宗号, and on the desktop where; the archive opens when made. */
export function NewArchiveDialog({ onClose }: { readonly onClose: () => void }) {
  const program = useStore(session, (state) => state.program);
  const [name, setName] = useState('');
  const [fonds, setFonds] = useState('');
  const [place, setPlace] = useState<{ place: PlaceId; path: string } | null>(null);
  const [busy, setBusy] = useState(false);
  const bad = forbidden.test(name);
  const ready = name.trim() !== '' && !bad && !busy;

  const create = async (): Promise<void> => {
    if (!ready) return;
    setBusy(true);
    const made = await createArchive(name.trim(), fonds.trim() || null, place?.place ?? null);
    setBusy(false);
    if (made) onClose();
  };
  const choose = async (): Promise<void> => {
    const chosen = await attempt(client.call('library.chooseFolder', { purpose: 'new' }));
    if (chosen) setPlace(chosen);
  };
  return (
    <Dialog
      title={t('library.newTitle')}
      onClose={onClose}
      width={520}
      footer={
        <>
          <Button large onClick={onClose}>
            {t('ui.cancel')}
          </Button>
          <Button large look="primary" disabled={!ready} onClick={() => void create()}>
            {busy ? t('library.creating') : t('library.create')}
          </Button>
        </>
      }
    >
      <div
        className="form"
        onKeyDown={(event) => {
          if (
            event.key === 'Enter' &&
            !composing(event) &&
            event.target instanceof HTMLInputElement
          ) {
            event.preventDefault();
            void create();
          }
        }}
      >
        <label htmlFor="new-name">{t('library.name')}</label>
        <div>
          <Input
            id="new-name"
            data-autofocus
            value={name}
            maxLength={60}
            placeholder={t('library.nameExample')}
            {...(bad ? { status: 'error' as const } : {})}
            onChange={(event) => setName(event.target.value)}
          />
          {bad ? (
            <Trouble>{t('library.nameBad')}</Trouble>
          ) : (
            <p className="m-note">{t('library.nameNote')}</p>
          )}
        </div>
        <label htmlFor="new-fonds">{t('library.fonds')}</label>
        <div>
          <Input
            id="new-fonds"
            className="form-short"
            value={fonds}
            maxLength={20}
            placeholder="Q012"
            onChange={(event) => setFonds(event.target.value)}
          />
          <p className="m-note">{t('library.fondsNote')}</p>
        </div>
        <span className="form-label">{t('library.place')}</span>
        <div className="form-line">
          <span className="form-value m-selectable">{place?.path ?? program?.home}</span>
          {program?.host === 'desktop' ? (
            <Button look="link" onClick={() => void choose()}>
              {t('library.changePlace')}
            </Button>
          ) : null}
        </div>
      </div>
    </Dialog>
  );
}
