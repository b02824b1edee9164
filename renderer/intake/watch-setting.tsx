import { client } from '../app/session.ts';
import { announce, attempt } from '../app/shell-state.ts';
import { t } from '../i18n/index.ts';
import { Button } from '../ui/button.tsx';
import { Trouble } from '../ui/marks.tsx';
import { useWatched, watchSettingId } from './watch-status.tsx';

/** Turns the watched folder on, to another place, or off; says what came of it. */
export async function setWatch(on: boolean): Promise<void> {
  const now = await attempt(client.call('intake.watch', { on }));
  if (!now) return;
  if (!on) announce(t('intake.watchStopped'));
  else if (now.folder) announce(t('intake.watching', { folder: now.folder }));
}

/** Two cells of a settings form: the folder the scanner writes to. */
export function WatchSetting({ readOnly }: { readonly readOnly: boolean }) {
  const watched = useWatched();
  if (!watched) return null;
  const { folder, state, canChoose } = watched;
  return (
    <>
      <span className="form-label">{t('intake.watchLabel')}</span>
      <div className="watch-setting" id={watchSettingId}>
        {folder ? <span className="form-value m-selectable">{folder}</span> : null}
        {state === 'missing' ? <Trouble>{t('intake.watchMissingNote')}</Trouble> : null}
        {state === 'watching' && watched.taken > 0 ? (
          <p className="m-note">{t('intake.watchTaken', { count: watched.taken })}</p>
        ) : null}
        {canChoose || folder ? (
          <div className="watch-setting-buttons">
            {canChoose ? (
              <Button disabled={readOnly} onClick={() => void setWatch(true)}>
                {folder ? t('intake.watchOther') : t('intake.watchChoose')}
              </Button>
            ) : null}
            {folder ? (
              <Button disabled={readOnly} onClick={() => void setWatch(false)}>
                {t('intake.watchStop')}
              </Button>
            ) : null}
          </div>
        ) : null}
        <p className="m-note">
          {canChoose || folder ? t('intake.watchNote') : t('intake.watchNoteBrowser')}
        </p>
      </div>
    </>
  );
}
