const SPARE = 1_000;

/** Stores a cell to be shared by equal ones; grows the array in large steps without gaps, so that it stays dense. */
export function share<Cell>(cells: (Cell | undefined)[], index: number, cell: Cell): void {
  if (index >= cells.length) for (let more = index + SPARE - cells.length; more > 0; more--) cells.push(undefined);
  cells[index] = cell;
}
