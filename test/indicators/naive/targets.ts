import { CATALOGUE } from '../../../src/indicators/catalogue/index.js';
import { type Cell, type Cells, keyOf, NOTHING } from './cells.js';
import { type Figure, under } from './figures.js';
import { NAIVE } from './measures.js';
import type { Everything } from './rows.js';
import { PERIODS } from './sums.js';

/** The unrounded value of a cell; null where nothing is known or there is nothing to divide by. */
export function exactOf(code: string, cell: Cell | undefined): number | null {
  if (cell === undefined || cell.numerator === null) return null;
  const { bottom, factor = 1 } = NAIVE[code] ?? { bottom: true, factor: 100 };
  if (bottom === undefined) return cell.numerator;
  return cell.denominator === null || cell.denominator === 0 ? null : (cell.numerator / cell.denominator) * factor;
}

/** How many targets are met in a division and all under it, given the figures of every indicator everywhere. */
export function targetFigure(
  all: Everything,
  division: string,
  figures: ReadonlyMap<string, ReadonlyMap<string, Figure>>,
): Figure {
  const units = under(all, division);
  const cellsOf = (divisions: readonly string[]): Cells => {
    const cells = new Map<string, Cell>();
    for (const unit of divisions) addTargets(cells, all, unit, figures.get(unit)!);
    return cells;
  };
  const tellersIn = (year: number) =>
    units.filter((unit) => numericTargets(all, unit).some(({ row }) => row.year === year));
  const firstYear = (unit: string) => Math.min(...numericTargets(all, unit).map(({ row }) => row.year));
  return {
    cells: cellsOf(units),
    tellers: tellersIn,
    coverage: (year) => ({
      reported: tellersIn(year).length,
      expected: units.filter((unit) => firstYear(unit) <= year).length,
    }),
    among: cellsOf,
  };
}

function numericTargets({ rows }: Everything, division: string) {
  return rows.filter(
    ({ ledger, row }) =>
      ledger === 'target' && row.division === division && (row['low'] !== null || row['high'] !== null),
  );
}

function addTargets(
  cells: Map<string, Cell>,
  all: Everything,
  division: string,
  own: ReadonlyMap<string, Figure>,
): void {
  for (const { row } of numericTargets(all, division)) {
    const [low, high] = [row['low'] as number | null, row['high'] as number | null];
    const code = CATALOGUE.find(({ name }) => name === row['indicator'])?.code;
    const department = typeof row['department'] === 'string' ? row['department'] : '未填';
    for (const period of PERIODS) {
      const place = { dimension: '', member: '', year: row.year, period };
      const value = code === undefined ? null : exactOf(code, own.get(code)?.cells.get(keyOf(place)));
      const done = period === PERIODS.at(-1) ? (row['actual'] as number | null | undefined) : null;
      const met = compare(value, low, high) ?? compare(done ?? null, low, high);
      for (const key of [keyOf(place), keyOf({ ...place, dimension: 'department', member: department })]) {
        const before = cells.get(key);
        cells.set(key, {
          ...NOTHING,
          numerator: (before?.numerator ?? 0) + (met === true ? 1 : 0),
          denominator: (before?.denominator ?? 0) + (met === null ? 0 : 1),
          partial: met === null || before?.partial === true,
        });
      }
    }
  }
}

function compare(value: number | null, low: number | null, high: number | null): boolean | null {
  return value === null ? null : low === null ? value <= high! + 1e-9 : value >= low - 1e-9;
}
