import type { Row } from './workbook.js';

/** A batch has as many rows as this at most, and about as many cells. */
const ROWS = 500;
const CELLS = 20_000;

/** Gathers rows until a batch has enough of them or of their cells. */
export class Batch {
  #rows: Row[] = [];
  #cells = 0;

  get rows(): number {
    return this.#rows.length;
  }

  /** Whether the batch is full with this row. */
  add(row: Row): boolean {
    this.#rows.push(row);
    this.#cells += row.cells.length;
    return this.#rows.length >= ROWS || this.#cells >= CELLS;
  }

  take(): readonly Row[] {
    const rows = this.#rows;
    this.#rows = [];
    this.#cells = 0;
    return rows;
  }
}
