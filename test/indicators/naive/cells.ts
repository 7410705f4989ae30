import type { Notes, Place } from './sums.js';

/** What a figure comes to in one place, before units. */
export interface Cell extends Notes {
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly stated: boolean;
  readonly disputed: boolean;
}

/** A cell of which nothing is known. */
export const NOTHING: Cell = {
  numerator: null,
  denominator: null,
  partial: false,
  approximate: false,
  undated: false,
  none: false,
  carried: false,
  overlapping: false,
  stated: false,
  disputed: false,
};

/** Cells by `dimension|member|year|period`. */
export type Cells = ReadonlyMap<string, Cell>;

export const keyOf = ({ dimension, member, year, period }: Place): string =>
  [dimension, member, year, period].join('|');
