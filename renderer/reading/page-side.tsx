import { X } from 'lucide-react';
import type { DocumentId, TextLine } from '../../main/contract/index.ts';
import { announce } from '../app/shell-state.ts';
import { t } from '../i18n/index.ts';
import { IconButton } from '../ui/button.tsx';
import { iconProps } from '../ui/marks.tsx';
import { CorrectPanel } from './correct-panel.tsx';
import { TextPanel } from './text-panel.tsx';
import { setTextMode, type TextMode } from './text-state.ts';

/** Beside the page: its text to read, or its lines to correct. */
export function PageSide(props: {
  readonly mode: TextMode;
  readonly documentId: DocumentId;
  readonly page: number;
  readonly lines: readonly TextLine[];
  readonly canChange: boolean;
  /** Whether the text is read here, too; else a correction that ends leaves nothing open. */
  readonly reads: boolean;
  readonly onLine: (line: number | null) => void;
  readonly onClosed: () => void;
}): React.ReactElement | null {
  const { mode, documentId, page, lines, canChange } = props;
  const close = (next: TextMode): void => {
    setTextMode(next);
    props.onClosed();
  };
  if (mode === 'correct' && canChange && lines.length > 0) {
    return (
      <div className="reading-side">
        <CorrectPanel
          key={`${documentId} ${page}`}
          documentId={documentId}
          page={page}
          lines={lines}
          onLine={props.onLine}
          onDone={() => close(props.reads ? 'text' : 'closed')}
        />
      </div>
    );
  }
  if (mode === 'closed' || !props.reads) return null;
  return (
    <div className="reading-side">
      <IconButton
        className="reading-side-close"
        icon={<X {...iconProps} />}
        label={t('ui.close')}
        onClick={() => close('closed')}
      />
      <TextPanel
        documentId={documentId}
        page={page}
        canChange={canChange}
        onCopied={(n) => announce(t('reading.textCopied', { n: String(n) }))}
      />
    </div>
  );
}
