import { sql } from 'kysely';
import type { LedgerDeclaration } from '../../entities/ledger.js';
import type { Condition } from '../define/definition.js';
import { columnOf, fieldOf } from '../define/measures.js';
import { afterColumn, monthColumn, statedColumn } from './row-columns.js';
import type { Sql } from '../../database/sql.js';

/** A condition on a ledger row `r`, its values bound. */
export function conditionSql(ledger: LedgerDeclaration, condition: Condition): Sql {
  const column = sql`r.${sql.ref(columnOf(ledger, condition.field))}`;
  const list = fieldOf(ledger, condition.field).kind === 'list';
  if ('in' in condition) {
    const values = sql`${[...condition.in]}::text[]`;
    return list ? sql`${column} && ${values}` : sql`${column} = any(${values})`;
  }
  if ('notIn' in condition) {
    const values = sql`${[...condition.notIn]}::text[]`;
    return sql`(${column} is null or ${list ? sql`not ${column} && ${values}` : sql`${column} <> all(${values})`})`;
  }
  if ('known' in condition) return condition.known ? sql`${column} is not null` : sql`${column} is null`;
  if ('renews' in condition) return sql`r.renews is ${sql.lit(condition.renews)}`;
  if ('follows' in condition) return sql`r.follows`;
  if ('afterYear' in condition) return sql`r.${sql.ref(monthColumn(ledger, condition.field))} / 12 > r.year`;
  if ('stated' in condition) return sql`r.${sql.ref(statedColumn(ledger, condition.field))}`;
  if ('withinMonths' in condition) {
    const month = sql`r.${sql.ref(monthColumn(ledger, condition.field))}`;
    return sql`${month} < r.${sql.ref(afterColumn(ledger, condition.of))} + ${sql.lit(condition.withinMonths)}`;
  }
  if ('is' in condition) return condition.is ? sql`${column}` : sql`${column} is not true`;
  if ('contains' in condition) return sql`strpos(${column}, ${condition.contains}) > 0`;
  if ('above' in condition) return sql`${column} > ${condition.above}`;
  if ('atLeast' in condition) return sql`${column} >= ${condition.atLeast}`;
  if ('below' in condition) return sql`${column} < ${condition.below}`;
  return sql`${column} <= ${condition.atMost}`;
}
