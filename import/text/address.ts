import { columnLetter } from '../../src/entities/import-run.js';

/** `G5` for (5, 6): a row number from 1 and a column from 0. */
export function address(rowNumber: number, column: number): string {
  return `${columnLetter(column)}${rowNumber}`;
}
