import type { Place } from './sums.js';

/** What a figure comes to in one place, before units. */
export interface Cell {
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly partial: boolean;
  readonly approximate: boolean;
  readonly undated: boolean;
  readonly none: boolean;
  readonly carried: boolean;
  readonly overlapping: boolean;
  readonly stated: boolean;
  readonly disputed: boolean;
}

/** Cells by `dimension|member|year|period`. */
export type Cells = ReadonlyMap<string, Cell>;

export const keyOf = ({ dimension, member, year, period }: Place): string =>
  [dimension, member, year, period].join('|');
