import type { Cell, Row, Sheet } from '../workbook/workbook.js';
import type { RecognizedColumn } from './recognition.js';

/** A cell of a table that is laid out anew, and where it stands on its sheet; a word that stands nowhere has no place. */
export interface LaidCell {
  readonly cell: Cell;
  readonly row?: number;
  /** Zero-based. */
  readonly column?: number;
}

/** A table laid out anew: the rows above it, its headings and rows, and the columns of its figures for the record. */
export interface Layout {
  readonly captions: readonly Row[];
  readonly grid: readonly (readonly (LaidCell | undefined)[])[];
  readonly columns: readonly RecognizedColumn[];
  /** The ledger of its rows. */
  readonly ledger: string;
}

/** A sheet whose table is laid out anew as one that ledgers are read from, e.g. the total row of a table by township. */
export interface RelaidSheet extends Sheet {
  readonly ledger: string;
  /** The columns of the sheet that are read. */
  readonly read: readonly RecognizedColumn[];
  /** Where a cell stands on the sheet; null for a word that stands nowhere. */
  place(row: number, column: number): { readonly row: number; readonly column: number } | null;
}

export function isRelaid(sheet: Sheet): sheet is RelaidSheet {
  return 'place' in sheet;
}

/** A sheet that has a layout's rows, under the name and index given. */
export function relaid(sheet: Sheet, { captions, grid, columns, ledger }: Layout): RelaidSheet {
  const first = (captions.at(-1)?.number ?? 0) + 1;
  const rows = [
    ...captions,
    ...grid.map((cells, at) => ({ number: first + at, hidden: false, cells: cells.map((each) => each?.cell) })),
  ];
  return {
    ...sheet,
    merges: sheet.merges.filter(({ bottom }) => bottom + 1 < first),
    hiddenColumns: new Set(),
    ledger,
    read: columns,
    place: (number, column) => {
      const { row, column: own } = grid[number - first]?.[column] ?? {};
      return row === undefined || own === undefined ? null : { row, column: own };
    },
    async *rows() {
      yield rows;
    },
  };
}

/** A cell with a word. */
export function wordCell(text: string): LaidCell {
  return { cell: { kind: 'text', text } };
}
