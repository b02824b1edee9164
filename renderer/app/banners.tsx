import { Info, Lock, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import type { OpenArchive } from '../../main/contract/index.ts';
import { moment, t } from '../i18n/index.ts';
import { Button } from '../ui/button.tsx';
import { ConfirmDialog } from '../ui/dialog.tsx';
import { iconProps } from '../ui/marks.tsx';
import { enterArchive } from './open-archive.ts';
import { client, session } from './session.ts';
import { showError } from './shell-state.ts';

/** What the user must know about this archive before anything else: who holds it, where it lies. */
export function Banners({ archive }: { readonly archive: OpenArchive }) {
  const [dismissed, setDismissed] = useState<readonly string[]>([]);
  return (
    <>
      {archive.readOnly ? <ReadOnlyBanner archive={archive} /> : null}
      {archive.warnings
        .filter((warning) => !dismissed.includes(warning))
        .map((warning) => (
          <div className="banner banner-part" role="status" key={warning}>
            {warning === 'restored-after-crash' ? (
              <Info {...iconProps} />
            ) : (
              <TriangleAlert {...iconProps} />
            )}
            <span>{warningWords(warning)}</span>
            <Button look="link" onClick={() => setDismissed([...dismissed, warning])}>
              {t('app.dismiss')}
            </Button>
          </div>
        ))}
    </>
  );
}

function warningWords(warning: OpenArchive['warnings'][number]): string {
  switch (warning) {
    case 'sync-folder':
      return t('app.warnSync');
    case 'network-path':
      return t('app.warnNetwork');
    case 'restored-after-crash':
      return t('app.warnRestored');
  }
}

function ReadOnlyBanner({ archive }: { readonly archive: OpenArchive }) {
  const [asking, setAsking] = useState(false);
  const { holder } = archive;
  const words = !holder
    ? t('app.readOnly')
    : holder.sameHost
      ? t('app.readOnlyHeldHere')
      : t('app.readOnlyHeld', { user: holder.user, host: holder.host });
  return (
    <div className="banner" role="status">
      <Lock {...iconProps} />
      <span>
        {words}
        {holder ? (
          <span className="m-muted">
            {' '}
            {t('app.readOnlySince', { since: moment(holder.since) })}
          </span>
        ) : null}
      </span>
      <Button look="link" onClick={() => void openAgain(archive, false)}>
        {t('app.tryAgain')}
      </Button>
      {holder?.canTakeOver ? (
        <Button look="link" onClick={() => setAsking(true)}>
          {t('app.takeOver')}
        </Button>
      ) : null}
      {asking && holder ? (
        <ConfirmDialog
          title={t('app.takeOverTitle')}
          yes={t('app.takeOverYes')}
          onYes={() => {
            setAsking(false);
            void openAgain(archive, true);
          }}
          onClose={() => setAsking(false)}
        >
          <p>{t('app.takeOverBody', { host: holder.host })}</p>
        </ConfirmDialog>
      ) : null}
    </div>
  );
}

/** Opens the same archive anew, to write; where it is still held it stays as it is. */
async function openAgain(archive: OpenArchive, takeOver: boolean): Promise<void> {
  try {
    const { recents } = await client.call('program.state', {});
    const place = recents.find((recent) => recent.path === archive.path)?.place;
    if (!place) return;
    const opened = await client.call('library.open', { place, takeOver });
    session.set({ archive: null });
    await enterArchive(opened);
  } catch (error) {
    showError(error);
  }
}
