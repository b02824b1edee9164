import { FileLock2, FileQuestionMark, FileX2 } from 'lucide-react';
import { useId, useState } from 'react';
import type { DocumentDetail, DocumentId, PageState } from '../../main/contract/index.ts';
import { CallError } from '../app/client.ts';
import { useCall } from '../app/data.ts';
import { client } from '../app/session.ts';
import { bytes, middle, t } from '../i18n/index.ts';
import { Button } from '../ui/button.tsx';

type Original = DocumentDetail['originals'][number];

interface PageStatesProps {
  readonly documentId: DocumentId;
  readonly state: PageState;
  readonly onUnlocked: () => void;
}

/** What stands in the page's place where there is no page to show. */
export function PageStates({ documentId, state, onUnlocked }: PageStatesProps): React.ReactElement {
  const detail = useCall('catalog.get', { id: documentId }, { tables: ['original', 'part'] });
  const originals = detail.data?.row.id === documentId ? detail.data.originals : [];
  if (state === 'locked') {
    return (
      <StateFrame icon={<FileLock2 />} title={t('reading.lockedTitle')} originals={originals}>
        <UnlockForm documentId={documentId} onUnlocked={onUnlocked} />
      </StateFrame>
    );
  }
  if (state === 'damaged') {
    return (
      <StateFrame icon={<FileX2 />} title={t('reading.damagedTitle')} originals={originals}>
        <p>{t('reading.damagedBody')}</p>
        <p>{t('reading.damagedHelp')}</p>
      </StateFrame>
    );
  }
  return (
    <StateFrame icon={<FileQuestionMark />} title={t('reading.noneTitle')} originals={originals}>
      <p>{state === 'none' ? t('reading.noneBody') : t('reading.emptyPages')}</p>
    </StateFrame>
  );
}

interface StateFrameProps {
  readonly icon: React.ReactElement;
  readonly title: string;
  readonly originals: readonly Original[];
  readonly children: React.ReactNode;
}

function StateFrame({ icon, title, originals, children }: StateFrameProps): React.ReactElement {
  return (
    <div className="reading-state">
      <div className="reading-state-inner">
        <span className="reading-state-icon" aria-hidden="true">
          {icon}
        </span>
        <h2>{title}</h2>
        {children}
        <ul className="reading-state-files">
          {originals.map((original) => (
            <li key={original.id}>
              <span className="reading-state-name" title={original.name}>
                {middle(original.name, 36)}
              </span>
              <span className="reading-state-size">
                {original.type.toUpperCase()} · {bytes(original.bytes)}
              </span>
              <a href={original.download} download={original.name}>
                {t('reading.download')}
              </a>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}

function UnlockForm({
  documentId,
  onUnlocked,
}: {
  readonly documentId: DocumentId;
  readonly onUnlocked: () => void;
}): React.ReactElement {
  const [password, setPassword] = useState('');
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const field = useId();

  const unlock = async (event: React.FormEvent): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    setFailure(null);
    try {
      await client.call('reading.unlock', { id: documentId, password });
      setPassword('');
      onUnlocked();
    } catch (error) {
      const wrong = error instanceof CallError && error.code === 'wrong-password';
      setFailure(wrong ? t('reading.wrongPassword') : t('reading.failedTitle'));
    } finally {
      setBusy(false);
    }
  };

  return (
    <form className="reading-unlock" onSubmit={(event) => void unlock(event)}>
      <p>{t('reading.lockedBody')}</p>
      <label htmlFor={field}>{t('reading.password')}</label>
      <div className="reading-unlock-row">
        <input
          id={field}
          type="password"
          autoComplete="off"
          value={password}
          aria-invalid={failure !== null}
          aria-describedby={`${field}-note`}
          onChange={(event) => setPassword(event.target.value)}
        />
        <Button type="submit" disabled={busy || password === ''}>
          {t('reading.unlock')}
        </Button>
      </div>
      <p id={`${field}-note`} className="reading-unlock-note" role="status">
        {failure}
      </p>
    </form>
  );
}
