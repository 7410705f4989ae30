import type { Cell, MergedRange, Row, Sheet } from '../workbook/workbook.js';
import { type HeadingRow, headingsIn, sameHeadings } from './heading-row.js';

/** Rows looked at to understand a sheet. */
export const HEAD_ROWS = 80;

/** The first rows of a sheet, with the merges that touch them. */
export interface Head {
  readonly rows: readonly Row[];
  /** One more than the last column that holds something. */
  readonly width: number;
  /** What stands at a cell by row number and column, through merged cells. */
  at(row: number, column: number): Cell | undefined;
  /** The merge a cell lies in. */
  merge(row: number, column: number): MergedRange | undefined;
}

/** Reads the first rows that hold something; sheets stream, so it stops there. */
export async function readHead(sheet: Sheet): Promise<Head> {
  const rows: Row[] = [];
  for await (const batch of sheet.rows()) {
    for (const row of batch) if (rows.length < HEAD_ROWS && row.cells.some(holds)) rows.push(row);
    if (rows.length >= HEAD_ROWS) break;
  }
  return headOf(firstTable(rows), sheet.merges);
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

function headOf(rows: readonly Row[], merges: readonly MergedRange[]): Head {
  const byNumber = new Map(rows.map((row) => [row.number, row]));
  const last = rows.at(-1)?.number ?? 0;
  const covered = new Map<number, MergedRange[]>();
  for (const merge of merges) {
    if (merge.top >= last) continue;
    for (let row = merge.top + 1; row <= Math.min(merge.bottom + 1, last); row += 1) {
      const list = covered.get(row);
      if (list === undefined) covered.set(row, [merge]);
      else list.push(merge);
    }
  }
  const mergeAt = (row: number, column: number): MergedRange | undefined =>
    covered.get(row)?.find((merge) => column >= merge.left && column <= merge.right);
  return {
    rows,
    width: Math.max(0, ...rows.map((row) => row.cells.length)),
    merge: mergeAt,
    at: (row, column) => {
      const own = byNumber.get(row)?.cells[column];
      if (holds(own)) return own;
      const merge = mergeAt(row, column);
      return merge === undefined ? undefined : byNumber.get(merge.top + 1)?.cells[merge.left];
    },
  };
}

/** Whether a cell holds more than white space. */
export function holds(cell: Cell | undefined): cell is Cell {
  return cell !== undefined && (cell.kind !== 'text' || cell.text.trim() !== '');
}
