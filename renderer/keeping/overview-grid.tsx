import { useState, type CSSProperties, type KeyboardEvent } from 'react';
import { composing } from '../app/commands.ts';
import { goTo } from '../app/shell-state.ts';
import { number, t } from '../i18n/index.ts';
import { Button } from '../ui/button.tsx';
import { Kbd } from '../ui/kbd.tsx';
import type { GridRow, YearGrid } from './year-grid.ts';

/** Categories down, years across; a hole is a dashed box. Arrows move, Enter opens the library. */
export function OverviewGrid({ grid }: { readonly grid: YearGrid }) {
  const last = Math.max(0, grid.years.length - 1);
  const [at, setAt] = useState({ row: 0, column: last });
  const row = grid.rows[Math.min(at.row, grid.rows.length - 1)];
  const column = Math.min(at.column, last);
  const most = Math.max(1, ...grid.rows.flatMap((each) => each.counts));
  const show = (): void => {
    const year = grid.years[column];
    if (!row || year === undefined) return;
    goTo('library', { filter: { years: [year], categories: [row.categoryId] } });
  };
  const keyDown = (event: KeyboardEvent): void => {
    if (composing(event)) return;
    const step = (
      { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] } as const
    )[event.key];
    if (step) {
      setAt({
        row: Math.min(grid.rows.length - 1, Math.max(0, at.row + step[0])),
        column: Math.min(last, Math.max(0, column + step[1])),
      });
    } else if (event.key === 'Enter') show();
    else return;
    event.preventDefault();
  };
  return (
    <>
      <div className="overview-scroll">
        <table
          className="overview-grid"
          style={{ '--rows': grid.rows.length + 1 } as CSSProperties}
          role="grid"
          tabIndex={0}
          aria-label={t('keeping.overviewGrid')}
          aria-activedescendant={`cell-${at.row}-${column}`}
          onKeyDown={keyDown}
          data-pane-focus
        >
          <thead>
            <tr>
              <th scope="col">{t('keeping.overviewCategory')}</th>
              {grid.years.map((year, index) => (
                <th scope="col" key={year ?? 'none'}>
                  <b>{year ?? t('keeping.overviewNoYear')}</b>{' '}
                  <span>{number(grid.totals[index] ?? 0)}</span>
                </th>
              ))}
              <th scope="col" className="overview-sum">
                {t('keeping.overviewAll')}
              </th>
            </tr>
          </thead>
          <tbody>
            {grid.rows.map((each, index) => (
              <tr key={each.categoryId ?? 'none'}>
                <th scope="row" className="m-cut" title={rowName(each)}>
                  {rowName(each)}
                </th>
                {each.counts.map((count, year) => (
                  <td
                    key={year}
                    id={`cell-${index}-${year}`}
                    aria-selected={index === at.row && year === column}
                    onClick={() => setAt({ row: index, column: year })}
                    onDoubleClick={show}
                  >
                    <Count count={count} most={most} />
                  </td>
                ))}
                <td className="overview-sum">{number(each.total)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {row ? (
        <div className="overview-strip" role="status">
          <strong>{cellWords(row, grid.years[column] ?? null, row.counts[column] ?? 0)}</strong>
          <div className="m-toolbar-gap" />
          <Button look="link" onClick={show}>
            {t('keeping.toLibrary')}
          </Button>
          <Kbd keys="Enter" />
        </div>
      ) : null}
    </>
  );
}

const rowName = (row: GridRow): string => row.name ?? t('keeping.overviewNone');

function cellWords(row: GridRow, year: number | null, count: number): string {
  const category = rowName(row);
  return year === null
    ? t('keeping.overviewCellNoYear', { category, count })
    : t('keeping.overviewCell', { year: String(year), category, count });
}

function Count({ count, most }: { readonly count: number; readonly most: number }) {
  if (count === 0) {
    return (
      <span className="overview-count">
        <span className="overview-hole" aria-hidden />
        <span className="m-muted">0</span>
      </span>
    );
  }
  return (
    <span className="overview-count">
      <span
        className="overview-bar"
        style={{ width: `${Math.max(4, (count / most) * 70)}%` }}
        aria-hidden
      />
      {number(count)}
    </span>
  );
}
