import type { SummedColumn } from '../validate/totals.js';
import type { ColumnPlan } from './plan.js';
import { scaleOf } from './number.js';
import { unitOf } from './unit.js';

/** How the stored figures of a column come from the sheet's, so that its total can be checked in the sheet's own unit. */
export function summedColumn(column: ColumnPlan): SummedColumn {
  const { heading, unit, storedUnit } = column;
  const own = unit === null ? null : unitOf(unit);
  if (own === null) return { column: column.column, heading, power: 0, factor: 1 };
  if (column.kind === 'money') return { column: column.column, heading, power: own.power, factor: 1 };
  return { column: column.column, heading, ...scaleOf(storedUnit === null ? null : unitOf(storedUnit), own) };
}
