import type { ColumnPlan } from './plan.js';
import { scaleOf } from './number.js';
import { unitOf } from '../text/unit.js';

/** What totals need to know of a figure column. */
export interface SummedColumn {
  readonly column: number;
  readonly heading: string;
  /** Of the sheet's figures, in words. */
  readonly unit: string | null;
  /** The stored figure is the sheet's times ten to this power, times this factor. */
  readonly power: number;
  readonly factor: number;
}

/** The conversion of a column's figures to stored ones, so that its total is checked in the sheet's own unit. */
export function summedColumn({ column, heading, kind, unit, storedUnit }: ColumnPlan): SummedColumn {
  const own = unit === null ? null : unitOf(unit);
  const named = { column, heading, unit: own?.name ?? storedUnit ?? (kind === 'money' ? '元' : null) };
  if (own === null) return { ...named, power: 0, factor: 1 };
  if (kind === 'money') return { ...named, power: own.power, factor: 1 };
  return { ...named, ...scaleOf(storedUnit === null ? null : unitOf(storedUnit), own) };
}
