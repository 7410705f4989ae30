import { unitOf } from '../text/unit.js';
import type { Fit } from './fit.js';
import type { Taken } from './match.js';

/** The unit of a money column's bare numbers, and whether it is a guess that a clerk should confirm. */
export interface UnitDecision {
  /** Null where each row names its own. */
  readonly unit: string | null;
  readonly assumed: boolean;
  readonly reason: string;
  /** Nothing states it and the numbers could be in another: a person is asked. */
  readonly open?: 'column' | 'bare numbers';
}

/** A figure as large as this in 万元 would be a hundred billion yuan: the column is in 元. */
const LARGE = 1_000_000;
/** A sum as small as this in 元 is no ledger entry: the column is in 万元. */
const SMALL = 2_000;

/** A bare number more than this many times the column's median is suspect. */
const FAR = 2000;
/** The same where other cells of the column state a unit. */
const FAR_AMONG_UNITS = 30;
const ENOUGH_TO_TELL = 5;

/** The range of yuan in which a bare number of the column agrees with the others; null where there are too few. */
export function usualRange(taken: Taken, unit: string | null): readonly [number, number] | null {
  const { numbers, amounts } = taken.column.profile;
  const power = unit === null ? null : (unitOf(unit)?.power ?? null);
  if (power === null || numbers.length + amounts.length < ENOUGH_TO_TELL) return null;
  const sizes = [...numbers.map((number) => Math.abs(number) * 10 ** power), ...amounts]
    .filter((size) => size > 0)
    .sort((a, b) => a - b);
  const middle = sizes[Math.floor(sizes.length / 2)] ?? 0;
  return middle === 0 ? null : [0, middle * (amounts.length > 0 ? FAR_AMONG_UNITS : FAR)];
}

/** Decides by heading, caption, unit column, units in the cells, neighbouring columns, size, and last the ledger's usual unit. */
export function moneyUnit(taken: Taken, fit: Fit, captionUnit: string | null, unitColumn: boolean): UnitDecision {
  const own = taken.column.heading.unit;
  if (own !== null && own.power >= 0 && own.base !== '%') return { unit: own.name, assumed: false, reason: '表头' };
  const caption = captionUnit === null ? null : unitOf(captionUnit);
  if (caption !== null && caption.base === '元') return { unit: caption.name, assumed: false, reason: '表头上方' };
  if (unitColumn) return { unit: null, assumed: false, reason: '单位列' };
  const { profile } = taken.column;
  // 1234567 shown as 123.5: nothing states 123.5 of what.
  if (profile.shown.some(({ unit, power }) => unit === null && power !== 0))
    return { unit: fit.reading.usualUnit, assumed: true, reason: '', open: 'column' };
  if (profile.numbers.length === 0 && profile.amounts.length === 0)
    return { unit: fit.reading.usualUnit, assumed: false, reason: '' };
  if (profile.amounts.length > 0) return { unit: '元', assumed: false, reason: '', open: 'bare numbers' };
  const neighbour = fit.taken.find((each) => each.meaning?.kind === 'money' && each.column.heading.unit?.base === '元')
    ?.column.heading.unit;
  if (neighbour !== undefined && neighbour !== null)
    return { unit: neighbour.name, assumed: true, reason: '与同表其他金额列相同' };
  const sorted = profile.numbers
    .map(Math.abs)
    .filter((number) => number > 0)
    .sort((a, b) => a - b);
  const median = sorted[Math.floor(sorted.length / 2)] ?? 0;
  if (median >= LARGE) return { unit: '元', assumed: true, reason: '数值较大' };
  const open = median > 0 && (median >= SMALL || fit.reading.unitVaries === true);
  return {
    unit: fit.reading.usualUnit,
    assumed: true,
    reason: '本类台账通常的单位',
    ...(open ? { open: 'column' } : {}),
  };
}
