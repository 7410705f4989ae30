const SPARE = 1_000;

/** Keeps a cell for others that are equal; an array without gaps stays quick, and one that grows seldom is grown quickly. */
export function share<Cell>(cells: (Cell | undefined)[], index: number, cell: Cell): void {
  if (index >= cells.length) for (let more = index + SPARE - cells.length; more > 0; more--) cells.push(undefined);
  cells[index] = cell;
}
