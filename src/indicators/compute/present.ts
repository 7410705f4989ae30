import { sql } from 'kysely';
import type { Sql } from '../../database/sql.js';

/** The month that it is in China, by whose calendar ledgers are kept: year × 12 + month − 1. */
export const PRESENT_MONTH: Sql = sql`(select (date_part('year', t) * 12 + date_part('month', t))::int - 1 from (values (now() at time zone 'Asia/Shanghai')) now (t))`;

/** The month of an ISO date, numbered likewise. */
export function monthOfDay(day: string): Sql {
  return sql`${Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1}::int`;
}
