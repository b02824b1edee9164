import { Input } from 'antd';
import { TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import type { Selection } from '../../main/contract/index.ts';
import { client } from '../app/session.ts';
import { announce, attempt } from '../app/shell-state.ts';
import { t } from '../i18n/index.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';

/** Destroying for good: asks for the reason, then about backups that still hold it. */
export function PurgeDialog(props: {
  readonly selection: Selection;
  readonly count: number;
  readonly onClose: () => void;
}) {
  const [count] = useState(props.count);
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const [backups, setBackups] = useState<readonly string[] | null>(null);
  const purge = async (): Promise<void> => {
    setBusy(true);
    const result = await attempt(
      client.call('keeping.purge', { selection: props.selection, reason: reason.trim() }),
    );
    setBusy(false);
    if (!result) return;
    announce(t('keeping.purged', { count: result.changed }));
    if (result.backups.length > 0) setBackups(result.backups);
    else props.onClose();
  };
  if (backups) return <OldBackups names={backups} onClose={props.onClose} />;
  return (
    <Dialog
      icon={<TriangleAlert size={24} strokeWidth={1.75} color="var(--warn)" aria-hidden />}
      title={t('keeping.purgeTitle', { count })}
      width={520}
      onClose={props.onClose}
      footer={
        <>
          <Button large onClick={props.onClose}>
            {t('ui.cancel')}
          </Button>
          <Button
            large
            look="primary"
            disabled={busy || reason.trim() === ''}
            onClick={() => void purge()}
          >
            {t('keeping.purgeYes')}
          </Button>
        </>
      }
    >
      <p>{t('keeping.purgeBody')}</p>
      <div className="form purge-form">
        <label htmlFor="purge-reason">{t('keeping.purgeReason')}</label>
        <Input.TextArea
          id="purge-reason"
          autoFocus
          value={reason}
          maxLength={500}
          autoSize={{ minRows: 2, maxRows: 5 }}
          placeholder={t('keeping.purgeReasonExample')}
          onChange={(event) => setReason(event.target.value)}
        />
      </div>
    </Dialog>
  );
}

function OldBackups(props: { readonly names: readonly string[]; readonly onClose: () => void }) {
  const { names } = props;
  const remove = async (): Promise<void> => {
    const result = await attempt(
      client.call('keeping.removeBackups', { names: [...names].slice(0, 100) }),
    );
    if (result) announce(t('keeping.backupsRemoved', { count: result.removed }));
    props.onClose();
  };
  return (
    <Dialog
      title={t('keeping.backupsTitle')}
      width={520}
      onClose={props.onClose}
      footer={
        <>
          <Button large onClick={() => void remove()}>
            {t('keeping.backupsRemove', { count: names.length })}
          </Button>
          <Button large data-default onClick={props.onClose}>
            {t('keeping.backupsKeep')}
          </Button>
        </>
      }
    >
      <p>{t('keeping.backupsBody')}</p>
      <ul className="backup-names">
        {names.map((name) => (
          <li key={name}>{name}</li>
        ))}
      </ul>
    </Dialog>
  );
}
