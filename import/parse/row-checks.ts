import type { StatedSum } from '../../src/entities/import-run.js';
import type { Issue } from '../issues/issue.js';
import type { Cell } from '../workbook/workbook.js';
import type { Draft, StoredValue } from './draft.js';
import type { Plan } from './plan.js';
import type { Gathered, RowScope } from './read-cell.js';
import type { SummedColumn } from './summed-column.js';

/** A row's values with where they stood. */
export interface CheckedRow {
  readonly values: Readonly<Record<string, StoredValue>>;
  readonly where: Pick<Issue, 'sheet' | 'row'>;
}

/** Where a row stands and what it is of. */
export interface RowPlace {
  readonly where: Pick<Issue, 'sheet' | 'row'>;
  readonly of: Pick<StatedSum, 'divisions' | 'years'>;
}

/** What a total row says about one column. */
export interface TotalFigure {
  readonly column: SummedColumn;
  /** As stored, e.g. in yuan. */
  readonly value: string;
  readonly text: string;
}

/** A row that sums others: all of the sheet, or those of its group. */
export interface TotalRow {
  readonly row: number;
  readonly kind: 'total' | 'subtotal';
  readonly figures: readonly TotalFigure[];
}

/** The sums of a sheet, which its total rows are held against. */
export interface SheetTotals {
  /** Adds a row's figure; null where it has none, `open` where it has one that is not known. */
  add(column: number, value: string | null, open: boolean): void;
  /** Tells of which division and year the row is whose figures were added. */
  cover(drafts: readonly Pick<Draft, 'division' | 'year'>[]): void;
  /** Checks a total row, or keeps it until its rows have come. */
  total(total: TotalRow): Issue[];
  /** Checks the totals that stood above their rows. */
  finish(): Issue[];
}

/** The checks of one sheet's rows. The stage that validates makes them, so that reading does not depend on it. */
export interface SheetChecks {
  /** What is odd about a row that is nevertheless loaded. */
  readonly rules: (row: CheckedRow) => Issue[];
  /** Holds a column that sums a row's spread figure against the figures. */
  readonly rowTotals: (
    parts: readonly Gathered[],
    cells: readonly (Cell | undefined)[],
    scope: Pick<RowScope, 'unit' | 'unitOf'>,
    place: RowPlace,
  ) => Issue[];
  readonly totals: SheetTotals;
}

/** Makes the checks of a sheet that is read by a plan. */
export type ChecksOf = (sheet: string, plan: Plan) => SheetChecks;
