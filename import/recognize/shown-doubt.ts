import { unitOf } from '../text/unit.js';
import { amountOf } from './profile.js';
import type { Profile } from './profile.js';

/** Sums of a ledger lie between these, in yuan: outside of them the unit in a number format is not believed. */
const SMALLEST = 2_000;
const LARGEST = 1e10;

/** A number of a money column whose number format and the column's unit cannot both be right. */
export interface ShownDoubt {
  readonly code: 'UNIT_SCALED' | 'UNIT_FORMAT_DOUBTED';
  readonly text: string;
  readonly params: Readonly<Record<string, string | number>>;
}

/**
 * Why the number formats of a column in `unit` are a question: they show a part of the stored number that is no figure
 * in the unit, or a unit that makes the column's sums too small or too large.
 */
export function shownDoubt({ shown }: Profile, unit: string | null): ShownDoubt | null {
  const power = unit === null ? null : (unitOf(unit)?.power ?? null);
  if (unit === null || power === null) return null;
  const scaled = shown.find((each) => each.unit === null && each.power !== 0 && each.power + power !== 0);
  if (scaled !== undefined) return { code: 'UNIT_SCALED', text: scaled.text, params: { stored: scaled.value, unit } };
  const other = shown.filter((each) => amountOf(1, each) !== null && each.power + each.unit!.power !== power);
  const sizes = other.map((each) => Math.abs(amountOf(each.value, each)!)).filter((size) => size > 0);
  const middle = sizes.toSorted((a, b) => a - b)[Math.floor(sizes.length / 2)];
  const named = other[0]?.unit?.name;
  return middle === undefined || named === undefined || (middle >= SMALLEST && middle <= LARGEST)
    ? null
    : { code: 'UNIT_FORMAT_DOUBTED', text: other[0]!.text, params: { unit, named } };
}
