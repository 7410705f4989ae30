import type { Cell, MergedRange, Row, Sheet } from '../workbook/workbook.js';
import { type HeadingRow, headingsIn, sameHeadings } from './heading-row.js';

/** How many rows a sheet is recognised from. */
export const HEAD_ROWS = 80;

/** The first rows of a sheet, with the merges that touch them. */
export interface Head {
  readonly rows: readonly Row[];
  /** One more than the last column that holds something. */
  readonly width: number;
  /** The row number of the headings of another table below the first one's rows; null where there is none. */
  readonly next: number | null;
  /** The cell at a row number and column; of merged cells their first. */
  at(row: number, column: number): Cell | undefined;
  /** The merge a cell lies in. */
  merge(row: number, column: number): MergedRange | undefined;
}

/** Reads the first rows that hold something, and no further: sheets stream. */
export async function readHead(sheet: Sheet): Promise<Head> {
  const rows: Row[] = [];
  for await (const batch of sheet.rows()) {
    for (const row of batch) if (rows.length < HEAD_ROWS && row.cells.some(holds)) rows.push(row);
    if (rows.length >= HEAD_ROWS) break;
  }
  const table = firstTable(rows);
  return headOf(table, sheet.merges, rows[table.length]?.number ?? null);
}

/** The rows up to where the headings of another table follow the first one's rows. */
function firstTable(rows: readonly Row[]): readonly Row[] {
  let first: HeadingRow | null = null;
  let body = false;
  for (const [at, row] of rows.entries()) {
    const headings = headingsIn(row);
    if (headings === null) {
      body ||= first !== null && row.cells.filter(holds).length > 1;
      continue;
    }
    if (first !== null && body && !sameHeadings(headings, first)) return rows.slice(0, at);
    if (!body) first = headings;
  }
  return rows;
}

function headOf(rows: readonly Row[], merges: readonly MergedRange[], next: number | null): Head {
  const byNumber = new Map(rows.map((row) => [row.number, row]));
  const width = Math.max(0, ...rows.map((row) => row.cells.length));
  const mergesOf = mergesByRow(merges, width);
  const mergeAt = (row: number, column: number): MergedRange | undefined => mergesOf(row)[column];
  return {
    rows,
    width,
    next,
    merge: mergeAt,
    at: (row, column) => {
      const own = byNumber.get(row)?.cells[column];
      if (holds(own)) return own;
      const merge = mergeAt(row, column);
      return merge === undefined ? undefined : byNumber.get(merge.top + 1)?.cells[merge.left];
    },
  };
}

/** The merge that each column of a row lies in; computed once for each row asked for, as merges may be many and long. */
function mergesByRow(
  merges: readonly MergedRange[],
  width: number,
): (row: number) => readonly (MergedRange | undefined)[] {
  const known = new Map<number, (MergedRange | undefined)[]>();
  return (row) => {
    let columns = known.get(row);
    if (columns !== undefined) return columns;
    known.set(row, (columns = Array.from({ length: width }, () => undefined)));
    for (const merge of merges) {
      if (row <= merge.top || row > merge.bottom + 1) continue;
      // Merges must not overlap; where they do, the first counts.
      for (let column = merge.left; column <= merge.right && column < width; column += 1) {
        if (columns[column] !== undefined) break;
        columns[column] = merge;
      }
    }
    return columns;
  };
}

/** Whether a cell holds more than white space. */
export function holds(cell: Cell | undefined): cell is Cell {
  return cell !== undefined && (cell.kind !== 'text' || cell.text.trim() !== '');
}
