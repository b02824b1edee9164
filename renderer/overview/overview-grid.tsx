import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import type { ItemId, StateCounts } from '../../main/contract/index.ts';
import { composing } from '../app/commands.ts';
import type { LegendState } from '../checklist/words.ts';
import { number, t } from '../i18n/index.ts';
import { Cells } from './cells.tsx';
import type { GridRow, Overview } from './editions.ts';
import {
  layOutGrid,
  step,
  stepAmong,
  type GridLayout,
  type Place,
  type Step,
} from './grid-layout.ts';
import { ShareBar } from './share-bar.tsx';

const steps: Readonly<Record<string, Step>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
  Home: 'home',
  End: 'end',
};

/**
 * Projects down, editions across, a cell an item. One tab stop: arrows move, Enter opens the item.
 * The strip beneath says what the cell is.
 */
export function OverviewGrid(props: {
  readonly editions: readonly Overview[];
  readonly rows: readonly GridRow[];
  readonly only: LegendState | null;
  readonly place: Place;
  readonly onPlace: (place: Place) => void;
  readonly onOpen: (id: ItemId) => void;
}) {
  const { editions, rows, only, place } = props;
  const [width, measure] = useWidth();
  const layout = useMemo(
    () => layOutGrid(rows, editions.length, width),
    [rows, editions.length, width],
  );
  const open = (at: Place): void => {
    const cell = rows[at.row]?.editions[at.edition]?.cells[at.index];
    if (cell) props.onOpen(cell.id);
  };
  const keyDown = (event: KeyboardEvent): void => {
    if (composing(event) || event.ctrlKey || event.altKey || event.metaKey) return;
    const where = steps[event.key];
    if (where === undefined && event.key !== 'Enter') return;
    event.preventDefault();
    if (where === undefined) {
      if (!event.repeat) open(place);
    } else if (only !== null && (where === 'left' || where === 'right')) {
      props.onPlace(stepAmong(rows, place, only, where === 'left' ? -1 : 1));
    } else props.onPlace(step(rows, layout, place, where));
  };
  useEffect(() => {
    document.getElementById(`ov-row-${place.row}`)?.scrollIntoView({ block: 'nearest' });
  }, [place.row]);
  const columns = `var(--ov-name) ${layout.widths.map((each) => `${each}px`).join(' ')} minmax(var(--ov-sum), 1fr)`;
  return (
    <div
      ref={measure}
      className="ov-grid"
      role="grid"
      tabIndex={0}
      aria-label={t('overview.grid')}
      aria-rowcount={rows.length + 1}
      aria-activedescendant={`ov-cell-${place.row}-${place.edition}`}
      onKeyDown={keyDown}
      data-pane-focus
      style={{ ['--ov-columns' as string]: columns, ['--ov-rows' as string]: rows.length }}
    >
      <div className="ov-gridhead" role="row">
        <span role="columnheader">{t('overview.project')}</span>
        {editions.map((edition, at) => (
          <span role="columnheader" key={edition.checklist.id} className="m-cut">
            <b>{edition.checklist.year ?? edition.checklist.name}</b>{' '}
            <EditionNote overview={edition} isLast={at === editions.length - 1} />
          </span>
        ))}
        <span role="columnheader" className="ov-sum">
          <span className="m-sr">{t('overview.completeOf')}</span>
        </span>
      </div>
      {rows.map((row, index) => (
        <ProjectRow
          key={row.key}
          row={row}
          index={index}
          editions={editions}
          layout={layout}
          only={only}
          active={place.row === index ? place : null}
          onPlace={props.onPlace}
          onOpen={open}
        />
      ))}
    </div>
  );
}

/** Inner width of the grid, followed. */
function useWidth(): [number, (element: HTMLDivElement | null) => void] {
  const [width, setWidth] = useState(900);
  const observer = useRef<ResizeObserver | null>(null);
  const measure = useRef((element: HTMLDivElement | null): void => {
    observer.current?.disconnect();
    if (element === null) return;
    observer.current = new ResizeObserver(([entry]) => {
      if (entry) setWidth(Math.floor(entry.contentRect.width));
    });
    observer.current.observe(element);
  });
  return [width, measure.current];
}

function EditionNote({
  overview,
  isLast,
}: {
  readonly overview: Overview;
  readonly isLast: boolean;
}) {
  const { items, complete } = overview.checklist.counts;
  return (
    <span>
      {isLast && complete < items
        ? t('overview.collecting')
        : t('overview.itemsComplete', { items, complete })}
    </span>
  );
}

function ProjectRow(props: {
  readonly row: GridRow;
  readonly index: number;
  readonly editions: readonly Overview[];
  readonly layout: GridLayout;
  readonly only: LegendState | null;
  readonly active: Place | null;
  readonly onPlace: (place: Place) => void;
  readonly onOpen: (place: Place) => void;
}) {
  const { row, index, editions, layout, active } = props;
  const last = editions.length - 1;
  const counts = row.editions[last]?.counts;
  const name = `${row.code} ${row.title}`.trim();
  return (
    <div className="ov-row" role="row" id={`ov-row-${index}`} aria-rowindex={index + 2}>
      <span className="ov-name" role="rowheader" title={name}>
        <span className="ov-code m-cut">{row.code}</span>
        <span className="m-cut">{row.title || row.code}</span>
      </span>
      {row.editions.map((project, edition) => (
        <span
          key={editions[edition]?.checklist.id ?? edition}
          role="gridcell"
          id={`ov-cell-${index}-${edition}`}
          aria-selected={active?.edition === edition}
          aria-label={countWords(editions[edition], project?.counts)}
        >
          {project === null ? null : edition < last && layout.pastAsBars ? (
            <PastBar counts={project.counts} />
          ) : (
            <Cells
              cells={project.cells}
              perLine={layout.perLine[edition] ?? 1}
              pitch={layout.pitch}
              mark={layout.mark}
              only={props.only}
              active={active?.edition === edition ? active.index : null}
              onPick={(cell) => props.onPlace({ row: index, edition, index: cell })}
              onOpen={(cell) => props.onOpen({ row: index, edition, index: cell })}
            />
          )}
        </span>
      ))}
      <span className="ov-sum" role="gridcell">
        {counts === undefined ? (
          ''
        ) : (
          <>
            <b>{number(counts.complete)}</b>/{number(counts.items)}
          </>
        )}
      </span>
    </div>
  );
}

function countWords(edition: Overview | undefined, counts: StateCounts | undefined): string {
  const name = String(edition?.checklist.year ?? edition?.checklist.name ?? '');
  if (counts === undefined) return t('overview.cellsNone', { edition: name });
  const { complete, items } = counts;
  return t('overview.cellsOf', { edition: name, complete, items });
}

/** What is left of an edition whose cells are too many: how much was complete. */
function PastBar({ counts }: { readonly counts: StateCounts }) {
  return (
    <span className="ov-past">
      <ShareBar counts={counts} most={counts.items} width={56} />
      <span>
        {number(counts.complete)}/{number(counts.items)}
      </span>
    </span>
  );
}
