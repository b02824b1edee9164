import { useEffect, useState } from 'react';
import type { PageInfo, TextLine } from '../../main/contract/index.ts';
import { useCommand } from '../app/commands.ts';
import { useStore } from '../app/store.ts';
import { t } from '../i18n/index.ts';
import { lineAt, type PageBox, type Point } from './box-geometry.ts';
import type { PageViewProps } from './page-view.tsx';
import { sourceBoxes, type SourceMark } from './source-marks.ts';
import { setTextMode, textState, type TextMode } from './text-state.ts';
import { useHits, type Hits } from './use-hits.ts';
import { useLines } from './use-lines.ts';
import { usePassages, type Passages } from './use-passages.ts';

const noSources: readonly SourceMark[] = [];

export interface PageMarks {
  /** What stands beside the page. */
  readonly mode: TextMode;
  /** What the button for it opens; `closed`: nothing. */
  readonly opens: TextMode;
  readonly hits: Hits;
  readonly lines: readonly TextLine[];
  readonly boxes: readonly PageBox[];
  /** Key of the box to bring into sight. */
  readonly focus: string | null;
  /** Passages that prove something; chosen and marked here where the room marks. */
  readonly passages: Passages;
  /** Lights the line under correction. */
  readonly onLine: (line: number | null) => void;
  readonly pointing: {
    readonly onPoint?: (point: Point | null) => void;
    readonly onPress?: (point: Point) => void;
  };
}

/** What is drawn over the page in sight: hits of a search, sources of a form, the line under correction. */
export function usePageMarks(
  props: PageViewProps,
  n: number,
  info: PageInfo | undefined,
): PageMarks {
  const { documentId, taking, sources = noSources, canChange = false } = props;
  const { mode, opens } = useTextMode(props, info);
  const [line, setLine] = useState<number | null>(null);
  const hits = useHits(documentId, props.query ?? '', n, info, props.onPage);
  useHitKeys(hits);
  const correcting = mode === 'correct' && canChange;
  const wanted =
    correcting ||
    taking !== undefined ||
    props.marking !== undefined ||
    sources.some(({ page }) => page === n);
  const { lines } = useLines(documentId, info, wanted);
  const passages = usePassages(documentId, n, lines, correcting ? undefined : props.marking);
  const pointed = useTaking(`${documentId} ${n}`, lines, correcting ? undefined : taking);
  const focused = sources.find((source) => source.focused && source.page === n);
  return {
    mode,
    opens,
    hits,
    lines,
    passages,
    onLine: setLine,
    boxes: [
      ...passages.boxes,
      ...hits.boxes,
      ...(correcting ? lineBoxes(lines, line) : sourceBoxes(sources, n, lines)),
      ...pointed.boxes,
    ],
    focus: correcting
      ? lineKey(line)
      : focused
        ? `${focused.key} 0`
        : (passages.focus ?? hits.current),
    pointing: pointed.pointing,
  };
}

/** What stands beside the page, of what this room shows there. */
function useTextMode(
  { text, canChange = false }: PageViewProps,
  info: PageInfo | undefined,
): Pick<PageMarks, 'mode' | 'opens'> {
  const asked = useStore(textState, (state) => state.mode);
  useCommand('page.correct', null, () => setTextMode('correct'), {
    label: t('reading.correct'),
    when: text !== undefined && canChange && info !== undefined && info.textSource !== 'none',
  });
  if (text === undefined) return { mode: 'closed', opens: 'closed' };
  if (text === 'all') return { mode: asked, opens: 'text' };
  return {
    mode: asked === 'text' ? 'closed' : asked,
    opens: canChange ? 'correct' : 'closed',
  };
}

function useHitKeys(hits: Hits): void {
  const when = hits.total > 0;
  useCommand('hit.next', 'F3', () => hits.go(1), { label: t('reading.nextHit'), when });
  useCommand('hit.previous', 'Shift+F3', () => hits.go(-1), {
    label: t('reading.previousHit'),
    when,
  });
}

const lineKey = (line: number | null): string => `line ${line}`;

function lineBoxes(
  lines: readonly TextLine[],
  at: number | null,
  label?: string,
): readonly PageBox[] {
  const box = at === null ? undefined : lines[at]?.box;
  if (!box) return [];
  return [{ key: lineKey(at), box, kind: 'line', ...(label === undefined ? {} : { label }) }];
}

/** The line under the pointer says what a click takes it for. */
function useTaking(
  page: string,
  lines: readonly TextLine[],
  taking: PageViewProps['taking'],
): Pick<PageMarks, 'boxes' | 'pointing'> {
  const [over, setOver] = useState<number | null>(null);
  useEffect(() => setOver(null), [page, taking?.name]);
  if (!taking || lines.length === 0) return { boxes: [], pointing: {} };
  return {
    boxes: lineBoxes(lines, over, t('reading.takeAs', { field: taking.name })),
    pointing: {
      onPoint: (point) => setOver(point && lineAt(lines, point)),
      onPress: (point) => {
        const text = lines[lineAt(lines, point) ?? -1]?.text;
        if (text !== undefined) taking.take(text);
      },
    },
  };
}
