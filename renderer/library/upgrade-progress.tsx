import { session } from '../app/session.ts';
import { useStore } from '../app/store.ts';
import { t, timeLeft } from '../i18n/index.ts';
import { ProgressCard } from '../ui/progress.tsx';
import { stopOpening } from './open.ts';

/** While an archive of an earlier version opens: how far it is, and that it can be stopped. */
export function UpgradeProgress() {
  const upgrading = useStore(session, (state) => state.upgrading);
  if (!upgrading) return null;
  const { done, total, remainingMs } = upgrading;
  return (
    <ProgressCard
      title={total === null ? t('library.upgradeBackup') : t('library.upgrading', { done, total })}
      timeLeft={remainingMs === null ? undefined : timeLeft(remainingMs)}
      share={total === null ? null : done / total}
      onCancel={() => void stopOpening()}
      cancelLabel={t('library.upgradeStop')}
      cancelNote={t('library.upgradeNote')}
    />
  );
}
