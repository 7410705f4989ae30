import type { StatedSum } from '../../src/entities/import-run.js';
import type { Issue } from '../issues/issue.js';
import type { Cell } from '../workbook/workbook.js';
import type { Draft, SheetLimits, StoredValue } from './draft.js';
import type { Plan } from './plan.js';
import type { Gathered, RowScope } from './read-cell.js';
import type { SummedColumn } from './summed-column.js';

/** A row's values with their cells. */
export interface CheckedRow {
  readonly values: Readonly<Record<string, StoredValue>>;
  readonly where: Pick<Issue, 'sheet' | 'row'>;
}

/** A row's place, division and year. */
export interface RowPlace {
  readonly where: Pick<Issue, 'sheet' | 'row'>;
  readonly of: Pick<StatedSum, 'divisions' | 'years'>;
}

/** One column of a total row. */
export interface TotalFigure {
  readonly column: SummedColumn;
  /** As stored, e.g. in yuan. */
  readonly value: string;
  readonly text: string;
}

/** A row that sums others: all of the sheet, or of its group. */
export interface TotalRow {
  readonly row: number;
  readonly kind: 'total' | 'subtotal';
  readonly figures: readonly TotalFigure[];
}

/** The sums of a sheet, for comparison with its total rows. */
export interface SheetTotals {
  /** Adds a row's figure; null where it has none, `open` where it has one that is not known. */
  add(column: number, value: string | null, open: boolean): void;
  /** Sets the division and year of the row whose figures were added. */
  cover(drafts: readonly Pick<Draft, 'division' | 'year'>[]): void;
  /** Checks a total row, or keeps it until its rows have been read. */
  total(total: TotalRow): Issue[];
  /** Checks the totals that stood above their rows. */
  finish(): Issue[];
}

/** The checks of one sheet's rows, implemented by the stage that validates, on which reading does not depend. */
export interface SheetChecks {
  /** Warnings about a row that is loaded. */
  readonly rules: (row: CheckedRow) => Issue[];
  /** Compares a column that sums a row's spread figure with the figures. */
  readonly rowTotals: (
    parts: readonly Gathered[],
    cells: readonly (Cell | undefined)[],
    scope: Pick<RowScope, 'unit' | 'unitOf'>,
    place: RowPlace,
  ) => Issue[];
  readonly totals: SheetTotals;
  /** Names the columns that the sheet lacks, from its limits and the words around the table. */
  readonly absent: (sheet: { readonly limits: SheetLimits; readonly texts: readonly string[] }) => Issue[];
}

/** Makes the checks of a sheet from the plan that it is read by. */
export type ChecksOf = (sheet: string, plan: Plan) => SheetChecks;
