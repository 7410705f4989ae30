import { CATALOGUE } from '../../../src/indicators/catalogue/index.js';
import type { Cell, Cells } from './figures.js';
import { NAIVE } from './measures.js';
import type { Everything } from './rows.js';

/** The unrounded value of a cell; null where nothing is known or there is nothing to divide by. */
export function exactOf(code: string, cell: Cell | undefined): number | null {
  if (cell === undefined || cell.numerator === null) return null;
  const { bottom, factor = 1 } = NAIVE[code] ?? { bottom: true, factor: 100 };
  if (bottom === undefined) return cell.numerator;
  return cell.denominator === null || cell.denominator === 0 ? null : (cell.numerator / cell.denominator) * factor;
}

/** How many of a division's own targets are met, given the figures of every indicator there. */
export function targetCells({ ledgers }: Everything, division: string, figures: ReadonlyMap<string, Cells>): Cells {
  const cells = new Map<string, Cell>();
  for (const row of ledgers['target']!.filter((each) => each.division === division)) {
    const [low, high] = [row['low'] as number | null, row['high'] as number | null];
    if (low === null && high === null) continue;
    const code = CATALOGUE.find(({ name }) => name === row['indicator'])?.code;
    const department = typeof row['department'] === 'string' ? row['department'] : '未填';
    for (let period = 1; period <= 13; period += 1) {
      const cell = code === undefined ? undefined : figures.get(code)?.get(`||${row.year}|${period}`);
      const value = code === undefined ? null : exactOf(code, cell);
      const met = value === null ? null : low === null ? value <= high! + 1e-9 : value >= low - 1e-9;
      for (const key of [`||${row.year}|${period}`, `department|${department}|${row.year}|${period}`]) {
        const before = cells.get(key);
        cells.set(key, {
          numerator: (before?.numerator ?? 0) + (met === true ? 1 : 0),
          denominator: (before?.denominator ?? 0) + (met === null ? 0 : 1),
          partial: met === null || before?.partial === true,
          approximate: false,
          undated: false,
        });
      }
    }
  }
  return cells;
}
