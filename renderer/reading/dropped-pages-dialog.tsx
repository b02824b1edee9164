import { Checkbox } from 'antd';
import { useState } from 'react';
import type { DocumentId } from '../../main/contract/index.ts';
import { useCall } from '../app/data.ts';
import { t } from '../i18n/index.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { loadPriority } from '../ui/load-queue.ts';
import { QueuedImage } from '../ui/queued-image.tsx';
import { takeBack } from './page-changes.ts';

/** Pages of the document's originals that it does not show: to look at and to take back. */
export function DroppedPagesDialog(props: {
  readonly documentId: DocumentId;
  readonly onClose: () => void;
}): React.ReactElement {
  const answer = useCall(
    'catalog.droppedPages',
    { id: props.documentId },
    { tables: ['part'], keep: false },
  );
  const pages = answer.data?.pages ?? [];
  const [kept, setKept] = useState<ReadonlySet<number>>(new Set());
  const chosen = pages.filter((_, index) => !kept.has(index));
  const toggle = (index: number): void => {
    const next = new Set(kept);
    if (!next.delete(index)) next.add(index);
    setKept(next);
  };
  const back = (): void => {
    props.onClose();
    void takeBack(
      props.documentId,
      chosen.map(({ originalId, originalPage }) => ({ originalId, originalPage })),
    );
  };
  return (
    <Dialog
      title={t('reading.droppedTitle')}
      width={520}
      onClose={props.onClose}
      footer={
        <>
          <Button large onClick={props.onClose}>
            {pages.length === 0 ? t('ui.close') : t('ui.cancel')}
          </Button>
          {pages.length > 0 && (
            <Button large look="primary" data-default disabled={chosen.length === 0} onClick={back}>
              {t('reading.takeBack', { count: chosen.length })}
            </Button>
          )}
        </>
      }
    >
      {answer.data && pages.length === 0 ? (
        <p>{t('reading.droppedNone')}</p>
      ) : (
        <p>{t('reading.droppedIntro')}</p>
      )}
      <div className="reading-dropped">
        {pages.map((page, index) => (
          <Checkbox
            key={`${page.originalId} ${page.originalPage}`}
            checked={!kept.has(index)}
            onChange={() => toggle(index)}
          >
            <span className="reading-thumb-sheet">
              {page.thumbnail && (
                <QueuedImage
                  address={page.thumbnail}
                  priority={loadPriority.thumbnail}
                  alt=""
                  draggable={false}
                />
              )}
            </span>
            {t('reading.originalPage', { n: page.originalPage })}
          </Checkbox>
        ))}
      </div>
    </Dialog>
  );
}
