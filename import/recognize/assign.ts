/**
 * The one-to-one assignment of rows to columns with the greatest total weight (the Hungarian method);
 * the answer has a column for each row, or −1. Weights of zero or less are never taken.
 */
export function assign(weights: readonly (readonly number[])[]): number[] {
  const result = weights.map(() => -1);
  const wanting = [...weights.keys()].filter((row) => weights[row]!.some((weight) => weight > 0));
  const columns = Math.max(0, ...weights.map((row) => row.length));
  if (wanting.length > columns) {
    // The time grows with the square of the rows, and a sheet may have more columns than a ledger has fields.
    const turned = Array.from({ length: columns }, (_, column) => wanting.map((row) => weights[row]![column] ?? 0));
    for (const [column, at] of assign(turned).entries()) if (at >= 0) result[wanting[at]!] = column;
    return result;
  }
  const chosen = matched(
    wanting.map((row) => weights[row]!),
    columns,
  );
  for (const [at, row] of wanting.entries()) result[row] = chosen[at]!;
  return result;
}

/** The assignment of no more rows than there are columns. */
function matched(weights: readonly (readonly number[])[], columns: number): number[] {
  const rows = weights.length;
  const cost = (row: number, column: number): number => -Math.max(0, weights[row - 1]?.[column - 1] ?? 0);
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
        const reduced = cost(current, candidate) - u[current]! - v[candidate]!;
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
  const result = Array.from({ length: rows }, () => -1);
  for (let column = 1; column <= columns; column += 1) {
    const row = rowOf[column]!;
    if (row > 0 && (weights[row - 1]?.[column - 1] ?? 0) > 0) result[row - 1] = column - 1;
  }
  return result;
}
