import { type RawBuilder, sql } from 'kysely';

/**
 * Whether two rows, by their aliases, have the same weaker key in the same division, as the ledgers' index has it. To be
 * asked for one row after another (`lateral … offset 0`, or an aggregate): of an expression PostgreSQL knows nothing
 * before the table is analysed, and could go through all of it instead.
 */
export function sameWeakKey(row: string, other: string): RawBuilder<unknown> {
  const key = (alias: string) => sql`(${sql.ref(`${alias}.division`)} || ${sql.ref(`${alias}.match_key`)})`;
  return sql`${key(row)} = ${key(other)}`;
}
