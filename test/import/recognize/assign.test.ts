import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { assign } from '../../../import/recognize/assign.js';

/** The greatest total weight by trying everything. */
function best(weights: readonly (readonly number[])[], row = 0, taken = new Set<number>()): number {
  const own = weights[row];
  if (own === undefined) return 0;
  let most = best(weights, row + 1, taken);
  for (const [column, weight] of own.entries()) {
    if (weight <= 0 || taken.has(column)) continue;
    most = Math.max(most, weight + best(weights, row + 1, new Set([...taken, column])));
  }
  return most;
}

test('a column goes to the field where the whole gains most', () => {
  expect(
    assign([
      [0.9, 0.8],
      [0.85, 0],
    ]),
  ).toEqual([1, 0]);
  expect(
    assign([
      [0, 0],
      [0.5, 0.4],
    ]),
  ).toEqual([-1, 0]);
  expect(assign([])).toEqual([]);
});

test('no assignment is better than the one found, and none is taken twice', () => {
  const matrix = fc.integer({ min: 1, max: 5 }).chain((columns) =>
    fc.array(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: columns, maxLength: columns }), {
      minLength: 1,
      maxLength: 5,
    }),
  );
  fc.assert(
    fc.property(matrix, (weights) => {
      const chosen = assign(weights);
      const used = chosen.filter((column) => column !== -1);
      expect(new Set(used).size).toBe(used.length);
      expect(chosen.reduce((sum, column, row) => sum + (weights[row]?.[column] ?? 0), 0)).toBe(best(weights));
    }),
  );
});
