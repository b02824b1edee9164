import { Copy, Pencil } from 'lucide-react';
import type { DocumentId, PageInfo, TextSource } from '../../main/contract/index.ts';
import { useCall } from '../app/data.ts';
import { session } from '../app/session.ts';
import { useStore } from '../app/store.ts';
import { t } from '../i18n/index.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { Highlight, Trouble, iconProps } from '../ui/marks.tsx';
import { splitHits } from './hits.ts';
import { readAgain, uncorrect } from './page-changes.ts';
import { readingWords, sourceName } from './reading-words.ts';
import { setTextMode } from './text-state.ts';
import { textTables } from './use-lines.ts';

interface TextPanelProps {
  readonly documentId: DocumentId;
  readonly page: number;
  readonly canChange: boolean;
  /** Words to mark. */
  readonly terms?: readonly string[] | undefined;
  /** Told once the text is on the clipboard. */
  readonly onCopied?: ((page: number) => void) | undefined;
}

/** The text of one page in paragraphs, to select and copy; says whose text it is. */
export function TextPanel(props: TextPanelProps): React.ReactElement {
  const { documentId, page, canChange, terms = [], onCopied } = props;
  const answer = useCall(
    'reading.text',
    { id: documentId, n: page },
    { tables: textTables, keep: false },
  );
  const info = useCall(
    'reading.pages',
    { id: documentId, from: page, limit: 1 },
    { tables: textTables, keep: false },
  ).data?.pages[0];
  const text = answer.data?.text ?? '';
  const source = answer.data?.source ?? 'none';
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(text);
    onCopied?.(page);
  };
  return (
    <section className="reading-text" aria-label={t('reading.textPanel')}>
      <header>
        <h3>{t('reading.textPanel')}</h3>
        <span>{t('reading.textOfPage', { n: String(page) })}</span>
        {text !== '' && canChange && (
          <IconButton
            icon={<Pencil {...iconProps} />}
            label={t('reading.correct')}
            onClick={() => setTextMode('correct')}
          />
        )}
        {text !== '' && (
          <IconButton
            icon={<Copy {...iconProps} />}
            label={t('reading.copyText')}
            onClick={() => void copy()}
          />
        )}
      </header>
      {info && (
        <ReadingState documentId={documentId} page={info} canChange={canChange} source={source} />
      )}
      {text !== '' ? (
        <div className="reading-text-body" tabIndex={0} role="document">
          {text.split('\n').map((paragraph, index) => (
            <p key={index}>
              <Highlight parts={splitHits(paragraph, terms)} />
            </p>
          ))}
        </div>
      ) : answer.loading || info?.reading === 'waiting' || info?.reading === 'failed' ? null : (
        <p className="reading-text-none">
          {info?.blank ? t('reading.blankPage') : t('reading.noText')}
        </p>
      )}
    </section>
  );
}

/** A page that is not read yet or could not be, one corrected by hand: what can be done about it. */
function ReadingState(props: {
  readonly documentId: DocumentId;
  readonly page: PageInfo;
  readonly canChange: boolean;
  readonly source: TextSource;
}): React.ReactElement | null {
  const { documentId, page, canChange } = props;
  const jobs = useStore(session, (state) => state.jobs);
  const words = readingWords(page, jobs) || sourceName(props.source);
  const isHand = page.textSource === 'hand';
  const canRead = page.reading === 'failed' || page.textSource === 'ocr';
  if (words === '') return null;
  return (
    <p className="reading-text-state">
      {page.reading === 'failed' ? <Trouble>{words}</Trouble> : words}
      {canChange && canRead && (
        <Button look="link" onClick={() => void readAgain(documentId, [page.n])}>
          {t('reading.readAgain')}
        </Button>
      )}
      {canChange && isHand && (
        <Button look="link" onClick={() => void uncorrect(documentId, page.n)}>
          {t('reading.uncorrect')}
        </Button>
      )}
    </p>
  );
}
