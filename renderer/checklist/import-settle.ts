import type {
  CellAddress,
  ChecklistMapping,
  DoubtfulCell,
  SheetPreview,
} from '../../main/contract/index.ts';
import { client } from '../app/session.ts';

/** Settles cells and rows of a sheet: each gives the mapping that says so. */
type Preview = Pick<SheetPreview, 'mapping' | 'sheets'>;

const sheetOf = ({ sheets }: Preview, { sheet }: CellAddress): number =>
  Math.max(
    0,
    sheets.findIndex(({ name }) => name === sheet),
  );

/** The row of a cell, from 0: `B12` is 11. */
const rowOf = ({ cell }: CellAddress): number => Number(/\d+/u.exec(cell)?.[0] ?? 1) - 1;

/** With `text` in the place of what these cells say. */
export function written(
  preview: Preview,
  cells: readonly (CellAddress & { readonly to: string })[],
): ChecklistMapping {
  const added = cells.map((at) => ({ sheet: sheetOf(preview, at), cell: at.cell, text: at.to }));
  const known = new Set(added.map(({ sheet, cell }) => `${sheet} ${cell}`));
  const { mapping } = preview;
  const others = mapping.corrections.filter(({ sheet, cell }) => !known.has(`${sheet} ${cell}`));
  return { ...mapping, corrections: [...others, ...added] };
}

/** With a row left out, or taken back in. */
export function rowTurned(preview: Preview, at: CellAddress, out: boolean): ChecklistMapping {
  const { mapping } = preview;
  const [sheet, row] = [sheetOf(preview, at), rowOf(at)];
  const others = mapping.leftOut.filter((each) => each.sheet !== sheet || each.row !== row);
  return { ...mapping, leftOut: out ? [...others, { sheet, row }] : others };
}

/** Every doubtful cell of a kind that the program has a proposal for. */
export async function alikeTo(
  { preview }: SheetPreview,
  { reason }: DoubtfulCell,
): Promise<(CellAddress & { to: string })[]> {
  const found: (CellAddress & { to: string })[] = [];
  const limit = 500;
  for (let offset = 0, total = 1; offset < total; offset += limit) {
    const answer = await client.call('checklistImport.doubtful', { preview, offset, limit });
    total = answer.total;
    for (const { sheet, cell, reason: own, proposal } of answer.cells) {
      if (own === reason && proposal !== null) found.push({ sheet, cell, to: proposal });
    }
  }
  return found;
}
