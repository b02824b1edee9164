import { memo, type MouseEvent } from 'react';
import type { ItemState } from '../../main/contract/index.ts';
import { layerPath, stateLayers } from '../ui/state-shapes.ts';
import type { Cell } from './editions.ts';

const states = [
  'complete',
  'partial',
  'empty',
  'doubtful',
  'review',
  'disputed',
  'none',
] as const satisfies readonly ItemState[];

interface CellsProps {
  readonly cells: readonly Cell[];
  readonly perLine: number;
  readonly pitch: number;
  readonly mark: number;
  /** Others are faint. */
  readonly only: ItemState | null;
  /** Index of the cell that the keys are on. */
  readonly active: number | null;
  readonly onPick: (index: number) => void;
  readonly onOpen: (index: number) => void;
}

/**
 * A project's cells in one edition: a path a state and layer, however many cells. Which cell was
 * pressed is told by where.
 */
export const Cells = memo(function Cells(props: CellsProps) {
  const { cells, perLine, pitch, mark, only, active } = props;
  const scale = mark / 16;
  const margin = (pitch - mark) / 2;
  const lines = Math.max(1, Math.ceil(cells.length / perLine));
  const place = (index: number) => ({
    x: ((index % perLine) * pitch + margin) / scale,
    y: (Math.floor(index / perLine) * pitch + margin) / scale,
  });
  const at = (event: MouseEvent<SVGSVGElement>): number | null => {
    const box = event.currentTarget.getBoundingClientRect();
    // Enlarged text enlarges the drawing too.
    const enlarged = box.width / event.currentTarget.width.baseVal.value || 1;
    const column = Math.floor((event.clientX - box.left) / enlarged / pitch);
    const line = Math.floor((event.clientY - box.top) / enlarged / pitch);
    const index = line * perLine + column;
    return column < perLine && index < cells.length ? index : null;
  };
  return (
    <svg
      className="ov-cells"
      width={Math.min(perLine, Math.max(1, cells.length)) * pitch}
      height={lines * pitch}
      aria-hidden
      onClick={(event) => {
        const index = at(event);
        if (index !== null) props.onPick(index);
      }}
      onDoubleClick={(event) => {
        const index = at(event);
        if (index !== null) props.onOpen(index);
      }}
    >
      {states.map((state) => {
        const places = cells.flatMap((cell, index) => (cell.state === state ? [place(index)] : []));
        if (places.length === 0) return null;
        return (
          <g
            key={state}
            transform={scale === 1 ? undefined : `scale(${scale})`}
            className={only !== null && only !== state ? 'ov-faint' : undefined}
          >
            {stateLayers(state).map((layer) => (
              <path
                key={layer.look}
                className={`m-state-${layer.look}`}
                d={layerPath(layer, places)}
              />
            ))}
          </g>
        );
      })}
      {active === null ? null : (
        <rect
          className="ov-active"
          x={(active % perLine) * pitch + 1}
          y={Math.floor(active / perLine) * pitch + 1}
          width={pitch - 2}
          height={pitch - 2}
          rx={3}
        />
      )}
    </svg>
  );
});
