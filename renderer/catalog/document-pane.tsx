import { ExternalLink, MousePointerClick, PanelLeft } from 'lucide-react';
import type { DocumentId } from '../../main/contract/index.ts';
import { useCall } from '../app/data.ts';
import { t } from '../i18n/index.ts';
import { PageView } from '../reading/page-view.tsx';
import { IconButton } from '../ui/button.tsx';
import { iconProps } from '../ui/marks.tsx';

interface DocumentPaneProps {
  readonly document: DocumentId | null;
  readonly page: number;
  readonly reading: boolean;
  /** A search whose hits are marked on the pages. */
  readonly query: string;
  readonly canChange: boolean;
  readonly onPage: (page: number) => void;
  readonly onReading: (reading: boolean) => void;
}

/** The pages of the document in hand. */
export function DocumentPane(props: DocumentPaneProps): React.ReactElement {
  const { document, reading, onReading } = props;
  if (document === null) {
    return (
      <div className="catalog-nothing">
        <MousePointerClick size={22} strokeWidth={1.5} aria-hidden />
        <p>{t('catalog.nothingSelected')}</p>
      </div>
    );
  }
  return (
    <div className="catalog-page">
      <PageView
        documentId={document}
        page={props.page}
        onPage={props.onPage}
        query={props.query}
        canChange={props.canChange}
        text="correction"
        stripEnd={
          <>
            <IconButton
              icon={<PanelLeft {...iconProps} />}
              label={reading ? t('catalog.backToList') : t('catalog.openDocument')}
              keys={reading ? 'Escape' : 'Enter'}
              pressed={reading}
              onClick={() => onReading(!reading)}
            />
            <OriginalLink document={document} />
          </>
        }
      />
    </div>
  );
}

/** The first original, to be saved and opened in its own program. */
function OriginalLink({ document }: { readonly document: DocumentId }): React.ReactElement | null {
  const detail = useCall('catalog.get', { id: document }, { tables: ['original', 'part'] });
  const original = detail.data?.row.id === document ? detail.data.originals[0] : undefined;
  if (!original) return null;
  return (
    <a
      className="m-icon-button"
      href={original.download}
      download={original.name}
      title={t('catalog.downloadOriginal', { name: original.name })}
      aria-label={t('catalog.downloadOriginal', { name: original.name })}
    >
      <ExternalLink {...iconProps} />
    </a>
  );
}
