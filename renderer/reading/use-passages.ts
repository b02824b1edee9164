import { useEffect, useState, type KeyboardEvent } from 'react';
import type {
  DocumentId,
  LinkId,
  Mark,
  MarkId,
  MarkLine,
  TextLine,
} from '../../main/contract/index.ts';
import { useCommand } from '../app/commands.ts';
import { useCall } from '../app/data.ts';
import { t } from '../i18n/index.ts';
import type { PageBox, Point } from './box-geometry.ts';
import { overlaps, passageLines, passagePoint, wholeLines, type PassageSpan } from './passage.ts';

/** Marking passages of the document shown, as proof of something. */
export interface Marking {
  readonly linkId: LinkId;
  readonly onMark: (n: number, lines: readonly MarkLine[]) => void;
  readonly onUnmark: (ids: readonly MarkId[]) => void;
}

export interface Passages {
  readonly boxes: readonly PageBox[];
  /** Key of what is to be in sight: the end of the selection that moves, else the mark made last. */
  readonly focus: string | null;
  /** Dragging over lines selects them; undefined: nothing is marked here. */
  readonly dragging:
    | {
        readonly onStart: (point: Point) => void;
        readonly onMove: (point: Point) => void;
        readonly onEnd: () => void;
      }
    | undefined;
  /** A key of the page view; true where it chose lines. */
  readonly onKey: (event: KeyboardEvent) => boolean;
  /** What the key U would do; null: nothing can be marked here. */
  readonly action: { readonly unmarks: boolean; readonly run: () => void } | null;
}

const noMarks: readonly Mark[] = [];

/** The marked passages of a page, and with `marking` the choosing of lines to mark or unmark. */
export function usePassages(
  documentId: DocumentId,
  n: number,
  lines: readonly TextLine[],
  marking: Marking | undefined,
): Passages {
  const { data } = useCall(
    'checklist.marks',
    { id: documentId, from: n, limit: 1 },
    { tables: ['mark', 'link', 'part'], keep: false },
  );
  const marks = (data?.marks ?? noMarks).filter((mark) => mark.n === n);
  const [span, setSpan] = useState<PassageSpan | null>(null);
  const page = `${documentId} ${n} ${marking?.linkId ?? ''}`;
  useEffect(() => setSpan(null), [page]);

  const chosen = span && marking ? passageLines(lines, span) : [];
  const marked = marks.filter(
    (mark) =>
      mark.linkId === marking?.linkId &&
      mark.lines.some((line) => chosen.some((each) => overlaps(line, each))),
  );
  const run = (): void => {
    if (!marking || lines.length === 0) return;
    if (chosen.length === 0) {
      setSpan(wholeLines(lines, 0, 0));
      document.querySelector<HTMLElement>('.reading-stage')?.focus();
      return;
    }
    if (marked.length > 0) marking.onUnmark(marked.map(({ id }) => id));
    else marking.onMark(n, chosen);
    setSpan(null);
  };
  const can = marking !== undefined && lines.length > 0;
  useCommand('page.mark', 'U', run, { label: t('reading.mark'), when: can });

  // A mark just made is in sight already; on opening the page the one made last is.
  const newest = marking
    ? (marks.filter((mark) => mark.linkId === marking.linkId).at(-1) ?? null)
    : null;
  const onKey = (event: KeyboardEvent): boolean => {
    if (!can || event.altKey || event.ctrlKey || event.metaKey) return false;
    if (event.key === 'Escape' && span) {
      setSpan(null);
      return true;
    }
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0) return false;
    const at = span ? span.to.line + step : step > 0 ? 0 : lines.length - 1;
    const to = Math.min(lines.length - 1, Math.max(0, at));
    setSpan(wholeLines(lines, event.shiftKey && span ? span.from.line : to, to));
    return true;
  };
  return {
    boxes: [...marks.flatMap(markBoxes), ...chosen.map(choiceBox)],
    focus:
      span && chosen.length > 0
        ? choiceKey(span.to.line < span.from.line ? 0 : chosen.length - 1)
        : newest && markKey(newest.id, 0),
    dragging: can
      ? {
          onStart: (point) => {
            const at = passagePoint(lines, point);
            setSpan(at && { from: at, to: at });
          },
          onMove: (point) => {
            const to = passagePoint(lines, point);
            if (to) setSpan((before) => before && { from: before.from, to });
          },
          // A press that did not move means the whole line.
          onEnd: () =>
            setSpan((before) =>
              before && before.from.line === before.to.line && before.from.at === before.to.at
                ? wholeLines(lines, before.from.line, before.from.line)
                : before,
            ),
        }
      : undefined,
    onKey,
    action: can ? { unmarks: marked.length > 0, run } : null,
  };
}

const markKey = (id: MarkId, index: number): string => `mark ${id} ${index}`;

const markBoxes = ({ id, lines }: Mark): readonly PageBox[] =>
  lines.map(({ vertical, ...box }, index): PageBox => ({
    key: markKey(id, index),
    box,
    kind: vertical ? 'passage-beside' : 'passage',
  }));

const choiceKey = (index: number): string => `choice ${index}`;
const choiceBox = (box: MarkLine, index: number): PageBox => ({
  key: choiceKey(index),
  box,
  kind: 'choice',
});
