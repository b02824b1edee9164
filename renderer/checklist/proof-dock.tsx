import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useState } from 'react';
import type { Proof } from '../../main/contract/index.ts';
import { t } from '../i18n/index.ts';
import { PageView } from '../reading/page-view.tsx';
import { IconButton } from '../ui/button.tsx';
import { iconProps } from '../ui/marks.tsx';
import { markingOf } from './proof-preview.tsx';
import { firstPageOf } from './words.ts';

/** The pages of the proof in hand beneath its item, where a tall window has room for both. */
export function ProofDock(props: {
  readonly proof: Proof;
  readonly canChange: boolean;
}): React.ReactElement {
  const { proof, canChange } = props;
  const [page, setPage] = useState(() => firstPageOf(proof));
  const { document } = proof;
  const lines = proof.marks
    .filter(({ n }) => n === page)
    .reduce((sum, mark) => sum + mark.lines.length, 0);
  return (
    <section className="proof-dock" aria-label={t('checklist.proofPagesShown')}>
      <PageView
        documentId={document.id}
        page={page}
        onPage={setPage}
        strip="none"
        startZoom="width"
        marking={canChange ? markingOf(proof) : undefined}
        heading={
          <span className="proof-dock-head m-cut" title={document.title}>
            <strong>{document.referenceNumber ?? document.title}</strong>
            {lines > 0
              ? t('checklist.dockMarked', { n: String(page), count: lines })
              : t('checklist.pagesOf', { pages: String(page) })}
          </span>
        }
        toolbarEnd={
          <>
            <IconButton
              icon={<ChevronLeft {...iconProps} />}
              label={t('reading.previousPage')}
              keys="PageUp"
              disabled={page <= 1}
              onClick={() => setPage(page - 1)}
            />
            <IconButton
              icon={<ChevronRight {...iconProps} />}
              label={t('reading.nextPage')}
              keys="PageDown"
              disabled={page >= document.pages}
              onClick={() => setPage(page + 1)}
            />
          </>
        }
      />
    </section>
  );
}
