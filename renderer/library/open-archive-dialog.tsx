import { useEffect, useState } from 'react';
import type { RecentArchive } from '../../main/contract/index.ts';
import { refreshProgram } from '../app/open-archive.ts';
import { session } from '../app/session.ts';
import { useStore } from '../app/store.ts';
import { t } from '../i18n/index.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { openByDialog, openRecent, stopOpening } from './open.ts';
import { RecentArchives } from './recent-archives.tsx';
import { UpgradeProgress } from './upgrade-progress.tsx';

/** Archives this computer knows; on the desktop also any folder. */
export function OpenArchiveDialog({ onClose }: { readonly onClose: () => void }) {
  const program = useStore(session, (state) => state.program);
  const current = useStore(session, (state) => state.archive?.path);
  const upgrading = useStore(session, (state) => state.upgrading !== null);
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    void refreshProgram();
  }, []);
  const run = async (work: () => Promise<boolean>): Promise<void> => {
    if (busy) return;
    setBusy(true);
    const opened = await work();
    setBusy(false);
    if (opened) onClose();
  };
  const close = (): void => {
    // Closed, it would open behind the user's back.
    if (busy) void stopOpening();
    onClose();
  };
  const recents = program?.recents.filter((recent) => recent.path !== current) ?? [];
  return (
    <Dialog
      title={t('library.openTitle')}
      onClose={close}
      footer={
        <>
          <Button large onClick={close}>
            {t('ui.cancel')}
          </Button>
          {program?.host === 'desktop' ? (
            <Button large onClick={() => void run(openByDialog)}>
              {t('library.chooseFolder')}
            </Button>
          ) : null}
        </>
      }
    >
      {recents.length > 0 ? (
        <RecentArchives
          recents={recents}
          onOpen={(recent: RecentArchive) => void run(() => openRecent(recent))}
        />
      ) : (
        <p>{t('library.openNone', { home: program?.home ?? '' })}</p>
      )}
      <UpgradeProgress />
      {busy && !upgrading ? <p className="m-note">{t('library.opening')}</p> : null}
    </Dialog>
  );
}
