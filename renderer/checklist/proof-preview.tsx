import { X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { DocumentId, Proof } from '../../main/contract/index.ts';
import { useCommand } from '../app/commands.ts';
import { t } from '../i18n/index.ts';
import { PageView } from '../reading/page-view.tsx';
import { IconButton } from '../ui/button.tsx';
import { iconProps } from '../ui/marks.tsx';
import { change } from './actions.ts';

/** What is looked at: a candidate, or a proof, on which passages can be marked. */
export interface Looked {
  readonly document: DocumentId;
  readonly page: number;
  readonly query: string;
}

/** A large look at a proof or a candidate; the list keeps the keys, Space or Escape closes it. */
export function ProofPreview(props: {
  readonly looked: Looked;
  readonly proof: Proof | null;
  readonly canChange: boolean;
  readonly onPage: (page: number) => void;
  readonly onClose: () => void;
}): React.ReactElement {
  const { looked, proof, canChange } = props;
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
        documentId={looked.document}
        page={looked.page}
        query={looked.query}
        onPage={props.onPage}
        marking={proof && canChange ? markingOf(proof) : undefined}
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

/** Marks of a proof's pages as changes that can be undone. */
export const markingOf = (
  proof: Proof,
): NonNullable<React.ComponentProps<typeof PageView>['marking']> => ({
  linkId: proof.id,
  onMark: (n, lines) =>
    void change('checklist.mark', { link: proof.id, n, lines: [...lines] }, () =>
      t('checklist.marked', { n: String(n), count: lines.length }),
    ),
  onUnmark: (ids) =>
    void change('checklist.unmark', { ids: [...ids] }, () => t('checklist.unmarked')),
});
