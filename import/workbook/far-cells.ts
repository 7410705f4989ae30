import { exceeding, type ReadLimits } from './limits.js';
import type { Notes } from './notes.js';
import type { Cell } from './workbook.js';

/** A cell this many columns right of the others of its row is not of their table. */
const APART = 50;
/** More such cells in a sheet are a table. */
const MOST = 20;

/** Finds the cells of a sheet that lie beyond its last column that may hold something. */
export class FarCells {
  #count = 0;

  constructor(
    private readonly sheet: string,
    private readonly limits: ReadLimits,
    private readonly notes: Notes,
  ) {}

  /**
   * Whether a cell beyond the limit of columns is left out: one of white space, and a lone one, with a note. Throws
   * TOO_MANY_COLUMNS where a table goes beyond the limit. `width`: of the row's cells before this one.
   */
  leavesOut(cell: Cell, row: number, column: number, width: number): boolean {
    if (column < this.limits.maxColumns) return false;
    if (cell.kind === 'text' && cell.text.trim() === '') return true;
    this.#count += 1;
    if (column - width < APART || this.#count > MOST) throw exceeding('TOO_MANY_COLUMNS', this.limits, 'maxColumns');
    this.notes.add({ code: 'CELL_BEYOND_LIMIT', sheet: this.sheet, row, column, text: String(this.limits.maxColumns) });
    return true;
  }
}
