import type { Watched } from '../../main/contract/index.ts';
import { useCall } from '../app/data.ts';
import { shell } from '../app/shell-state.ts';
import { middle, t } from '../i18n/index.ts';
import { Trouble } from '../ui/marks.tsx';

export const watchSettingId = 'watch-setting';

/** What is known of the watched folder, kept up to date. */
export function useWatched(): Watched | undefined {
  return useCall('intake.watched', {}, { tables: ['watch'] }).data;
}

/** The settings are longer than a small window. */
function showSetting(): void {
  shell.set({ dialog: 'settings' });
  requestAnimationFrame(() =>
    document.getElementById(watchSettingId)?.scrollIntoView({ block: 'nearest' }),
  );
}

/** In the status bar: which folder is watched, or that it is not there now. A click shows the setting. */
export function WatchStatus() {
  const watched = useWatched();
  if (!watched?.folder || watched.state === 'off') return null;
  const folder = middle(watched.folder, 32);
  const words =
    watched.state === 'missing'
      ? t('intake.watchMissing', { folder })
      : t('intake.watching', { folder });
  return (
    <button type="button" className="statusbar-job" title={watched.folder} onClick={showSetting}>
      {watched.state === 'missing' ? <Trouble>{words}</Trouble> : <span>{words}</span>}
    </button>
  );
}
