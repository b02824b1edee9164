import { X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { DocumentId } from '../../main/contract/index.ts';
import { useCommand } from '../app/commands.ts';
import { t } from '../i18n/index.ts';
import { PageView } from '../reading/page-view.tsx';
import { IconButton } from '../ui/button.tsx';
import { iconProps } from '../ui/marks.tsx';

/** A large look at a proof or a candidate; the list keeps the keys, Space or Escape closes it. */
export function ProofPreview(props: {
  readonly document: DocumentId;
  readonly page: number;
  readonly query: string;
  readonly onPage: (page: number) => void;
  readonly onClose: () => void;
}): React.ReactElement {
  const element = useRef<HTMLElement>(null);
  useCommand('preview.close', 'Escape', props.onClose);
  useEffect(() => {
    const before = window.document.activeElement;
    const overlay = element.current;
    return () => {
      if (overlay?.contains(window.document.activeElement) && before instanceof HTMLElement)
        before.focus();
    };
  }, []);
  return (
    <aside ref={element} className="catalog-preview" aria-label={t('catalog.preview')}>
      <PageView
        documentId={props.document}
        page={props.page}
        query={props.query}
        onPage={props.onPage}
        toolbarEnd={
          <IconButton
            icon={<X {...iconProps} />}
            label={t('ui.close')}
            keys="Escape"
            onClick={props.onClose}
          />
        }
      />
    </aside>
  );
}
