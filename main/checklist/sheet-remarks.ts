import type {
  Doubt,
  DoubtfulCell,
  MendedCell,
  UnplacedReason,
  UnplacedRow,
} from '../contract/checklist-import.ts';
import { cellName } from './sheet-cells.ts';

/** What is to be said about a file, each with its address. */
export interface Remarks {
  readonly unplaced: UnplacedRow[];
  readonly mended: MendedCell[];
  readonly doubtful: DoubtfulCell[];
}

/** The remarks on one sheet. */
export interface SheetRemarks {
  readonly address: (row: number, column: number) => { sheet: string; cell: string };
  readonly unplaced: (row: number, column: number, text: string, reason: UnplacedReason) => void;
  readonly mended: (row: number, column: number, from: string, to: string) => void;
  readonly doubt: (
    row: number,
    column: number,
    text: string,
    reason: Doubt,
    proposal?: string,
  ) => void;
}

const longest = 200;
const short = (text: string): string =>
  text.length <= longest ? text : `${text.slice(0, longest).toWellFormed()}…`;

/** `confirmed`: cells that the user has answered for; nothing is asked about them again. */
export function remarksOn(
  remarks: Remarks,
  sheet: string,
  confirmed: ReadonlySet<string>,
): SheetRemarks {
  const address = (row: number, column: number) => ({ sheet, cell: cellName(row, column) });
  return {
    address,
    unplaced: (row, column, text, reason) => {
      remarks.unplaced.push({ ...address(row, column), text: short(text), reason });
    },
    mended: (row, column, from, to) => {
      remarks.mended.push({ ...address(row, column), from: short(from), to: short(to) });
    },
    doubt: (row, column, text, reason, proposal) => {
      const at = address(row, column);
      if (confirmed.has(at.cell)) return;
      const proposed = proposal === undefined ? null : short(proposal);
      remarks.doubtful.push({ ...at, text: short(text), reason, proposal: proposed });
    },
  };
}
