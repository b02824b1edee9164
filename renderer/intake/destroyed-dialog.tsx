import { useState } from 'react';
import { client } from '../app/session.ts';
import { announce, attempt } from '../app/shell-state.ts';
import { createStore, useStore } from '../app/store.ts';
import { t } from '../i18n/index.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import type { DocumentId } from '../../main/contract/index.ts';

interface Destroyed {
  readonly title: string;
  readonly sources: readonly string[];
  readonly backups: readonly string[];
  /** Originals that other documents show pages of. */
  readonly shared: readonly string[];
}

/** What is left of a document destroyed just now, to be told until the user has read it. */
const destroyed = createStore<{ last: Destroyed | null }>({ last: null });

/** Destroys a secret paper at once and tells what is left to remove by hand. */
export async function destroySecret(id: DocumentId, title: string): Promise<boolean> {
  const result = await attempt(
    client.call('keeping.destroy', {
      selection: { filter: { place: 'inbox', ids: [id] } },
      reason: t('intake.secretReason'),
    }),
  );
  if (!result) return false;
  announce(t('intake.destroyed', { title }));
  const { sources, backups, shared } = result;
  destroyed.set({ last: { title, sources, backups, shared } });
  return true;
}

/** Which files outside the archive, and which backups, still hold what was destroyed. */
export function DestroyedDialog(): React.ReactElement | null {
  const last = useStore(destroyed, (state) => state.last);
  const [removed, setRemoved] = useState(false);
  if (!last) return null;
  const backups = removed ? [] : last.backups;
  const close = (): void => {
    setRemoved(false);
    destroyed.set({ last: null });
  };
  const remove = async (): Promise<void> => {
    const result = await attempt(
      client.call('keeping.removeBackups', { names: [...backups].slice(0, 100) }),
    );
    if (!result) return;
    announce(t('keeping.backupsRemoved', { count: result.removed }));
    setRemoved(true);
  };
  const nothing = last.sources.length + last.shared.length + backups.length === 0;
  return (
    <Dialog
      title={t('intake.destroyed', { title: last.title })}
      width={560}
      onClose={close}
      footer={
        <>
          {backups.length > 0 ? (
            <Button large onClick={() => void remove()}>
              {t('keeping.backupsRemove', { count: backups.length })}
            </Button>
          ) : null}
          <Button large data-default onClick={close}>
            {t('ui.close')}
          </Button>
        </>
      }
    >
      <p>{nothing ? t('intake.destroyedAll') : t('intake.destroyedRest')}</p>
      {last.shared.length > 0 ? (
        <>
          <h3 className="form-section">{t('intake.destroyedShared')}</h3>
          <Names names={last.shared} />
        </>
      ) : null}
      {last.sources.length > 0 ? (
        <>
          <h3 className="form-section">{t('intake.destroyedSources')}</h3>
          <Names names={last.sources} />
        </>
      ) : null}
      {backups.length > 0 ? (
        <>
          <h3 className="form-section">{t('intake.destroyedBackups')}</h3>
          <Names names={backups} />
        </>
      ) : null}
    </Dialog>
  );
}

function Names({ names }: { readonly names: readonly string[] }) {
  return (
    <ul className="inbox-left">
      {names.map((name) => (
        <li key={name} className="m-selectable">
          {name}
        </li>
      ))}
    </ul>
  );
}
