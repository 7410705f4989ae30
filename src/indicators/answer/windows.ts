import type { Point } from './answer.js';
import type { ValueFlag } from './compare.js';

/** Flags of a figure that something may be missing from: what is computed from it would not be true. */
const LACKING: ReadonlySet<ValueFlag> = new Set(['PARTIAL', 'INCOMPLETE', 'UNDATED', 'DISPUTED', 'OVERLAPPING']);

/** The value of a point that nothing is missing from; else null. */
export function wholeValue(point: Pick<Point, 'value' | 'flags'> | undefined): number | null {
  return point === undefined || point.flags.some((flag) => LACKING.has(flag)) ? null : point.value;
}

/** Points by year of one series. */
export type Years = ReadonlyMap<number, Point>;

/**
 * The values of some years, the last of them `year`, if they can be compared: all are known whole, and from each to the
 * next neither the divisions that report nor the basis of the figure changes. Else null.
 */
export function comparable(points: Years, year: number, years: number): readonly number[] | null {
  const values = Array.from({ length: years }, (_, index) => wholeValue(points.get(year - years + 1 + index)));
  const even = Array.from({ length: years - 1 }, (_, index) => points.get(year - index)?.reason ?? null);
  const known = values.every((value) => value !== null);
  return known && !even.some((reason) => reason !== null && UNEVEN.has(reason)) ? (values as number[]) : null;
}

/** Reasons against comparing a year with the one before that hold for longer spans too. */
const UNEVEN: ReadonlySet<string> = new Set(['COVERAGE', 'BASIS', 'NO_DATA', 'NO_BASE']);

/** `value` as a percentage of `whole`, to two decimals; null where either is not known, or the whole is not above zero. */
export function percentage(value: number | null, whole: number | null): number | null {
  return value === null || whole === null || whole <= 0 ? null : rounded((value / whole) * 100);
}

/** The compound growth in % a year over the years of `values`; null where it cannot be told. */
export function compoundGrowth(values: readonly number[] | null): number | null {
  const [first = 0, last = 0] = [values?.[0], values?.at(-1)];
  if (values === null || values.length < 2 || first <= 0 || last < 0) return null;
  return rounded(((last / first) ** (1 / (values.length - 1)) - 1) * 100);
}

/** The distance from the mean of all values in standard deviations, to two decimals; null where all are equal. */
export function standardScore(value: number | null, all: readonly number[]): number | null {
  if (value === null || all.length < 2) return null;
  const mean = all.reduce((sum, each) => sum + each, 0) / all.length;
  const deviation = Math.sqrt(all.reduce((sum, each) => sum + (each - mean) ** 2, 0) / all.length);
  return deviation === 0 ? null : rounded((value - mean) / deviation);
}

/** The sum of values as they are shown, without the error of binary fractions. */
export function sumShown(values: readonly number[], decimals: number): number {
  return rounded(
    values.reduce((sum, each) => sum + each, 0),
    decimals,
  );
}

function rounded(value: number, decimals = 2): number {
  return Number(value.toFixed(decimals));
}
