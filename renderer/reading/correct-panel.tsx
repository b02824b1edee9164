import { useEffect, useRef, useState } from 'react';
import type { DocumentId, TextLine } from '../../main/contract/index.ts';
import { composing } from '../app/commands.ts';
import { t } from '../i18n/index.ts';
import { Button } from '../ui/button.tsx';
import { WarnSign } from '../ui/marks.tsx';
import { changedLines, isUnsure } from './correction.ts';
import { correct } from './page-changes.ts';

interface CorrectPanelProps {
  readonly documentId: DocumentId;
  readonly page: number;
  /** As read when the correction begins. */
  readonly lines: readonly TextLine[];
  /** Line with the focus, to be lit on the page. */
  readonly onLine: (line: number | null) => void;
  readonly onDone: () => void;
}

/**
 * The text of a page line by line beside it. Enter goes to the next line, Escape leaves; what was
 * changed is stored as one change when the panel is left, whichever way.
 */
export function CorrectPanel(props: CorrectPanelProps): React.ReactElement {
  const { documentId, page, onLine, onDone } = props;
  // Line numbers are those of the text as it was when the correction began.
  const [lines] = useState(props.lines);
  const [texts, setTexts] = useState<readonly string[]>(() => lines.map(({ text }) => text));
  const list = useRef<HTMLOListElement>(null);
  const changed = changedLines(lines, texts);
  useStoredOnLeaving(documentId, page, changed);
  useEffect(() => {
    fieldOf(list.current, Math.max(0, lines.findIndex(isUnsure)))?.focus();
    return () => onLine(null);
  }, [lines, onLine]);

  const onKeyDown = (event: React.KeyboardEvent, index: number): void => {
    if (composing(event) || event.ctrlKey || event.altKey || event.metaKey) return;
    const step = stepOf(event);
    if (event.key === 'Escape') onDone();
    else if (step !== null) fieldOf(list.current, index + step)?.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const back = (): void => setTexts(lines.map(({ text }) => text));

  return (
    <section className="reading-correct" aria-label={t('reading.correctTitle')}>
      <header>
        <h3>{t('reading.correctTitle')}</h3>
        <span>{t('reading.textOfPage', { n: String(page) })}</span>
      </header>
      <p className="m-note">{t('reading.correctHint')}</p>
      <ol ref={list}>
        {lines.map((line, index) => (
          <li key={index} data-unsure={isUnsure(line)} data-changed={texts[index] !== line.text}>
            {isUnsure(line) && <WarnSign />}
            <textarea
              rows={1}
              value={texts[index] ?? ''}
              spellCheck={false}
              autoComplete="off"
              maxLength={1000}
              aria-label={
                isUnsure(line)
                  ? t('reading.lineUnsure', { n: index + 1, percent: line.confidence })
                  : t('reading.line', { n: index + 1 })
              }
              onFocus={() => onLine(index)}
              onChange={(event) => {
                const typed = event.target.value.replaceAll(/[\r\n]+/gu, '');
                setTexts(texts.map((text, at) => (at === index ? typed : text)));
              }}
              onKeyDown={(event) => onKeyDown(event, index)}
            />
          </li>
        ))}
      </ol>
      <footer>
        <span className="m-note" role="status">
          {changed.length > 0 ? t('reading.changedLines', { count: changed.length }) : ''}
        </span>
        <Button disabled={changed.length === 0} onClick={back}>
          {t('reading.correctBack')}
        </Button>
        <Button onClick={onDone}>
          {changed.length > 0 ? t('reading.correctSave') : t('ui.close')}
        </Button>
      </footer>
    </section>
  );
}

/** Stores what was corrected once the panel is gone: closed, another page, another document. */
function useStoredOnLeaving(
  documentId: DocumentId,
  page: number,
  changed: ReturnType<typeof changedLines>,
): void {
  const latest = useRef(changed);
  latest.current = changed;
  useEffect(
    () => () => {
      if (latest.current.length > 0) void correct(documentId, page, latest.current);
    },
    [documentId, page],
  );
}

const fieldOf = (list: HTMLElement | null, index: number): HTMLElement | null | undefined =>
  list?.querySelectorAll<HTMLElement>('textarea')[index];

function stepOf(event: React.KeyboardEvent): 1 | -1 | null {
  if (event.key === 'Enter') return event.shiftKey ? -1 : 1;
  // A long line takes several rows: arrows first go through those.
  const { selectionStart, selectionEnd, value } = event.target as HTMLTextAreaElement;
  if (event.key === 'ArrowDown' && selectionEnd === value.length) return 1;
  return event.key === 'ArrowUp' && selectionStart === 0 ? -1 : null;
}
