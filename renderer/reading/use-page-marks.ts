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
  const { documentId, onPage, taking, sources = noSources, canChange = false } = props;
  const asked = useStore(textState, (state) => state.mode);
  const opens: TextMode =
    props.text === 'all' ? 'text' : canChange && props.text ? 'correct' : 'closed';
  const mode = asked === 'text' && opens !== 'text' ? 'closed' : props.text ? asked : 'closed';
  const [line, setLine] = useState<number | null>(null);
  const [over, setOver] = useState<number | null>(null);
  const hits = useHits(documentId, props.query ?? '', n, onPage);
  useCommand('hit.next', 'F3', () => hits.go(1), {
    label: t('reading.nextHit'),
    when: hits.total > 0,
  });
  useCommand('hit.previous', 'Shift+F3', () => hits.go(-1), {
    label: t('reading.previousHit'),
    when: hits.total > 0,
  });
  const correcting = mode === 'correct' && canChange;
  const wanted = correcting || taking !== undefined || sources.some(({ page }) => page === n);
  const { lines } = useLines(
    documentId,
    n,
    wanted && info !== undefined && info.textSource !== 'none',
  );
  useEffect(() => setOver(null), [documentId, n, taking?.name]);
  useCommand('page.correct', null, () => setTextMode('correct'), {
    label: t('reading.correct'),
    when: opens !== 'closed' && canChange && info !== undefined && info.textSource !== 'none',
  });

  const lineBox = (at: number | null, label?: string): readonly PageBox[] => {
    const box = at === null ? undefined : lines[at]?.box;
    if (!box) return [];
    return [{ key: 'line', box, kind: 'line', ...(label === undefined ? {} : { label }) }];
  };
  const focused = sources.find((source) => source.focused && source.page === n);
  return {
    mode,
    opens,
    hits,
    lines,
    onLine: setLine,
    boxes: correcting
      ? [...hits.boxes, ...lineBox(line)]
      : [
          ...hits.boxes,
          ...sourceBoxes(sources, n, lines),
          ...(taking && over !== null
            ? lineBox(over, t('reading.takeAs', { field: taking.name }))
            : []),
        ],
    focus: correcting ? 'line' : focused ? `${focused.key} 0` : hits.current,
    pointing:
      taking && lines.length > 0
        ? {
            onPoint: (point: Point | null) => setOver(point && lineAt(lines, point)),
            onPress: (point: Point) => {
              const text = lines[lineAt(lines, point) ?? -1]?.text;
              if (text !== undefined) taking.take(text);
            },
          }
        : {},
  };
}
