import type { DocumentId, PageInfo } from '../../main/contract/index.ts';
import { session } from '../app/session.ts';
import { useStore } from '../app/store.ts';
import { t } from '../i18n/index.ts';
import { Button } from '../ui/button.tsx';
import { readAgain } from './page-changes.ts';
import { readingWords } from './reading-words.ts';

/** Over the desk, for a page whose text is not known yet: why, and what can be done. */
export function PageNote(props: {
  readonly documentId: DocumentId;
  readonly page: PageInfo | undefined;
  readonly canChange: boolean;
}): React.ReactElement | null {
  const { documentId, page, canChange } = props;
  const jobs = useStore(session, (state) => state.jobs);
  const words = page ? readingWords(page, jobs) : '';
  if (!page || words === '') return null;
  return (
    <p className="reading-note">
      {words}
      {page.reading === 'failed' && canChange && (
        <Button look="link" onClick={() => void readAgain(documentId, [page.n])}>
          {t('reading.readAgain')}
        </Button>
      )}
    </p>
  );
}
