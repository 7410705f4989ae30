import { sql } from 'kysely';
import { allIndicators } from '../indicators/compute/known.js';
import { ledgersOf } from '../indicators/define/measures.js';
import type { Database, Sql } from '../database/sql.js';

/** The scope of a search for contradictions. */
export interface CheckScope {
  /** An array of division codes, as SQL. */
  readonly divisions: Sql;
  /** Null: every year. */
  readonly years: readonly number[] | null;
  /** The indicators whose figures are compared with one another and with last year's. */
  readonly figures: readonly string[];
  /** The reported totals: all, or only those of some indicators. */
  readonly observed: 'all' | readonly string[];
  /** How many times last year's figure is a jump. */
  readonly jumpFactor: number;
}

/** Whether a year is in the scope. */
export function inYears({ years }: CheckScope, year: Sql): Sql {
  return years === null ? sql`true` : sql`${year} = any(${[...years]}::int[])`;
}

/** The divisions, years and ledgers of rows. */
export interface Touched {
  readonly divisions: ReadonlySet<string>;
  readonly years: ReadonlySet<number>;
  readonly ledgers: ReadonlySet<string>;
}

/** The scope of changed rows: figures of their ledgers in their years and the years after, which are compared with them. */
export async function scopeOf(db: Database, touched: Touched, jumpFactor: number): Promise<CheckScope> {
  const { ledgers } = touched;
  const figures = (await allIndicators(db))
    .filter((indicator) => ledgersOf(indicator).some((ledger) => ledgers.has(ledger)))
    .map(({ code }) => code);
  return {
    divisions: sql`${[...touched.divisions]}::text[]`,
    years: [...new Set([...touched.years].flatMap((year) => [year, year + 1]))],
    figures,
    observed: ledgers.has('observation') ? 'all' : figures,
    jumpFactor,
  };
}
