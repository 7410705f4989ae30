import { sql } from 'kysely';
import type { Database } from '../../../src/database/sql.js';

/** A kept figure: of a year (period 13), with its comparison, or of the months up to one. */
export interface Stored {
  readonly division: string;
  readonly indicator: string;
  readonly dimension: string;
  readonly member: string;
  readonly year: number;
  readonly period: number;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly partial: boolean;
  readonly approximate: boolean;
  readonly undated: boolean;
  readonly none_recorded: boolean;
  readonly carried: boolean;
  readonly overlapping: boolean;
  readonly stated: boolean;
  readonly disputed: boolean;
  readonly value: number | null;
  readonly previous: number | null;
  readonly change: number | null;
  readonly rate: number | null;
  readonly reason: string | null;
  readonly incomplete: boolean;
  readonly reported: number;
  readonly expected: number;
  readonly like_value: number | null;
  readonly like_previous: number | null;
  readonly like_change: number | null;
  readonly like_rate: number | null;
  readonly like_divisions: number | null;
}

const COMMON = sql`division, indicator, dimension, member, year, numerator::float8, denominator::float8, partial, approximate,
  none_recorded, carried, overlapping, stated, disputed, value::float8`;

/** Every kept figure of a year, with its comparison. */
export async function storedYears(db: Database): Promise<Stored[]> {
  const { rows } = await sql<Stored>`
    select ${COMMON}, 13 as period, false as undated, previous::float8, change::float8, rate::float8, reason,
      incomplete, reported, expected, like_value::float8, like_previous::float8, like_change::float8, like_rate::float8, like_divisions
    from reporting.indicator_year`.execute(db);
  return rows;
}

/** Every kept figure of the months up to one, which has no comparison. */
export async function storedMonths(db: Database): Promise<Stored[]> {
  const { rows } = await sql<Stored>`
    select ${COMMON}, month as period, undated, null as previous, null as change, null as rate, null as reason, false as incomplete,
      0 as reported, 0 as expected, null as like_value, null as like_previous, null as like_change, null as like_rate, null as like_divisions
    from reporting.indicator_month`.execute(db);
  return rows;
}

/** What the divisions of both years come to, of a year (month 0) or of its months up to one. */
export interface Alike {
  readonly division: string;
  readonly indicator: string;
  readonly year: number;
  readonly month: number;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly previous_numerator: number | null;
  readonly previous_denominator: number | null;
  readonly divisions: number;
}

/** All comparisons of the same divisions. */
export async function storedAlike(db: Database): Promise<Alike[]> {
  const { rows } = await sql<Alike>`
    select division, indicator, year, month, numerator::float8, denominator::float8,
      previous_numerator::float8, previous_denominator::float8, divisions from figures.alike`.execute(db);
  return rows;
}
