import { client, session } from '../app/session.ts';
import { attempt } from '../app/shell-state.ts';
import { useStore } from '../app/store.ts';
import { t } from '../i18n/index.ts';
import { Button } from '../ui/button.tsx';

/** Opens a volume: in the system's viewer, or where the host cannot, in a tab of its own. */
export async function openVolume(name: string): Promise<void> {
  const answer = await attempt(client.call('binder.open', { name }));
  if (answer?.address) window.open(answer.address, '_blank', 'noopener');
}

export function VolumeActions({ name }: { readonly name: string }): React.ReactElement {
  const desktop = useStore(session, (state) => state.program?.host === 'desktop');
  return (
    <span className="binder-volume-actions">
      <Button look="link" onClick={() => void openVolume(name)}>
        {t('binder.open')}
      </Button>
      {desktop && (
        <Button look="link" onClick={() => void attempt(client.call('binder.reveal', { name }))}>
          {t('binder.reveal')}
        </Button>
      )}
    </span>
  );
}
