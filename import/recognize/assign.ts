/**
 * The one-to-one assignment of rows to columns with the greatest total weight (the Hungarian method);
 * the answer has a column for each row, or −1. Weights of zero or less are never taken.
 */
export function assign(weights: readonly (readonly number[])[]): number[] {
  const result = weights.map(() => -1);
  const wanting = [...weights.keys()].filter((row) => weights[row]!.some((weight) => weight > 0));
  const width = Math.max(0, ...weights.map((row) => row.length));
  const weightOf = (row: number, column: number): number => Math.max(0, weights[wanting[row]!]?.[column] ?? 0);
  const take = (row: number, column: number) => {
    if (weightOf(row, column) > 0) result[wanting[row]!] = column;
  };
  // The time it takes grows with the square of the rows: those of a sheet may be more than the fields of a ledger.
  if (wanting.length <= width) matched(wanting.length, width, weightOf).forEach((column, row) => take(row, column));
  else
    matched(width, wanting.length, (row, column) => weightOf(column, row)).forEach((row, column) => take(row, column));
  return result;
}

/** A column for each row, of which there are no more than columns; some may weigh nothing. */
function matched(rows: number, columns: number, weightOf: (row: number, column: number) => number): number[] {
  const u = new Float64Array(rows + 1);
  const v = new Float64Array(columns + 1);
  const rowOf = new Int32Array(columns + 1);
  const way = new Int32Array(columns + 1);
  for (let row = 1; row <= rows; row += 1) {
    rowOf[0] = row;
    let column = 0;
    const least = new Float64Array(columns + 1).fill(Infinity);
    const used = new Uint8Array(columns + 1);
    do {
      used[column] = 1;
      const current = rowOf[column]!;
      let delta = Infinity;
      let next = 0;
      for (let candidate = 1; candidate <= columns; candidate += 1) {
        if (used[candidate] === 1) continue;
        const reduced = -weightOf(current - 1, candidate - 1) - u[current]! - v[candidate]!;
        if (reduced < least[candidate]!) {
          least[candidate] = reduced;
          way[candidate] = column;
        }
        if (least[candidate]! < delta) {
          delta = least[candidate]!;
          next = candidate;
        }
      }
      for (let candidate = 0; candidate <= columns; candidate += 1) {
        if (used[candidate] === 1) {
          u[rowOf[candidate]!] = u[rowOf[candidate]!]! + delta;
          v[candidate] = v[candidate]! - delta;
        } else least[candidate] = least[candidate]! - delta;
      }
      column = next;
    } while (rowOf[column] !== 0);
    do {
      const previous = way[column]!;
      rowOf[column] = rowOf[previous]!;
      column = previous;
    } while (column !== 0);
  }
  const columnOf: number[] = [];
  for (let column = 1; column <= columns; column += 1) {
    const row = rowOf[column]!;
    if (row > 0) columnOf[row - 1] = column - 1;
  }
  return columnOf;
}
