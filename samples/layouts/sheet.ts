/** What stands in a cell: nothing, text, a number, or a day shown by a number format. */
export type Cell = null | string | number | { readonly serial: number; readonly format: string };

/** What a row of a sheet is for, and so how it looks. */
export type RowKind = 'title' | 'note' | 'caption' | 'heading' | 'body' | 'group' | 'total' | 'footer';

export interface Row {
  readonly kind: RowKind;
  readonly cells: readonly Cell[];
}

/** Merged cells, zero-based and both ends included. */
export interface Merge {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

export interface SheetLayout {
  readonly name: string;
  readonly hidden?: true;
  readonly widths: readonly number[];
  readonly rows: readonly Row[];
  readonly merges: readonly Merge[];
}

/** A file of the sample ledgers, before any library has seen it. */
export interface WorkbookLayout {
  readonly file: string;
  readonly format: 'xlsx' | 'biff8' | 'spreadsheetml' | 'csv-gbk' | 'csv-bom';
  readonly sheets: readonly SheetLayout[];
}

/** The empty sheet that Excel adds by itself, hidden by a tidy clerk. */
export function emptySheet(name: string): SheetLayout {
  return { name, hidden: true, widths: [], rows: [], merges: [] };
}

/** A1 address of a zero-based row and column. */
export function address(row: number, column: number): string {
  const letters = column < 26 ? '' : String.fromCharCode(64 + Math.floor(column / 26));
  return `${letters}${String.fromCharCode(65 + (column % 26))}${row + 1}`;
}
