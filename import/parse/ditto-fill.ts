import type { Cell } from '../workbook/workbook.js';
import { isDitto } from '../text/ditto.js';

type Cells = readonly (Cell | undefined)[];

/** Puts what stands above into cells that hold 〃 or 同上. */
export class DittoFill {
  #above: Cells = [];

  /** The row's cells with those of the last record for the marks. */
  apply(cells: Cells): Cells {
    let filled: (Cell | undefined)[] | null = null;
    for (let column = 0; column < cells.length; column += 1) {
      const cell = cells[column];
      if (cell === undefined || !isDitto(cell.text) || this.#above.length === 0) continue;
      filled ??= [...cells];
      filled[column] = this.#above[column];
    }
    return filled ?? cells;
  }

  /** Takes a record, with the marks in it filled. */
  add(cells: Cells): void {
    this.#above = cells;
  }
}
