import type { LedgerId } from '../../../src/entities/ledgers/index.js';
import type { Direction, IndicatorKind } from '../../../src/indicators/define/definition.js';
import type { FieldValue, TinyRow } from '../insert-rows.js';

/** An indicator worked out by hand over a few rows, of which some must not count; it is about 2024 beside 2023. */
export interface Example {
  readonly code: string;
  /** Name, unit, kind, direction and decimals that the field gives it. */
  readonly told: readonly [name: string, unit: string, kind: IndicatorKind, direction: Direction, decimals: number];
  readonly rows: readonly TinyRow[];
  /** Numerator, and of a ratio denominator, by year; null where nothing is known. */
  readonly parts: Readonly<Record<number, readonly (number | null)[] | null>>;
  /** The figure of 2024 in the report's words. */
  readonly text: string;
  /** How many rows are behind the figure of 2024. */
  readonly behind: number;
  /** The figure of 2024 by dimensions: every member that has one. */
  readonly by?: Readonly<Record<string, Readonly<Record<string, number | null>>>>;
  /** The figure of January to a month of 2024. */
  readonly through?: Readonly<Record<number, number | null>>;
}

/** Makes rows of one ledger, all with the same fields unless told otherwise; null takes a field away. */
export function rowsOf(ledger: LedgerId, common: Readonly<Record<string, FieldValue>> = {}) {
  return (
    year: number,
    own: Readonly<Record<string, FieldValue | null>> = {},
    flags: Readonly<Record<string, string>> = {},
  ): TinyRow => {
    const fields = Object.entries({ ...common, ...own }).filter(
      (entry): entry is [string, FieldValue] => entry[1] !== null,
    );
    return { ledger, year, fields: Object.fromEntries(fields), flags };
  };
}
