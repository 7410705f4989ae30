import { exceeding, type ReadLimits } from './limits.js';
import type { Cell } from './workbook.js';

/** Counts the cells of a sheet that hold something. */
export class CellCount {
  #count = 0;

  constructor(private readonly limits: ReadLimits) {}

  /** Throws FILE_TOO_LARGE once there are more than the limit. */
  add(cells: readonly (Cell | undefined)[]): void {
    for (const cell of cells) if (cell !== undefined) this.#count++;
    if (this.#count > this.limits.maxCells) throw exceeding('FILE_TOO_LARGE', this.limits, 'maxCells', '单元格');
  }
}
