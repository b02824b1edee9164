import { Copy } from 'lucide-react';
import type { DocumentId } from '../../main/contract/index.ts';
import { useCall } from '../app/data.ts';
import { t } from '../i18n/index.ts';
import { IconButton } from '../ui/button.tsx';
import { Highlight, iconProps } from '../ui/marks.tsx';
import { flowText } from './flow-text.ts';
import { splitHits } from './hits.ts';

interface TextPanelProps {
  readonly documentId: DocumentId;
  readonly page: number;
  /** Words to mark. */
  readonly terms?: readonly string[] | undefined;
  /** Told once the text is on the clipboard. */
  readonly onCopied?: ((page: number) => void) | undefined;
}

/** The text of one page, as it was read, to select and copy. */
export function TextPanel({
  documentId,
  page,
  terms = [],
  onCopied,
}: TextPanelProps): React.ReactElement {
  const answer = useCall('reading.text', { id: documentId, n: page }, { tables: ['page'] });
  const text = flowText(answer.data?.text ?? '');
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(text);
    onCopied?.(page);
  };
  return (
    <section className="reading-text" aria-label={t('reading.textPanel')}>
      <header>
        <h3>{t('reading.textPanel')}</h3>
        <span>{t('reading.textOfPage', { n: String(page) })}</span>
        {text !== '' && (
          <IconButton
            icon={<Copy {...iconProps} />}
            label={t('reading.copyText')}
            onClick={() => void copy()}
          />
        )}
      </header>
      {text === '' ? (
        !answer.loading && <p className="reading-text-none">{t('reading.noText')}</p>
      ) : (
        <div className="reading-text-body" tabIndex={0} role="document">
          <Highlight parts={splitHits(text, terms)} />
        </div>
      )}
    </section>
  );
}
