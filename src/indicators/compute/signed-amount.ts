import { sql } from 'kysely';
import type { Sql } from '../../database/sql.js';
import type { LedgerDeclaration } from '../../entities/ledger.js';
import { columnOf, fieldOf } from '../define/measures.js';

/** A figure of a row as it adds up: what is taken back is below zero, however the row signs it. */
export function signedAmount(ledger: LedgerDeclaration, name: string, row: Sql = sql.ref('r')): Sql {
  const amount = sql`${row}.${sql.ref(columnOf(ledger, name))}`;
  const { less } = fieldOf(ledger, name);
  return less === undefined
    ? amount
    : sql`case when ${row}.${sql.ref(columnOf(ledger, less.by))} in (${sql.join(less.in.map((each) => sql.lit(each)))}) then -abs(${amount}) else ${amount} end`;
}
